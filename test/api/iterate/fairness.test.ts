import {memoryLimiter} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {largestWindow} from '../../helpers/arrivals.ts';
import {virtualClock} from '../../helpers/virtual-clock.ts';
import {answering} from './fake-awin.ts';

const span = {from: '2025-01-01', to: '2026-01-01'};

const setUp = (calls = 20) => {
	const clock = virtualClock();
	const arrivals: {at: number; by: string}[] = [];
	const {awin} = answering(
		({path}) => {
			arrivals.push({at: clock.elapsed(), by: path.split('/')[2] ?? ''});
			return Response.json([]);
		},
		{quota: {calls}},
		clock,
	);
	const read = (publisherId: number, options = {}) =>
		awin.publisher(publisherId).transactions.iterate(span, options).toArray({limit: 10});
	return {clock, arrivals, awin, read};
};

const callers = (arrivals: readonly {readonly by: string}[]) => arrivals.map(({by}) => by);

describe('iterations on one token', () => {
	it('take turns, and never exceed the quota', async () => {
		const {clock, arrivals, read} = setUp();
		await clock.run(Promise.all([read(1), read(2), read(3), read(4), read(5)]));
		expect(arrivals).toHaveLength(60);
		expect(largestWindow(arrivals, 60_000)).toBeLessThanOrEqual(20);
		expect(arrivals.at(-1)?.at).toBe(120_000);
		for (let round = 0; round < 60; round += 5) {
			const turn = callers(arrivals.slice(round, round + 5));
			expect(turn.toSorted()).toEqual(['1', '2', '3', '4', '5']);
		}
	});

	it('let one that starts late have its turn at once', async () => {
		const {clock, arrivals, read} = setUp(2);
		const first = read(1);
		await clock.pass(150_000);
		const before = arrivals.length;
		const second = read(2);
		await clock.run(Promise.all([first, second]));
		expect(callers(arrivals.slice(before, before + 4)).toSorted()).toEqual(['1', '1', '2', '2']);
	});

	it('let a single call with a priority go before them all', async () => {
		const {clock, arrivals, awin, read} = setUp(2);
		const reads = [read(1), read(2), read(3)];
		await clock.pass(30_000);
		expect(arrivals).toHaveLength(2);
		const single = awin.publisher(9).programmes.list({}, {priority: 1});
		await clock.pass(30_000);
		expect(callers(arrivals)[2]).toBe('9');
		await clock.run(Promise.all([single, ...reads]));
		expect(arrivals).toHaveLength(37);
	});

	it('of one consumer that does not read take no turn', async () => {
		const {clock, arrivals, awin, read} = setUp(2);
		const idle = awin.publisher(1).transactions.iterate(span).pages();
		await clock.run(idle.next());
		await clock.run(read(2));
		expect(callers(arrivals).filter((by) => by === '1')).toHaveLength(2);
		await idle.return?.();
	});
});

describe('the plan and the progress', () => {
	it('say how long the calls wait at least, and for how long the next one does', async () => {
		const {clock, awin} = setUp(5);
		const waits: number[] = [];
		const year = awin.publisher(1).transactions.iterate(span, {
			onProgress: ({waitMs}) => waits.push(waitMs),
		});
		const plan = year.plan();
		expect(plan.atLeastMs).toBe(120_000);
		const startedAt = clock.elapsed();
		await clock.run(year.toArray({limit: 10}));
		expect(clock.elapsed() - startedAt).toBe(plan.atLeastMs);
		expect(waits).toHaveLength(13);
		expect(waits.slice(0, 4)).toEqual([0, 0, 0, 0]);
		expect(Math.max(...waits)).toBe(60_000);
		expect(waits.at(-1)).toBe(0);
		/* Two calls of the last interval count. */
		expect(year.plan().atLeastMs).toBe(120_000);
		const short = awin.publisher(1).transactions.iterate({from: '2025-01-01', to: '2025-04-01'});
		expect(short.plan().atLeastMs).toBe(0);
	});

	it("wait for nothing without a quota, and take the limit of Awin with a limiter of one's own", () => {
		const many = {from: '2020-01-01', to: '2023-01-01'};
		const planOf = (quota: Parameters<typeof answering>[1]) =>
			answering(() => Response.json([]), quota)
				.awin.publisher(1)
				.transactions.iterate(many)
				.plan();
		expect(planOf({quota: false}).calls).toBe(36);
		expect(planOf({quota: false}).atLeastMs).toBe(0);
		expect(planOf({quota: {maxWaitMs: 5}}).atLeastMs).toBe(60_000);
		expect(planOf({quota: undefined}).atLeastMs).toBe(60_000);
		expect(planOf({quota: {intervalMs: 1000}}).atLeastMs).toBe(1000);
		const limiter = memoryLimiter({calls: 5});
		expect(planOf({quota: limiter}).atLeastMs).toBe(60_000);
		expect(planOf({quota: {limiter}}).atLeastMs).toBe(60_000);
	});
});
