import {Redis} from 'ioredis';
import {createAwinClient} from 'awin-sdk';
import {redisLimiter} from 'awin-sdk/redis';
import {beforeEach, describe, expect, it, type MockInstance, vi} from 'vitest';
import {createClient} from '../../src/client.ts';
import {answerInTurn, closedPort} from '../helpers/http-server.ts';
import {unhandledRejections} from '../helpers/unhandled-rejections.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const mistake = new Error('a mistake in a callback');

/** What a callback can do wrong. */
const wrongs: readonly [string, () => never | Promise<never>][] = [
	[
		'throws',
		() => {
			throw mistake;
		},
	],
	['rejects', () => Promise.reject(mistake)],
];

let report: MockInstance<typeof console.error>;
beforeEach(() => {
	report = vi.spyOn(console, 'error').mockReturnValue();
});

const expectOneReport = (name: string) =>
	expect(report.mock.calls).toEqual([[expect.stringContaining(`\`${name}\``), mistake]]);

describe.each(wrongs)('a callback that %s', (kind, wrong) => {
	it('changes no call while Redis is unavailable', async () => {
		const rejections = unhandledRejections();
		const {url} = await answerInTurn({status: 200, body: '{}'});
		const redisUrl = (await closedPort()).replace('http:', 'redis:');
		const client = new Redis(redisUrl, {retryStrategy: () => null, maxRetriesPerRequest: 0});
		client.on('error', () => {});
		const onError = vi.fn<() => Promise<never> | never>(wrong);
		const awin = createAwinClient({
			token: `redis-away-${kind}`,
			baseUrl: url,
			quota: redisLimiter({client, onError, timeoutMs: 200}),
		});
		expect((await awin.get('/first')).kind).toBe('ok');
		expect((await awin.get('/second')).kind).toBe('ok');
		client.disconnect();
		expect(onError).toHaveBeenCalledOnce();
		expectOneReport('onError');
		expect(rejections).toEqual([]);
	});

	it('changes no call that waits for the quota or for a retry', async () => {
		const rejections = unhandledRejections();
		const clock = virtualClock();
		const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({}));
		fetch.mockImplementationOnce(async () => new Response('', {status: 503}));
		const onQuotaWait = vi.fn<() => Promise<never> | never>(wrong);
		const quota = {calls: 2};
		const retry = {baseDelayMs: 0};
		const options = {token: `waits-${kind}`, fetch, cache: false, quota, retry} as const;
		const awin = createClient({...options, onQuotaWait}, clock);
		fetch.mockImplementationOnce(
			async () => new Response('', {status: 503, headers: {'retry-after': '1'}}),
		);
		const call = clock.run(awin.get('/things'));
		expect((await call).kind).toBe('ok');
		expect(onQuotaWait).toHaveBeenCalledTimes(2);
		expectOneReport('onQuotaWait');
		expect(rejections).toEqual([]);
	});

	it('changes no call whose cache fails', async () => {
		const rejections = unhandledRejections();
		const fail = () => Promise.reject(new Error('no store'));
		const onError = vi.fn<() => Promise<never> | never>(wrong);
		const awin = createAwinClient({
			token: 'token',
			quota: false,
			fetch: async () => Response.json({}),
			cache: {store: {get: fail, set: fail, delete: fail}, onError},
		});
		expect((await awin.get('/things')).kind).toBe('ok');
		expect(onError).toHaveBeenCalled();
		expectOneReport('cache.onError');
		expect(rejections).toEqual([]);
	});
});
