import {
	type CacheClientOptions,
	keyvStore,
	memoryLimiter,
	memoryStore,
	type QuotaOptions,
	type RateLimit,
	type RequestOptions,
	type RetryBudgetOptions,
	type RetryOptions,
} from 'awin-sdk';
import {byStatus, cached, inTurn} from 'awin-sdk/mocks';
import {redisLimiter, type RedisLimiterOptions} from 'awin-sdk/redis';
import {describe, expect, it} from 'vitest';
import {createClient} from '../../src/client.ts';
import type {AwinClientOptions} from '../../src/options/options.ts';
import type {CallOptions} from '../../src/request/call-options.ts';
import type {CacheOptions, CallRetryOptions} from '../../src/request/policy.ts';
import type {AllUndefined} from '../helpers/all-undefined.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const budget: AllUndefined<RetryBudgetOptions> = {
	capacity: undefined,
	refillPerSuccess: undefined,
	refillMs: undefined,
};
const callRetry: AllUndefined<CallRetryOptions> = {
	attempts: undefined,
	baseDelayMs: undefined,
	maxDelayMs: undefined,
	maxRetryAfterMs: undefined,
	statuses: undefined,
	budget: undefined,
};
const retry: AllUndefined<RetryOptions> = callRetry;
const callCache: AllUndefined<CacheOptions> = {
	ttlMs: undefined,
	coalesce: undefined,
	allowStale: undefined,
};
const cache: AllUndefined<CacheClientOptions> = {
	...callCache,
	store: undefined,
	maxBytes: undefined,
	onError: undefined,
};
const bucket: AllUndefined<RateLimit> = {
	concurrency: undefined,
	spacingMs: undefined,
	maxWaitMs: undefined,
};
const quota: AllUndefined<QuotaOptions> = {
	calls: undefined,
	intervalMs: undefined,
	limiter: undefined,
	maxWaitMs: undefined,
	buckets: undefined,
};
const client: AllUndefined<AwinClientOptions> = {
	baseUrl: undefined,
	fetch: undefined,
	retry: undefined,
	attemptTimeoutMs: undefined,
	deadlineMs: undefined,
	totalTimeoutMs: undefined,
	maxBodyBytes: undefined,
	middleware: undefined,
	cache: undefined,
	quota: undefined,
	onQuotaWait: undefined,
	observe: undefined,
	logger: undefined,
	logLevel: undefined,
	userAgent: undefined,
	headers: undefined,
};
const call: AllUndefined<CallOptions> = {
	credential: undefined,
	path: undefined,
	query: undefined,
	json: undefined,
	body: undefined,
	headers: undefined,
	signal: undefined,
	retry: undefined,
	attemptTimeoutMs: undefined,
	deadlineMs: undefined,
	totalTimeoutMs: undefined,
	idempotent: undefined,
	idempotencyKey: undefined,
	schema: undefined,
	as: undefined,
	maxBodyBytes: undefined,
	cache: undefined,
	priority: undefined,
	bucket: undefined,
	maxWaitMs: undefined,
};

/** What 22 calls do, the first of which needs two retries: requests, waits, results and the state of the client. */
const run = async (
	options: Partial<AwinClientOptions>,
	callOptions: RequestOptions<string, 'GET'>,
) => {
	const clock = virtualClock({random: () => 0.5});
	const sent: object[] = [];
	const fetch: typeof globalThis.fetch = async (input) => {
		const request = new Request(input);
		sent.push({
			at: clock.elapsed(),
			method: request.method,
			url: request.url,
			headers: Object.fromEntries(request.headers),
		});
		return sent.length < 3
			? new Response(null, {status: 503})
			: Response.json({}, {headers: {'cache-control': 'max-age=3'}});
	};
	const awin = createClient({token: 'token-of-undefined', ...options, fetch}, clock);
	const results: object[] = [];
	for (let index = 0; index < 22; index++) {
		const path: string = `/a/${index % 21}`;
		const {kind, meta} = await clock.run(awin.get(path, callOptions));
		results.push({kind, ...meta, headers: undefined});
	}
	return {sent, results, budget: awin.retryBudget, quota: awin.quota};
};

describe('`undefined` is as good as no option', () => {
	it.each<[string, Partial<AwinClientOptions>, RequestOptions<string, 'GET'>]>([
		['of a client', client, {}],
		['in `retry` of a client', {retry}, {}],
		['in `retry.budget`', {retry: {budget}}, {}],
		['in `cache` of a client', {cache}, {}],
		['in `quota` of a client', {quota}, {}],
		['of a call', {}, call],
		['in `retry` of a call', {}, {retry: callRetry}],
		['in `cache` of a call', {}, {cache: callCache}],
		['of `memoryStore`', {cache: memoryStore({maxBytes: undefined})}, {}],
	])('%s', async (_, options, callOptions) => {
		expect(await run(options, callOptions)).toEqual(await run({}, {}));
	});

	it('in a bucket', async () => {
		const limit = {calls: 1, intervalMs: 100};
		const withBucket = (buckets: Record<string, RateLimit>) =>
			run({quota: {buckets}}, {bucket: 'a'});
		expect(await withBucket({a: {...limit, ...bucket}})).toEqual(await withBucket({a: limit}));
	});

	it('of a limiter', async () => {
		const memory = memoryLimiter({calls: undefined, intervalMs: undefined, clock: undefined});
		expect(memory.state('digest-of-undefined').remaining).toBe(20);
		const redis: AllUndefined<RedisLimiterOptions> = {
			calls: undefined,
			intervalMs: undefined,
			onUnavailable: undefined,
			onError: undefined,
			prefix: undefined,
			timeoutMs: undefined,
			clock: undefined,
		};
		const keys: string[] = [];
		const evaluate = async (_: string, options: {readonly keys: string[]}) => {
			keys.push(...options.keys);
			return [1, 0, 1, 60_000, 0];
		};
		const limiter = redisLimiter({...redis, client: {evalSha: true, eval: evaluate}});
		expect(limiter.state('digest').remaining).toBe(20);
		limiter.pause('digest', 1);
		expect(keys).toEqual(['awin-sdk:quota:{digest}']);
	});

	it('of `keyvStore`', async () => {
		const ttls: unknown[] = [];
		const set = async (_key: string, _value: string, ttlMs?: number) => ttls.push(ttlMs);
		const keyv = {get: async () => undefined, set, delete: async () => true};
		for (const options of [{}, {ttlMs: undefined}]) {
			await keyvStore(keyv, options).set('key', {version: 2, entries: []});
		}
		expect(ttls).toEqual([604_800_000, 604_800_000]);
	});

	it('of a mock', async () => {
		const where = {baseUrl: undefined, method: undefined};
		const custom = {body: undefined, headers: undefined};
		const respond = async (handler: ReturnType<typeof byStatus>) => {
			const request = new Request('https://api.awin.com/accounts');
			const {response} = (await handler.run({request, requestId: 'a'})) ?? {};
			return {status: response?.status, body: await response?.text()};
		};
		expect(await respond(byStatus('/accounts', 200, {...where, ...custom}))).toEqual(
			await respond(byStatus('/accounts', 200)),
		);
		const validators = {etag: undefined, lastModified: undefined};
		expect(await respond(cached('/accounts', {...where, ...custom, ...validators}))).toEqual(
			await respond(cached('/accounts')),
		);
		const answers = [{status: 418, ...custom}] as const;
		expect(await respond(inTurn('/accounts', answers, where))).toEqual({status: 418, body: ''});
	});
});
