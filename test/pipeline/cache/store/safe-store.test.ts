import {runInNewContext} from 'node:vm';
import {describe, expect, it, vi} from 'vitest';
import {safeStore} from '../../../../src/pipeline/cache/store/safe-store.ts';
import type {CacheStore} from '../../../../src/pipeline/cache/store/types.ts';
import {fakeClock, ok, request, setUp, settled, text} from '../fixtures.ts';

const fresh = {'cache-control': 'max-age=60', etag: '"a"'};
const empty: CacheStore = {get: () => undefined, set: () => {}, delete: () => {}};
const never = <T>() => new Promise<T>(() => {});
const broken = () => {
	throw new Error('broken');
};

/** A store whose `get` returns any value, whatever the types state. */
const returning = (value: unknown): CacheStore => ({
	...empty,
	// @ts-expect-error A store written in JavaScript can return anything.
	get: () => value,
});

describe('a store that fails', () => {
	it.each([
		['throws', broken],
		['rejects', async () => broken()],
	])('and %s is a miss and is reported once', async (_name, fail) => {
		const {handler, next, onError} = setUp({get: fail, set: fail, delete: fail});
		next.mockImplementation(async () => ok(fresh));
		expect(text(await handler(request()))).toBe('one');
		expect(await handler(request())).toMatchObject({cache: 'miss'});
		await handler(request({method: 'DELETE'}));
		expect(onError.mock.calls).toEqual([
			[{operation: 'get', message: 'the cache store failed at "get"', cause: new Error('broken')}],
		]);
	});

	it('to set does not fail the call', async () => {
		const {handler, next, onError} = setUp({...empty, set: broken});
		next.mockImplementation(async () => ok(fresh));
		await handler(request());
		await handler(request());
		expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({operation: 'set'}));
	});

	it('to delete does not fail the write', async () => {
		const {handler, next, onError} = setUp({...empty, delete: broken});
		next.mockImplementation(async () => ok({}, 'written'));
		expect(text(await handler(request({method: 'PUT'})))).toBe('written');
		expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({operation: 'delete'}));
	});

	it('again after a success is reported again', async () => {
		const get = vi.fn<CacheStore['get']>().mockImplementationOnce(broken);
		get.mockReturnValueOnce(undefined).mockImplementation(broken);
		const {handler, next, onError} = setUp({...empty, get});
		next.mockImplementation(async () => ok({}));
		for (let call = 0; call < 4; call++) await handler(request());
		expect(onError).toHaveBeenCalledTimes(2);
	});

	it('with a listener that throws is still a miss', async () => {
		const {handler, next, onError} = setUp({...empty, get: broken});
		onError.mockImplementation(broken);
		next.mockResolvedValue(ok({}));
		expect(text(await handler(request()))).toBe('one');
	});

	it('without a listener is a miss', async () => {
		const records = safeStore({store: {...empty, get: broken}, clock: fakeClock()});
		expect(records.read('key')).toBeUndefined();
	});
});

describe('a store that hangs', () => {
	it('times out after 250 ms and is reported once', async () => {
		const {handler, next, clock, onError} = setUp({get: never, set: never, delete: never});
		next.mockResolvedValue(ok({}));
		const reply = handler(request());
		await clock.advance(249);
		expect(next).not.toHaveBeenCalled();
		await clock.advance(1);
		expect(text(await reply)).toBe('one');
		expect(clock.timers()).toBe(0);
		expect(onError.mock.calls).toEqual([
			[{operation: 'get', message: 'the cache store took longer than 250 ms', cause: undefined}],
		]);
	});

	it('delays a response by the timeout at most', async () => {
		const {handler, next, clock} = setUp({...empty, set: never});
		next.mockResolvedValue(ok(fresh));
		const reply = handler(request());
		await settled();
		await clock.advance(0);
		await clock.advance(250);
		expect(text(await reply)).toBe('one');
	});
});

describe('an asynchronous store', () => {
	it('may return a promise of another realm', async () => {
		const foreign: unknown = runInNewContext('Promise.resolve()');
		const {handler, next, onError} = setUp(returning(foreign));
		next.mockResolvedValue(ok({}));
		expect(text(await handler(request()))).toBe('one');
		expect(onError).not.toHaveBeenCalled();
	});

	it('leaves no timer behind', async () => {
		const {handler, next, clock} = setUp({
			...empty,
			get: async () => undefined,
			set: async () => {},
		});
		next.mockResolvedValue(ok(fresh));
		await handler(request());
		expect(clock.timers()).toBe(0);
	});
});

describe('a store that returns an invalid value', () => {
	const entry = {
		status: 200,
		headers: [['etag', '"a"']],
		body: new Uint8Array(),
		vary: [['accept', null]],
		requestTime: 1,
		responseTime: 1,
		correctedInitialAgeMs: 1,
		freshnessLifetimeMs: 1,
		staleIfErrorMs: 0,
		staleWhileRevalidateMs: 0,
	};
	const withEntry = (fields: object) => ({version: 2, entries: [{...entry, ...fields}]});

	it.each([
		'text',
		42,
		{},
		{version: 2},
		{version: '2', entries: []},
		{version: 2, entries: [null]},
		withEntry({status: '200'}),
		withEntry({correctedInitialAgeMs: Number.NaN}),
		withEntry({body: 'text'}),
		withEntry({body: [1, 2]}),
		withEntry({headers: undefined}),
		withEntry({headers: [['etag']]}),
		withEntry({headers: [['etag', 1]]}),
		withEntry({headers: [[1, 'etag']]}),
		withEntry({headers: ['etag']}),
		withEntry({vary: undefined}),
		withEntry({vary: [['accept', 1]]}),
	])('is a miss and is reported: %j', async (value) => {
		const {handler, next, onError} = setUp(returning(value));
		next.mockResolvedValue(ok({}));
		expect(text(await handler(request()))).toBe('one');
		expect(onError).toHaveBeenCalledExactlyOnceWith({
			operation: 'get',
			message: 'the cache store returned a value that is not a record (wrap a Keyv in `keyvStore`)',
			cause: undefined,
		});
	});

	it.each([null, undefined, {version: 3, entries: 'of another form'}])(
		'is distinguished from one without a record of this version: %j',
		async (value) => {
			const {handler, next, onError} = setUp(returning(value));
			next.mockResolvedValue(ok({}));
			expect(text(await handler(request()))).toBe('one');
			expect(onError).not.toHaveBeenCalled();
		},
	);

	it('is distinguished from one with a valid record', () => {
		const clock = fakeClock();
		expect(safeStore({store: returning(withEntry({})), clock}).read('key')).toEqual(withEntry({}));
	});
});
