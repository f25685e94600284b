import * as fc from 'fast-check';
import {type Checkpoint, timezones, wallClockOf} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {manualClock} from '../../helpers/manual-clock.ts';
import {answering, modes, type Row, rowsFor} from './fake-awin.ts';

const hour = 3_600_000;
const day = 24 * hour;
const nights = 30;

/* A month in which clocks go back in Europe, and go forward in Sydney. */
const startMs = Date.UTC(2025, 9, 1);

/** Something that happens to a row. It can be seen later. */
const events = fc.array(
	fc.record({
		id: fc.nat({max: 30}),
		at: fc.integer({min: 0, max: nights * 24 * 3600}),
		lateMinutes: fc.nat({max: 119}),
		kind: fc.constantFrom('create', 'validate', 'amend'),
	}),
	{maxLength: 60},
);

describe('`changes` every night of a month', () => {
	it.each(modes)('give the state of the server with an end that is %s', async (mode) => {
		await fc.assert(
			fc.asyncProperty(events, fc.constantFrom(...timezones), async (list, timezone) => {
				const clock = manualClock(startMs);
				const rows = new Map<number, Row>();
				const pending = list
					.map((event) => ({...event, seenAt: event.at * 1000 + event.lateMinutes * 60_000}))
					.toSorted((a, b) => a.seenAt - b.seenAt);
				/* Lets everything happen that can be seen by then. */
				const happen = (untilMs: number) => {
					for (let [next] = pending; next && next.seenAt <= untilMs; [next] = pending) {
						pending.shift();
						const {id, kind, at} = next;
						const text = wallClockOf(new Date(startMs + at * 1000), timezone);
						const old = rows.get(id);
						const row = old ?? {id, transactionDate: text, validationDate: null, amended: false};
						if (old === undefined || kind === 'create') rows.set(id, row);
						else if (kind === 'validate') rows.set(id, {...row, validationDate: text});
						else rows.set(id, {...row, amended: true, amendedAt: text});
					}
				};
				const {awin} = answering(
					(asked) => {
						/* The server goes on while it is read. */
						happen(clock.now() - startMs + 60_000);
						return Response.json(rowsFor([...rows.values()], asked, mode));
					},
					{},
					clock,
				);
				const {transactions} = awin.publisher(1);
				const copy = new Map<number, unknown>();
				let since: Date | Checkpoint = new Date(startMs);
				for (let night = 1; night <= nights + 2; night += 1) {
					clock.advance(day + 7 * 60_000);
					happen(clock.now() - startMs);
					const ids = new Set<number>();
					for await (const {result, items, checkpoint} of transactions
						.changes({since, timezone})
						.pages()) {
						expect(result.ok).toBe(true);
						for (const item of items) {
							expect(ids.has(item.id)).toBe(false);
							ids.add(item.id);
							copy.set(item.id, item);
						}
						since = JSON.parse(JSON.stringify(checkpoint));
					}
				}
				expect(pending).toEqual([]);
				const byId = (map: ReadonlyMap<number, unknown>) => Object.fromEntries(map);
				expect(byId(copy)).toEqual(byId(rows));
			}),
			{numRuns: 40},
		);
	});
});
