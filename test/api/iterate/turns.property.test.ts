import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {largestWindow} from '../../helpers/arrivals.ts';
import type {Asked} from '../../model/awin.ts';
import type {Fault} from '../../model/fault.ts';
import {readAll} from '../../model/read-all.ts';
import {runs} from '../../model/scenario.ts';
import {session} from '../../model/session.ts';

const minute = 60_000;
const year = {from: '2025-01-01', to: '2026-01-01'};
const publisherIds = [1001, 1002, 1003, 1004, 1005];

const perMinute = (asked: readonly Asked[]): number =>
	largestWindow(
		asked.map(({at}) => ({at, by: ''})),
		minute,
	);

const accountOf = ({path}: Asked): number => Number(path.split('/')[2]);

/** Several iterations of a year and single calls, all at once, of one token. */
const loads = fc.record({
	startsMs: fc.array(fc.nat(3 * minute), {minLength: 1, maxLength: 5}),
	callsMs: fc.array(fc.nat(5 * minute), {maxLength: 30, size: 'max'}),
	script: fc.array(
		fc.option(fc.constantFrom<Fault>(502, 503, 'network', 'stall'), {nil: undefined, freq: 3}),
		{maxLength: 60, size: 'max'},
	),
	latencyMs: fc.constantFrom(0, 10, 4000, 15_000),
});

/** Starts an iteration of a year for each of the first publishers, and reads them to the end at the same time. */
const readYears = ({connect}: ReturnType<typeof session>, count: number) =>
	Promise.all(
		publisherIds.slice(0, count).map((id) => {
			const {transactions} = connect().publisher(id);
			return readAll((own) => transactions.iterate(year, own));
		}),
	);

describe('several iterations and single calls of one token', () => {
	it('never reach the server more than 20 times in a minute', async () => {
		await fc.assert(
			fc.asyncProperty(loads, async ({startsMs, callsMs, script, latencyMs}) => {
				const faultOf = ({index}: Asked) => script[index];
				const opened = session({world: {sales: []}, latencyMs, faultOf});
				const {clock, connect, asked} = opened;
				const after = <T>(ms: number, start: () => Promise<T>): Promise<T> =>
					new Promise<void>((resolve) => {
						clock.after(ms, resolve);
					}).then(start);
				const iterations = startsMs.map((ms, index) =>
					after(ms, () => {
						const {transactions} = connect().publisher(publisherIds[index] ?? 1001);
						return readAll((own) => transactions.iterate(year, own));
					}),
				);
				const calls = callsMs.map((ms) => after(ms, () => connect().accounts.list()));
				await clock.run(Promise.all([...iterations, ...calls]));
				expect(asked.length).toBeGreaterThanOrEqual(12 * startsMs.length + callsMs.length);
				expect(perMinute(asked)).toBeLessThanOrEqual(20);
				expect(asked.filter(({status}) => status === 429)).toEqual([]);
			}),
			runs(40),
		);
	});

	it('share the quota by turns', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({min: 2, max: 5}),
				fc.constantFrom(0, 100, 4000, 15_000),
				async (count, latencyMs) => {
					const opened = session({world: {sales: []}, latencyMs});
					await opened.clock.run(readYears(opened, count));
					const counts = new Map(publisherIds.slice(0, count).map((id) => [id, 0]));
					for (const request of opened.asked) {
						const id = accountOf(request);
						counts.set(id, (counts.get(id) ?? 0) + 1);
						const all = [...counts.values()];
						/* One has a window ahead of another at most. */
						expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(1);
					}
					expect([...counts.values()]).toEqual(Array.from({length: count}, () => 12));
				},
			),
			runs(20),
		);
	});

	it('let a call with a priority go first', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({min: 2, max: 5}),
				fc.integer({min: 0, max: minute}),
				fc.constantFrom(0, 100, 4000),
				async (count, callAtMs, latencyMs) => {
					const opened = session({world: {sales: []}, latencyMs});
					const {clock, connect, asked} = opened;
					const years = readYears(opened, count);
					let before = Number.NaN;
					const call = new Promise<void>((resolve) => {
						clock.after(callAtMs, resolve);
					}).then(() => {
						before = asked.length;
						return connect().accounts.list({}, {priority: 1});
					});
					await clock.run(Promise.all([years, call]));
					const position = asked.findIndex(({path}) => path === '/accounts');
					/* Those that got a slot before it are on their way at most, one of each iteration. */
					const slots = asked.slice(before, position).filter(({at}) => at > callAtMs);
					expect(slots).toEqual([]);
					expect(position - before).toBeLessThanOrEqual(count);
				},
			),
			runs(40),
		);
	});
});

describe('a consumer', () => {
	it('has one window ahead of it at most, and ends what is under way when it stops', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(12), fc.constantFrom(0, 100, 30_000), async (pages, pauseMs) => {
				const {clock, awin, asked} = session({world: {sales: []}, latencyMs: 500});
				const reading = awin.publisher(1001).transactions.iterate(year).pages();
				for (let read = 1; read <= pages; read++) {
					await clock.run(reading.next());
					await clock.pass(pauseMs);
					expect(asked.length).toBeLessThanOrEqual(read + 1);
				}
				const stoppedAt = clock.elapsed();
				await clock.run(Promise.resolve(reading.return?.()));
				expect(clock.elapsed()).toBe(stoppedAt);
				const count = asked.length;
				await clock.pass(10 * minute);
				expect(asked.length).toBe(count);
				expect(clock.timers()).toBe(0);
			}),
			runs(60),
		);
	});
});
