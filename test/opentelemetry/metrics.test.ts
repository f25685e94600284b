import {openTelemetry} from 'awin-sdk/opentelemetry';
import {expect, it} from 'vitest';
import {observed} from '../helpers/observed.ts';
import {telemetry} from './telemetry.ts';

const {metrics, spans} = telemetry();
const path: string = '/accounts';

/** The data points of a metric, as attributes and value. */
const pointsOf = async (name: string) =>
	(await metrics()).get(name)?.dataPoints.map(({attributes, value}) => [attributes, value]);

it('measures every attempt in seconds, in the buckets of the conventions', async () => {
	const {clock, awin} = observed([503, 200], {observe: openTelemetry({spans: false})});
	await clock.run(awin.get('/a/{id}', {path: {id: 1}}));
	const duration = (await metrics()).get('http.client.request.duration');
	expect(duration?.descriptor).toMatchObject({
		unit: 's',
		advice: {
			explicitBucketBoundaries: [
				0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
			],
		},
	});
	const common = {
		'http.request.method': 'GET',
		'server.address': 'api.awin.com',
		'server.port': 443,
		'url.template': '/a/{id}',
	};
	expect(duration?.dataPoints).toMatchObject([
		{
			attributes: {...common, 'http.response.status_code': 503, 'error.type': '503'},
			value: {count: 1, sum: 0},
		},
		{attributes: {...common, 'http.response.status_code': 200}, value: {count: 1}},
	]);
	expect(spans()).toEqual([]);
});

it('counts the calls that wait, what the quota uses and the retries of a burst', async () => {
	const {clock, awin} = observed([503, 200], {observe: openTelemetry(), quota: {}});
	const burst = Promise.all(Array.from({length: 25}, () => awin.get(path)));
	await clock.pass(1000);
	expect(await pointsOf('awin.client.quota.waiting')).toEqual([[{}, 6]]);
	expect(await pointsOf('awin.client.quota.used')).toEqual([[{}, 20]]);
	await clock.run(burst);
	expect(await pointsOf('awin.client.quota.waiting')).toEqual([[{}, 0]]);
	expect(await pointsOf('awin.client.retries')).toEqual([[{'awin.reason': 'backoff'}, 1]]);
	const duration = await pointsOf('http.client.request.duration');
	expect(duration).toHaveLength(2);
});

it('counts failures that are not retried, by reason', async () => {
	const {clock, awin} = observed([503], {observe: openTelemetry()});
	await clock.run(awin.post(path, {json: {}}));
	expect(await pointsOf('awin.client.not_retried')).toEqual([
		[{'awin.reason': 'not-idempotent'}, 1],
	]);
});

it('counts the outcomes of the cache and the failures of its store', async () => {
	const {clock, awin} = observed([200], {observe: openTelemetry(), cache: {ttlMs: 60_000}});
	for (let count = 0; count < 3; count++) await clock.run(awin.get(path));
	expect(await pointsOf('awin.client.cache.outcomes')).toEqual([
		[{'awin.cache.outcome': 'miss'}, 1],
		[{'awin.cache.outcome': 'fresh'}, 2],
	]);
	const fail = () => {
		throw new Error('the store is away');
	};
	const store = {get: fail, set: fail, delete: fail};
	const onError = () => {};
	const other = observed([200], {observe: openTelemetry(), cache: {store, onError}});
	await other.clock.run(other.awin.get(path));
	expect(await pointsOf('awin.client.store.failures')).toEqual([[{'awin.store': 'cache'}, 1]]);
});

it('measures nothing with `metrics: false`', async () => {
	const {clock, awin} = observed([200], {observe: openTelemetry({metrics: false})});
	await clock.run(awin.get(path));
	expect((await metrics()).size).toBe(0);
	expect(spans()).toHaveLength(2);
});
