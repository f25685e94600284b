import type {Checkpoint, Transaction} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {manualClock} from '../../helpers/manual-clock.ts';
import {answering, idsOf, modes, type Row, rowsFor, withRows} from './fake-awin.ts';

const now = '2026-03-01T00:00:00Z';
const clock = () => manualClock(Date.parse(now));

const row = (id: number, transactionDate: string, more: Partial<Row> = {}): Row => ({
	id,
	transactionDate,
	validationDate: null,
	amended: false,
	...more,
});

const of = (rows: readonly Row[], mode: 'inclusive' | 'exclusive' = 'exclusive') =>
	answering((asked) => Response.json(rowsFor(rows, asked, mode)), {}, clock());

describe.each(modes)('with an end that is %s', (mode) => {
	it('gives what is new, validated or amended, each once, the oldest change first', async () => {
		const {awin, asked} = of(
			[
				row(1, '2026-01-31T00:00:00'),
				row(2, '2026-02-20T00:00:00'),
				row(3, '2026-01-01T00:00:00', {validationDate: '2026-02-15T00:00:00'}),
				row(4, '2026-01-02T00:00:00', {amended: true, amendedAt: '2026-02-10T00:00:00'}),
				row(5, '2026-02-12T00:00:00', {
					validationDate: '2026-02-18T00:00:00',
					amended: true,
					amendedAt: '2026-02-14T00:00:00',
				}),
			],
			mode,
		);
		const changes = awin.publisher(1).transactions.changes({since: '2026-02-01'});
		expect(changes.plan()).toMatchObject({
			calls: 3,
			windows: [{startDate: '2026-01-31T22:00:00', endDate: '2026-03-01T00:00:00'}],
		});
		expect(idsOf(await changes.toArray({limit: 10}))).toEqual([3, 5, 2, 4]);
		expect(asked.map(({query}) => query['dateType'])).toEqual([
			'transaction',
			'validation',
			'amendment',
		]);
	});

	it('gives each once over several windows, in the window of its last change', async () => {
		const seam = '2026-01-31T22:00:00';
		const {awin, asked} = of(
			[
				row(1, '2026-01-05T00:00:00', {validationDate: '2026-02-20T00:00:00'}),
				row(2, '2026-01-06T00:00:00', {amended: true, amendedAt: '2026-02-20T00:00:00'}),
				row(3, seam),
				row(4, '2025-01-01T00:00:00', {amended: true, amendedAt: seam}),
				row(5, '2026-01-07T00:00:00', {validationDate: seam}),
				row(6, '2026-01-08T00:00:00'),
			],
			mode,
		);
		const pages: number[][] = [];
		const changes = awin.advertiser(1).transactions.changes({since: '2026-01-01'});
		for await (const {items} of changes.pages()) pages.push(idsOf(items));
		expect(asked).toHaveLength(6);
		const first = mode === 'inclusive' ? [2, 6, 4] : [2, 6];
		const second = mode === 'inclusive' ? [3, 5, 1] : [3, 5, 1, 4];
		expect(pages).toEqual([first, second]);
	});
});

describe('a row that changes while it is read', () => {
	it('comes with what was read last', async () => {
		const {awin} = answering(
			({query: {dateType}}) =>
				Response.json([row(1, '2026-02-20T00:00:00', {orderRef: `by ${dateType}`})]),
			{},
			clock(),
		);
		const {transactions} = awin.publisher(1);
		const items = await transactions.changes({since: '2026-02-10'}).toArray({limit: 10});
		expect(items.map(({orderRef}) => orderRef)).toEqual(['by amendment']);
	});
});

describe('rows without what says when they changed', () => {
	it('come once: without an id, without dates, with a date of unsure zone', async () => {
		const {awin} = answering(
			({query: {dateType, startDate = ''}}) =>
				Response.json(
					dateType === 'transaction' && startDate >= '2026-01-31'
						? [{transactionDate: '2026-02-20T00:00:00'}, {transactionDate: '2026-02-21T00:00:00'}]
						: [{id: 7}, row(8, '2026-01-31T23:30:00Z')],
				),
			{},
			clock(),
		);
		const {transactions} = awin.publisher(1);
		const question = {since: '2026-01-01', timezone: 'Europe/Berlin'} as const;
		const items = await transactions.changes(question).toArray({limit: 10});
		expect(items.map(({id}) => id)).toEqual([7, 8, undefined, undefined]);
	});
});

describe('`since`', () => {
	const rows = [row(1, '2026-02-28T21:30:00'), row(2, '2026-02-28T23:00:00')];

	it.each([
		[undefined, [1, 2]],
		[0, [2]],
		[3_600_000, [2]],
		[5_400_000, [1, 2]],
	])('is read with an overlap of %s ms', async (overlapMs, ids) => {
		const {transactions} = of(rows).awin.publisher(1);
		const changes = transactions.changes({since: '2026-02-28T23:00:00Z', overlapMs});
		expect(idsOf(await changes.toArray({limit: 10}))).toEqual(ids);
	});

	it('can be the checkpoint of an earlier run, or of one that failed', async () => {
		const time = clock();
		let fails = true;
		const {awin, asked} = answering(
			() => (fails ? new Response('{}', {status: 500}) : Response.json([])),
			{},
			time,
		);
		const {transactions} = awin.publisher(1);
		const run = async (since: Date | Checkpoint): Promise<Checkpoint> => {
			let last: Checkpoint | undefined;
			for await (const {checkpoint} of transactions.changes({since}).pages()) last = checkpoint;
			expect(last).not.toHaveProperty('seen');
			return JSON.parse(JSON.stringify(last));
		};
		const failed = await run(new Date('2026-02-20T00:00:00Z'));
		expect(failed).toMatchObject({next: '2026-02-20T00:00:00.000Z'});
		fails = false;
		const first = await run(failed);
		expect(first).toMatchObject({next: '2026-03-01T00:00:00.000Z', done: true});
		time.advance(86_400_000);
		const second = await run(first);
		expect(second).toMatchObject({next: '2026-03-02T00:00:00.000Z'});
		expect(asked.at(-1)?.query).toMatchObject({
			startDate: '2026-02-28T22:00:00',
			endDate: '2026-03-02T00:00:00',
		});
	});

	it('in an hour that happens twice loses nothing of either time', async () => {
		/* The clock goes back from 03:00 to 02:00 at 01:00 in UTC. */
		const late = row(1, '2025-10-26T02:10:00');
		const time = manualClock(Date.parse('2025-10-26T00:50:00Z'));
		const shown: Row[] = [];
		const {awin} = answering(
			(asked) => Response.json(rowsFor(shown, asked, 'exclusive')),
			{},
			time,
		);
		const {transactions} = awin.publisher(1);
		const ids: number[][] = [];
		const run = async (since: Date | Checkpoint): Promise<Checkpoint | undefined> => {
			const question = {since, overlapMs: 0, timezone: 'Europe/Berlin'} as const;
			const {value} = await transactions.changes(question).pages().next();
			ids.push(idsOf(value?.items ?? []));
			return value?.checkpoint;
		};
		let last: Checkpoint | undefined;
		for (const minute of ['00:50', '01:05', '01:30']) {
			time.advance(Date.parse(`2025-10-26T${minute}:00Z`) - time.now());
			if (ids.length === 2) shown.push(late);
			last = await run(last ?? new Date(time.now() - 60_000));
		}
		expect(ids).toEqual([[], [], [1]]);
	});

	it('in the future is refused, but not a checkpoint that a clock makes so', async () => {
		const {transactions} = of([]).awin.publisher(1);
		expect(() => transactions.changes({since: '2026-03-02'})).toThrow(
			'Option `since` must not be in the future.',
		);
		expect(transactions.changes({since: now, overlapMs: 0}).plan().calls).toBe(0);
		let since: Checkpoint | undefined;
		for await (const page of transactions.changes({since: '2026-02-28'}).pages()) {
			since = page.checkpoint;
		}
		const slow = answering(() => Response.json([]), {}, manualClock(Date.parse(now) - 60_000));
		expect(since).toBeDefined();
		if (since === undefined) return;
		const again = slow.awin.publisher(1).transactions.changes({since, overlapMs: 0});
		expect(again.plan().calls).toBe(0);
	});

	it.each([
		[{since: 'yesterday'}, 'Option `since` must be a date and time'],
		[{}, 'Option `since` must be a Date'],
		[{since: {}}, 'Option `since` must be the checkpoint of a page'],
		[{since: '2026-02-01', overlapMs: -1}, 'Option `overlapMs` must be a number of at least 0'],
		[{since: '2026-02-01', overlapMs: '2h'}, 'Option `overlapMs` must be a number of at least 0'],
		[{since: '2026-02-01', overlapMs: Infinity}, 'Option `since` must be a Date in the years'],
		[{since: '2026-02-01', dateType: 'validation'}, 'has an unknown option `dateType`'],
		[{since: '2026-02-01', status: 'new'}, 'Option `status` must be one of'],
	])('and the other parameters are checked: %j', (params, message) => {
		const {changes} = withRows([]).awin.publisher(1).transactions;
		const call = () => Reflect.apply(changes, undefined, [params]);
		expect(call).toThrow(TypeError);
		expect(call).toThrow(message);
	});
});

describe('a call that fails', () => {
	it.each([0, 1, 2])('ends the changes, the %s. of a window', async (failing) => {
		const {awin, asked} = answering(
			(_, index) => (index === failing ? new Response('{}', {status: 500}) : Response.json([])),
			{},
			clock(),
		);
		const pages = awin.publisher(1).transactions.changes({since: '2026-02-10'}).pages();
		const {value} = await pages.next();
		expect(value).toMatchObject({result: {status: 500}, items: []});
		expect((await pages.next()).done).toBe(true);
		expect(asked).toHaveLength(failing + 1);
	});

	it('is asked for again in halves, with all three questions', async () => {
		const rows = [row(1, '2026-02-12T00:00:00'), row(2, '2026-02-26T00:00:00')];
		const {awin, asked} = answering(
			(call, index) =>
				index === 1
					? new Response('{}', {status: 504})
					: Response.json(rowsFor(rows, call, 'inclusive')),
			{},
			clock(),
		);
		const changes = awin.publisher(1).transactions.changes({since: '2026-02-10'});
		const items: Transaction[] = await changes.toArray({limit: 10});
		expect(idsOf(items)).toEqual([1, 2]);
		expect(asked).toHaveLength(2 + 3 + 3);
	});
});
