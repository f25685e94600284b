import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {AcquireResult} from '../../../src/pipeline/quota/types.ts';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {acquireOptions} from './acquire-options.ts';
import {fakeClock} from './fake-clock.ts';

const calls = 20;
const intervalMs = 60_000;
/** The longest pause, and the longest run of a call. */
const longestMs = 90_000;

/** One call of a random history. */
type Event = {
	/** The time since the previous call. */
	readonly afterMs: number;
	readonly priority: number;
	readonly durationMs: number;
	readonly abortAfterMs: number | undefined;
	/** The duration of a pause that begins when this call arrives. */
	readonly pauseMs: number | undefined;
};

const events: fc.Arbitrary<Event[]> = fc.array(
	fc.record({
		afterMs: fc.oneof({arbitrary: fc.constant(0), weight: 6}, fc.nat({max: 40_000})),
		priority: fc.integer({min: -1, max: 1}),
		durationMs: fc.oneof(fc.constant(0), fc.nat({max: 3000}), fc.nat({max: longestMs})),
		abortAfterMs: fc.option(fc.nat({max: 90_000}), {nil: undefined, freq: 4}),
		pauseMs: fc.option(fc.nat({max: longestMs}), {nil: undefined, freq: 20}),
	}),
	{minLength: 1, maxLength: 150, size: 'max'},
);

type Outcome = Event & {
	readonly number: number;
	readonly arrivedAt: number;
	readonly settledAt: number;
	readonly result: AcquireResult;
};

/** Runs the events, and waits until all calls have settled. */
const play = async (list: readonly Event[]) => {
	const clock = fakeClock();
	const limiter = memoryLimiter({calls, intervalMs, clock});
	const pauses: {from: number; until: number}[] = [];
	const outcomes: Promise<Outcome>[] = [];
	const arrive = async (event: Event, number: number): Promise<Outcome> => {
		const arrivedAt = clock.elapsed();
		const controller = new AbortController();
		if (event.abortAfterMs !== undefined) clock.after(event.abortAfterMs, () => controller.abort());
		const {priority} = event;
		const pending = limiter.acquire(acquireOptions({priority, signal: controller.signal}));
		const result = 'then' in pending ? await pending : pending;
		const settledAt = clock.elapsed();
		if (result.type === 'slot') clock.after(event.durationMs, result.release);
		return {...event, number, arrivedAt, settledAt, result};
	};
	for (const [number, event] of list.entries()) {
		await clock.advance(event.afterMs);
		if (event.pauseMs !== undefined) {
			limiter.pause('digest', event.pauseMs);
			pauses.push({from: clock.elapsed(), until: clock.elapsed() + event.pauseMs});
		}
		outcomes.push(arrive(event, number));
	}
	/* The last call may start after a pause, and it counts for an interval after its response. */
	await clock.advance((list.length + 2) * intervalMs + 2 * longestMs);
	const timersLeft = clock.timers();
	return {all: await Promise.all(outcomes), pauses, timersLeft, state: limiter.state('digest')};
};

/** The calls that got a slot, in order of their starts. */
const startsOf = (all: readonly Outcome[]) =>
	all
		.filter(({result}) => result.type === 'slot')
		.sort((a, b) => a.settledAt - b.settledAt || a.number - b.number);

/** Whether a call must not start after another one. */
const mustPrecede = (call: Outcome, other: Outcome) =>
	call.priority === other.priority
		? call.number < other.number
		: call.priority > other.priority && call.arrivedAt < other.settledAt;

describe('memoryLimiter with random arrivals, priorities, durations, aborts and pauses', () => {
	it('enforces the quota, keeps the order and leaks no slot', async () => {
		await fc.assert(
			fc.asyncProperty(events, async (list) => {
				const {all, pauses, timersLeft, state} = await play(list);
				const started = startsOf(all);
				const tooClose = started.filter(({settledAt}, index) => {
					const previous = started[index - calls]?.settledAt ?? -Infinity;
					return settledAt - previous < intervalMs;
				});
				const inPause = started.filter(({settledAt}) =>
					pauses.some(({from, until}) => settledAt > from && settledAt < until),
				);
				const outOfOrder = started.filter((call) =>
					started.some((other) => mustPrecede(call, other) && call.settledAt > other.settledAt),
				);
				const unsettled = all.filter(
					({result, abortAfterMs = Infinity, arrivedAt, settledAt}) =>
						result.type !== 'slot' && settledAt !== arrivedAt + abortAfterMs,
				);
				expect({tooClose, inPause, outOfOrder, unsettled, timersLeft, state}).toMatchObject({
					tooClose: [],
					inPause: [],
					outOfOrder: [],
					unsettled: [],
					timersLeft: 0,
					state: {used: 0, remaining: calls, queued: 0},
				});
			}),
			{numRuns: 150},
		);
	});

	it('starts each call as early as the quota allows', async () => {
		const bursts = fc.array(
			fc.record({afterMs: fc.nat({max: 90_000}), size: fc.integer({min: 1, max: 50})}),
			{minLength: 1, maxLength: 6},
		);
		await fc.assert(
			fc.asyncProperty(bursts, async (list) => {
				const defaults = {priority: 0, durationMs: 0, abortAfterMs: undefined, pauseMs: undefined};
				const {all} = await play(
					list.flatMap(({afterMs, size}) =>
						Array.from({length: size}, (_, index) => ({
							...defaults,
							afterMs: index === 0 ? afterMs : 0,
						})),
					),
				);
				const expected: number[] = [];
				for (const {arrivedAt} of all) {
					const slotFreeAt = (expected.at(-calls) ?? -Infinity) + intervalMs;
					expected.push(Math.max(arrivedAt, slotFreeAt));
				}
				expect(all.map(({settledAt}) => settledAt)).toEqual(expected);
			}),
			{numRuns: 100},
		);
	});
});
