import {describe, expect, it, vi} from 'vitest';
import {memoryStore} from '../../../../src/pipeline/cache/store/memory-store.ts';
import type {CacheStore} from '../../../../src/pipeline/cache/store/types.ts';
import {ok, request, setUp, settled, text} from '../fixtures.ts';

const fresh = {'cache-control': 'max-age=60', etag: '"a"'};
const never = <T>() => new Promise<T>(() => {});

/** A store in memory that a test can make hang or fail. */
const moody = () => {
	const inner = memoryStore();
	let mood: 'works' | 'hangs' | 'fails' = 'works';
	let operations = 0;
	const act = <T>(operation: () => T): T | Promise<T> => {
		operations += 1;
		if (mood === 'hangs') return never<T>();
		if (mood === 'fails') throw new Error('broken');
		return Promise.resolve(operation());
	};
	const store: CacheStore = {
		get: (key) => act(() => inner.get(key)),
		set: (key, record) => act(() => inner.set(key, record)),
		delete: (key) => act(() => inner.delete(key)),
	};
	return {
		...setUp(store),
		operations: () => operations,
		become: (next: typeof mood) => {
			mood = next;
		},
	};
};

const put = request({method: 'PUT'});

describe('a store that hangs', () => {
	it('delays forty writes to one URL by one timeout in total', async () => {
		const {handler, next, clock, become, onError} = moody();
		next.mockImplementation(async () => ok({}));
		become('hangs');
		const writes = Promise.all(Array.from({length: 40}, async () => handler(put)));
		await settled();
		await clock.advance(250);
		await writes;
		expect(next).toHaveBeenCalledTimes(40);
		expect(clock.timers()).toBe(0);
		expect(onError).toHaveBeenCalledOnce();
	});

	it('is not used for five seconds, then one call tries it', async () => {
		const {handler, next, clock, become, operations} = moody();
		next.mockImplementation(async () => ok({}));
		become('hangs');
		const first = handler(request());
		await clock.advance(250);
		await first;
		const tried = operations();
		await handler(request());
		await clock.advance(4_999);
		await handler(request());
		expect(operations()).toBe(tried);
		await clock.advance(1);
		const calls = Array.from({length: 3}, async () => handler(request()));
		await clock.advance(250);
		await Promise.all(calls);
		expect(operations()).toBe(tried + 1);
	});

	it('is used again as soon as it answers', async () => {
		const {handler, next, clock, become} = moody();
		next.mockImplementation(async () => ok(fresh));
		become('hangs');
		const first = handler(request());
		await clock.advance(250);
		await first;
		become('works');
		await clock.advance(5_000);
		await handler(request());
		expect(await handler(request())).toMatchObject({cache: 'fresh'});
	});

	it('stays unused after a late answer, which does not show that it is fast again', async () => {
		let answer: (record: undefined) => void = () => {};
		const get = vi
			.fn<CacheStore['get']>()
			.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const {handler, next, clock} = setUp({get, set: () => {}, delete: () => {}});
		next.mockImplementation(async () => ok({}));
		const first = handler(request());
		await clock.advance(250);
		await first;
		answer(undefined);
		await settled();
		await handler(request());
		expect(get).toHaveBeenCalledOnce();
	});

	it('ends at once for a caller who aborts', async () => {
		const {handler, next, clock, become} = moody();
		become('hangs');
		const controller = new AbortController();
		const reply = handler(request({signal: controller.signal}));
		controller.abort('enough');
		expect(await reply).toMatchObject({kind: 'aborted', phase: 'connect', cause: 'enough'});
		expect(next).not.toHaveBeenCalled();
		await clock.advance(250);
	});

	it('ends with the deadline of the call', async () => {
		const {handler, next, clock, become} = moody();
		become('hangs');
		const reply = handler(request({deadlineMs: 100}));
		await clock.advance(100);
		expect(await reply).toMatchObject({kind: 'timeout', phase: 'connect'});
		expect(next).not.toHaveBeenCalled();
	});

	it('passes the rest of the deadline to the exchange', async () => {
		const {handler, next, clock, become} = moody();
		next.mockImplementation(async () => ok({}));
		become('hangs');
		const reply = handler(request({deadlineMs: 1_000}));
		await clock.advance(250);
		await reply;
		expect(next.mock.calls[0]?.[0].deadlineMs).toBe(750);
	});

	it('delays a response no longer than the deadline', async () => {
		const {handler, next, clock, become} = moody();
		next.mockImplementation(async () => {
			become('hangs');
			return ok(fresh);
		});
		const reply = handler(request({deadlineMs: 100}));
		await settled();
		await clock.advance(100);
		expect(text(await reply)).toBe('one');
	});
});

describe('a removal that the store did not carry out', () => {
	it.each(['hangs', 'fails'] as const)('because it %s: the old entry is not used', async (mood) => {
		const {handler, next, clock, become} = moody();
		next.mockResolvedValueOnce(ok(fresh, 'old'));
		await handler(request());
		become(mood);
		next.mockResolvedValueOnce(ok({}));
		const write = handler(put);
		await settled();
		await clock.advance(250);
		await write;
		become('works');
		await clock.advance(5_000);
		next.mockResolvedValueOnce(ok(fresh, 'new'));
		expect(text(await handler(request()))).toBe('new');
		expect(await handler(request())).toMatchObject({cache: 'fresh'});
		expect(text(await handler(request()))).toBe('new');
	});

	it('counts until the removal works, though nothing newer is stored', async () => {
		const {handler, next, become} = moody();
		next.mockResolvedValueOnce(ok(fresh, 'old'));
		await handler(request());
		become('fails');
		next.mockResolvedValueOnce(ok({}));
		await handler(put);
		become('works');
		next.mockImplementation(async () => ok({}, 'new'));
		await handler(request());
		await settled();
		expect(text(await handler(request()))).toBe('new');
	});

	it('makes every read a miss while the removals of 1,000 keys have failed', async () => {
		const {handler, next, become} = moody();
		next.mockImplementation(async () => ok(fresh, 'old'));
		await handler(request());
		become('fails');
		next.mockImplementation(async () => ok({}));
		for (let index = 0; index < 1_000; index++) {
			await handler(request({method: 'PUT', url: `https://api.awin.com/${index}`}));
		}
		become('works');
		next.mockImplementation(async () => ok({}, 'new'));
		expect(text(await handler(request()))).toBe('new');
		await settled();
		expect(text(await handler(request()))).toBe('old');
	});
});
