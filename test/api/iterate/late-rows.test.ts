import type {Checkpoint} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {type Sale, saleAt} from '../../model/sale.ts';
import {session} from '../../model/session.ts';

const hour = 3_600_000;
const at = (text: string) => Date.parse(text);

/** The ids of the changes that a run at `startMs` and one a day later give. */
const twoRuns = async (startMs: number, sales: readonly Sale[], overlapMs?: number) => {
	const {clock, awin} = session({startMs, world: {sales}});
	const {transactions} = awin.publisher(1001);
	const ids: number[] = [];
	let since: Date | Checkpoint = new Date(startMs - hour);
	const run = async () => {
		const changes = transactions.changes({since, timezone: 'Europe/Berlin', overlapMs});
		for await (const {items, checkpoint} of changes.pages()) {
			ids.push(...items.map(({id}) => id));
			since = checkpoint;
		}
	};
	await clock.run(run());
	await clock.pass(24 * hour);
	await clock.run(run());
	return ids;
};

/* In Berlin, the clock goes back from 03:00 to 02:00 on 25 October 2026, at 01:00 UTC. */
describe('changes around the hour that happens twice', () => {
	it('give a row of its second time that is shown late', async () => {
		const startMs = at('2026-10-25T03:30:00Z');
		const sale = saleAt(1, at('2026-10-25T01:45:00Z'), {shownAt: startMs + 300_000});
		expect(await twoRuns(startMs, [sale])).toEqual([1]);
	});

	it('give a row that comes after a run within its second time', async () => {
		const soldAt = at('2026-10-25T01:45:00Z');
		const sale = saleAt(1, soldAt, {shownAt: soldAt});
		expect(await twoRuns(at('2026-10-25T01:30:00Z'), [sale], 0)).toEqual([1]);
	});

	it('give a row that comes after a run within its first time', async () => {
		const soldAt = at('2026-10-25T00:45:00Z');
		const sale = saleAt(1, soldAt, {shownAt: soldAt});
		expect(await twoRuns(at('2026-10-25T00:30:00Z'), [sale], 0)).toEqual([1]);
	});
});
