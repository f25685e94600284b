import {describe, expect, it} from 'vitest';
import {memoryStore} from '../../../../src/pipeline/cache/store/memory-store.ts';
import type {CacheStore} from '../../../../src/pipeline/cache/store/types.ts';
import {storeTimeoutMs} from '../../../../src/pipeline/cache/store/circuit-breaker.ts';
import type {ApiRequest} from '../../../../src/request/api-request.ts';
import type {Reply} from '../../../../src/response/reply.ts';
import {fakeClock, ok, request, setUp, settled, text} from '../fixtures.ts';

const fresh = {'cache-control': 'max-age=60', etag: '"a"'};
const put = (fields: Partial<ApiRequest> = {}) => request({method: 'PUT', ...fields});
const head = (fields: Partial<ApiRequest> = {}) => request({method: 'HEAD', ...fields});

/** A store in memory, each operation of which takes some time. `Infinity` means for ever. */
const delayed = (delayMs: Partial<Record<keyof CacheStore, number>>) => {
	const inner = memoryStore();
	const timing = fakeClock();
	const operations: string[] = [];
	const act = <T>(name: keyof CacheStore, operation: () => T): T | Promise<T> => {
		operations.push(name);
		const ms = delayMs[name];
		if (ms === undefined) return operation();
		return new Promise((resolve) => {
			if (ms < Infinity) timing.after(ms, () => resolve(operation()));
		});
	};
	const store: CacheStore = {
		get: (key) => act('get', () => inner.get(key)),
		set: (key, record) => act('set', () => inner.set(key, record)),
		delete: (key) => act('delete', () => inner.delete(key)),
	};
	const parts = setUp(store);
	/** Runs both clocks together, the one of the store first. */
	const advance = async (ms: number) => {
		for (let passed = 0; passed < ms; passed += 10) {
			await timing.advance(10);
			await parts.clock.advance(10);
		}
	};
	/** Notes when a call ends, by the clock. */
	const timed = async (call: Reply | Promise<Reply>) => {
		const startedAt = parts.clock.elapsed();
		const reply = await call;
		return {reply, tookMs: parts.clock.elapsed() - startedAt};
	};
	return {...parts, advance, timed, operations, delayMs};
};

describe('a write or a HEAD whose store operation never ends', () => {
	const calls = [
		['PUT', put, {delete: Infinity}],
		['HEAD', head, {get: Infinity}],
	] as const;

	it.each(calls)('%s ends with its deadline, and succeeds', async (_name, make, delayMs) => {
		const {handler, next, advance, timed, clock} = delayed(delayMs);
		next.mockResolvedValue(ok({}));
		const call = timed(handler(make({deadlineMs: 60})));
		await advance(300);
		expect(await call).toMatchObject({reply: {type: 'answer', status: 200}, tookMs: 60});
		expect(clock.timers()).toBe(0);
	});

	it.each(calls)('%s ends when it is aborted, and succeeds', async (_name, make, delayMs) => {
		const {handler, next, advance, timed} = delayed(delayMs);
		next.mockResolvedValue(ok({}));
		const controller = new AbortController();
		const call = timed(handler(make({signal: controller.signal})));
		await advance(40);
		controller.abort();
		await advance(300);
		expect(await call).toMatchObject({reply: {type: 'answer', status: 200}, tookMs: 40});
	});

	it.each(calls)('%s ends at once if it was aborted before', async (_name, make, delayMs) => {
		const {handler, next, advance, timed} = delayed(delayMs);
		const controller = new AbortController();
		next.mockImplementation(async () => {
			controller.abort();
			return ok({});
		});
		const call = timed(handler(make({signal: controller.signal})));
		await advance(300);
		expect(await call).toMatchObject({reply: {type: 'answer', status: 200}, tookMs: 0});
	});

	it.each(calls)('%s: the wait for the quota does not count', async (_name, make, delayMs) => {
		const {handler, next, advance, timed, clock} = delayed(delayMs);
		next.mockImplementation(async () => {
			await clock.advance(1000);
			return {...ok({}), quotaWaitMs: 1000};
		});
		const call = timed(handler(make({deadlineMs: 60})));
		await advance(300);
		expect(await call).toMatchObject({tookMs: 60});
	});
});

describe('a removal that goes on after its call', () => {
	it('counts at once: the old response is not used', async () => {
		const {handler, next, advance, delayMs, operations} = delayed({});
		next.mockResolvedValueOnce(ok(fresh, 'old'));
		await handler(request());
		delayMs.delete = 200;
		next.mockResolvedValueOnce(ok({}));
		const write = handler(put({deadlineMs: 50}));
		await advance(50);
		await write;
		next.mockResolvedValueOnce(ok(fresh, 'new'));
		const read = handler(request());
		await advance(400);
		expect(text(await read)).toBe('new');
		expect(operations.filter((name) => name === 'delete')).toHaveLength(1);
		expect(await handler(request())).toMatchObject({cache: 'fresh'});
		expect(text(await handler(request()))).toBe('new');
	});

	it('does not count as done because an earlier update is', async () => {
		const {handler, next, advance, delayMs} = delayed({set: 100});
		next.mockResolvedValueOnce(ok(fresh, 'old'));
		const first = handler(request());
		await settled();
		delayMs.delete = 200;
		next.mockResolvedValueOnce(ok({}));
		const write = handler(put({deadlineMs: 20}));
		await advance(150);
		await Promise.all([first, write]);
		next.mockResolvedValueOnce(ok(fresh, 'new'));
		const read = handler(request());
		await advance(500);
		expect(text(await read)).toBe('new');
	});
});

describe('a store that takes 200 ms for each operation', () => {
	const slow = {get: 200, set: 200, delete: 200};

	it('holds up no call for longer than one lookup and one timeout', async () => {
		const {handler, next, advance, timed} = delayed(slow);
		next.mockImplementation(async () => ok(fresh));
		const calls = Array.from({length: 12}, async () => timed(handler(request())));
		await advance(6000);
		for (const {tookMs} of await Promise.all(calls)) {
			expect(tookMs).toBeLessThanOrEqual(200 + storeTimeoutMs);
		}
	});

	it('holds up no write for longer than one timeout', async () => {
		const {handler, next, advance, timed} = delayed(slow);
		next.mockImplementation(async () => ok({}));
		const calls = Array.from({length: 12}, async () => timed(handler(put())));
		await advance(6000);
		for (const {tookMs} of await Promise.all(calls)) {
			expect(tookMs).toBeLessThanOrEqual(storeTimeoutMs);
		}
	});

	it('gets no more work than it can do: the updates that are late are dropped', async () => {
		const {handler, next, advance, operations} = delayed(slow);
		next.mockImplementation(async () => ok(fresh));
		for (let call = 0; call < 12; call += 1) void handler(request());
		await advance(1000);
		const done = operations.length;
		await advance(6000);
		expect(operations).toHaveLength(done);
		expect(operations.filter((name) => name === 'set')).toHaveLength(1);
	});

	it('never answers with a response that is older than one that a call has got', async () => {
		const {handler, next, advance} = delayed(slow);
		let version = 0;
		next.mockImplementation(async () => ok(fresh, String((version += 1))));
		const noCache = request({headers: {'cache-control': 'no-cache'}});
		const calls = Array.from({length: 4}, async () => handler(noCache));
		await advance(460);
		const seen = Math.max(...(await Promise.all(calls)).map((reply) => Number(text(reply))));
		const later = handler(request());
		await advance(2000);
		expect(Number(text(await later))).toBeGreaterThanOrEqual(seen);
		const last = handler(request());
		await advance(2000);
		expect(Number(text(await last))).toBeGreaterThanOrEqual(seen);
	});

	it('is used: a response that it has stored is fresh', async () => {
		const {handler, next, advance} = delayed(slow);
		next.mockResolvedValueOnce(ok(fresh));
		const first = handler(request());
		await advance(1000);
		await first;
		const second = handler(request());
		await advance(200);
		expect(await second).toMatchObject({cache: 'fresh'});
	});
});
