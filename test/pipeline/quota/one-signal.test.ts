import {expect, it, vi} from 'vitest';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {acquireOptions} from './acquire-options.ts';
import {fakeClock} from './fake-clock.ts';

/** How many elements `splice` moves, which is what a sorted array costs besides its comparisons. */
const countMoves = () => {
	let moved = 0;
	const {splice} = Array.prototype;
	const spy = vi.spyOn(Array.prototype, 'splice').mockImplementation(function count(
		this: unknown[],
		...parameters: [start: number, deleteCount: number, ...items: unknown[]]
	) {
		const [start, deleteCount] = parameters;
		moved += this.length - start - deleteCount;
		return Reflect.apply(splice, this, parameters);
	});
	return () => {
		spy.mockRestore();
		return moved;
	};
};

/** Lets so many calls wait on one signal, then aborts it. Returns the work that this took. */
const waitAndAbort = async (waiting: number) => {
	const clock = fakeClock();
	const limiter = memoryLimiter({calls: 1, clock});
	const controller = new AbortController();
	const {signal} = controller;
	const add = vi.spyOn(signal, 'addEventListener');
	const remove = vi.spyOn(signal, 'removeEventListener');
	void limiter.acquire(acquireOptions());
	const moves = countMoves();
	const calls = Array.from({length: waiting}, async () =>
		limiter.acquire(acquireOptions({signal})),
	);
	expect(limiter.state('digest').queued).toBe(waiting);
	controller.abort();
	const moved = moves();
	const results = await Promise.all(calls);
	expect(new Set(results.map(({type}) => type))).toEqual(new Set(['aborted']));
	expect(limiter.state('digest').queued).toBe(0);
	expect(clock.timers()).toBe(0);
	return {moved, added: add.mock.calls.length, removed: remove.mock.calls.length};
};

it.each([10_000, 100_000])(
	'queues and aborts %i calls on one signal in linear work',
	async (calls) => {
		const {moved, added, removed} = await waitAndAbort(calls);
		expect({added, removed}).toEqual({
			added: 1,
			removed: expect.toSatisfy((count: number) => count <= 1),
		});
		expect(moved).toBeLessThan(calls * 4);
	},
);
