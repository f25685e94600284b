import {describe, expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient} from '../helpers/awin-client.ts';
import {deferred} from '../helpers/deferred.ts';
import {faultServer} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const once = {retry: {attempts: 1}};

describe('the timeout of an attempt', () => {
	it.each([
		['no byte of a response', server.stalls],
		['half a header', server.writesAndStalls(`${head}content-le`)],
		['a header alone', server.writesAndStalls(`${head}content-length: 9\r\n\r\n`)],
		['half a body', server.writesAndStalls(`${head}content-length: 9\r\n\r\n{"a":`)],
		[
			'half the body of an error',
			server.writesAndStalls(`HTTP/1.1 404 No\r\ncontent-length: 9\r\n\r\nno`),
		],
	])('fires after 60 seconds with %s', async (_, step) => {
		const {url, asked, whenAsked, whenClosed} = await faultServer(step);
		const clock = virtualClock();
		const call = awinClient(url, clock, once).post('/things', {json: {}});
		await whenAsked(1);
		await clock.pass(59_999);
		expect(clock.nextIn()).toBe(1);
		await clock.pass(1);
		expect(await call).toMatchObject({
			kind: 'timeout',
			error: {applied: 'unknown', description: 'no complete response within 60000 ms'},
			meta: {attempts: [{error: 'timeout', durationMs: 60_000}]},
		});
		expect(clock.timers()).toBe(0);
		expect(asked).toHaveLength(1);
		await whenClosed();
	});

	it('also fires for a body that arrives slowly', async () => {
		const dripping = deferred();
		const drips = server.drips(200, (count) => {
			if (count === 20) dripping.resolve();
		});
		const {url, asked, whenClosed} = await faultServer(drips);
		const clock = virtualClock();
		const call = awinClient(url, clock, once).get('/things');
		await dripping.promise;
		await clock.pass(60_000);
		expect(await call).toMatchObject({kind: 'timeout'});
		expect(asked).toHaveLength(1);
		await whenClosed();
	});

	it('is the remaining time until the deadline if that is shorter', async () => {
		const {url, whenAsked} = await faultServer(server.stalls);
		const clock = virtualClock();
		const call = awinClient(url, clock).get('/things', {deadlineMs: 7000});
		await whenAsked(1);
		await clock.pass(7000);
		expect(await call).toMatchObject({kind: 'timeout', meta: {notRetried: 'deadline'}});
	});
});

describe('the size of a body', () => {
	const mebibyte = 1024 * 1024;

	it('is measured after decompression, so that a small response cannot exhaust memory', async () => {
		const {url} = await faultServer(server.bomb(200, 65 * mebibyte));
		const result = await awinClient(url, systemClock).get('/things');
		expect(result).toMatchObject({
			kind: 'invalid-body',
			error: {description: 'the body is larger than 67108864 bytes', applied: 'yes'},
			meta: {notRetried: undefined, attempts: {length: 1}},
		});
	});

	it('is limited by `maxBodyBytes`', async () => {
		const {url} = await faultServer(server.answersJson(200, 'x'.repeat(98)));
		const allowed = awinClient(url, systemClock, {maxBodyBytes: 100});
		expect(await allowed.get('/things')).toMatchObject({kind: 'ok'});
		const refused = awinClient(url, systemClock, {maxBodyBytes: 99});
		expect(await refused.get('/things')).toMatchObject({kind: 'invalid-body'});
	});

	it('is limited to 1 MiB for an error, and the status is kept', async () => {
		const {url} = await faultServer(server.bomb(404, 20 * mebibyte));
		const result = await awinClient(url, systemClock).get('/things');
		expect(result).toMatchObject({kind: 'not-found', status: 404});
		expect(result.error?.body).toBeUndefined();
		const text = await faultServer(server.answers(404, 'x'.repeat(2 * mebibyte)));
		const long = await awinClient(text.url, systemClock).get('/things');
		expect(long.kind === 'not-found' && String(long.error.body).length).toBe(mebibyte);
		expect(long.error?.message.length).toBeLessThan(400);
	});

	it('need not match Content-Length if the body is compressed', async () => {
		const {url} = await faultServer(server.bomb(200, 1000));
		expect(await awinClient(url, systemClock).get('/things')).toMatchObject({kind: 'invalid-body'});
		const gzipped = await faultServer((request, response) => {
			expect(request.headers['accept-encoding']).toContain('gzip');
			server.answersJson(200, {a: 1})(request, response);
		});
		expect(await awinClient(gzipped.url, systemClock).get('/things')).toMatchObject({kind: 'ok'});
	});
});

describe('the body of a redirect', () => {
	it('is not waited for', async () => {
		const {url, whenAsked} = await faultServer(
			(_, response) => {
				response.writeHead(302, {location: '/b'}).write('moved');
			},
			server.answersJson(200, {}),
		);
		const clock = virtualClock();
		const call = awinClient(url, clock).get('/things');
		await whenAsked(1);
		await clock.whenNextIn(250);
		await clock.pass(250);
		expect(await call).toMatchObject({kind: 'ok'});
	});
});
