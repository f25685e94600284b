import {type Checkpoint, type Transaction} from 'awin-sdk';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Month, months} from '../../model/month.ts';
import {transactionRow} from '../../model/rows.ts';
import {stateAt} from '../../model/sale.ts';
import {runs} from '../../model/scenario.ts';
import {session} from '../../model/session.ts';

/* As a job keeps it: as a text. */
const saved = (checkpoint: Checkpoint): Checkpoint => JSON.parse(JSON.stringify(checkpoint));

type Copy = Map<number, Transaction>;

/** What the server shows at a time. */
const stateOf = ({sales, zone}: Month, now: number): Copy =>
	new Map(
		sales
			.flatMap((sale) => stateAt(sale, now) ?? [])
			.map((state) => [state.sale.id, transactionRow(state, zone)]),
	);

const sorted = (copy: Copy): Transaction[] => [...copy.values()].sort((a, b) => a.id - b.id);

/** Asks for the changes as a job does every night: it keeps rows and checkpoint, and goes on after each failure. */
const openJob = (month: Month, copy: Copy) => {
	const {startMs, sinceMs, zone, reading, script, latencyMs, marginMs, sales} = month;
	const opened = session({
		startMs,
		world: {sales},
		reading,
		latencyMs,
		faultOf: ({index}) => script[index],
	});
	let since: Date | Checkpoint = new Date(sinceMs);
	const runOnce = async (): Promise<boolean> => {
		const ids = new Set<number>();
		const {transactions} = opened.connect().publisher(1001);
		const changes = transactions.changes({since, overlapMs: marginMs, timezone: zone});
		for await (const {result, items, checkpoint} of changes.pages()) {
			if (!result.ok) return false;
			for (const item of items) {
				expect(ids).not.toContain(item.id);
				ids.add(item.id);
				copy.set(item.id, item);
			}
			since = saved(checkpoint);
		}
		return true;
	};
	const run = async () => {
		while (!(await runOnce())) expect(opened.asked.length).toBeLessThan(1000);
	};
	return {...opened, run};
};

describe('changes, every night of a month', () => {
	it('keep a copy that is the state of the server, whatever changes when', async () => {
		await fc.assert(
			fc.asyncProperty(months, async (month) => {
				const copy = stateOf(month, month.sinceMs);
				const {clock, run} = openJob(month, copy);
				for (const at of month.runsAt) {
					/* A run can take until after the time of the next one. */
					await clock.pass(Math.max(0, at - clock.now()));
					/* What is shown from the second of the start on can be left to the next run. */
					const before = sorted(stateOf(month, clock.now() - 1000));
					await clock.run(run());
					const after = sorted(stateOf(month, clock.now()));
					const isQuiet = JSON.stringify(before) === JSON.stringify(after);
					expect(isQuiet ? sorted(copy) : after).toEqual(after);
				}
				expect(sorted(copy)).toEqual(sorted(stateOf(month, Infinity)));
			}),
			runs(30),
		);
	});
});
