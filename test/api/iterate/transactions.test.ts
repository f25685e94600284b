import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {instantOf, type Timezone, timezones, wallClockOf} from 'awin-sdk';
import {idsOf, modes, type Row, rowsFor, answering, withRows} from './fake-awin.ts';

const march = {from: '2026-02-01', to: '2026-04-01'};

const at = (id: number, transactionDate: string): Row => ({id, transactionDate});

describe.each(modes)('with an end that is %s', (mode) => {
	it('gives the items of a span, each once and none besides', async () => {
		const {awin, asked} = withRows(
			[
				at(1, '2026-01-31T23:59:59'),
				at(2, '2026-02-01T00:00:00'),
				at(3, '2026-03-03T23:59:59'),
				at(4, '2026-03-04T00:00:00'),
				at(5, '2026-03-31T23:59:59'),
				at(6, '2026-04-01T00:00:00'),
			],
			mode,
		);
		const items = await awin.publisher(1).transactions.iterate(march).toArray({limit: 100});
		expect(idsOf(items)).toEqual([2, 3, 4, 5]);
		expect(asked.map(({query}) => [query['startDate'], query['endDate']])).toEqual([
			['2026-02-01T00:00:00', '2026-03-04T00:00:00'],
			['2026-03-04T00:00:00', '2026-04-01T00:00:00'],
		]);
	});

	it('gives thousands of items of one second, at a seam and at both ends', async () => {
		const seconds = ['2026-02-01T00:00:00', '2026-03-04T00:00:00', '2026-04-01T00:00:00'];
		const rows = seconds.flatMap((second, group) =>
			Array.from({length: 3000}, (_, index) => at(group * 3000 + index, second)),
		);
		const {awin} = withRows(rows, mode);
		const items = await awin.advertiser(1).transactions.iterate(march).toArray({limit: 10_000});
		expect(items).toHaveLength(6000);
		expect(new Set(idsOf(items)).size).toBe(6000);
	});

	it('gives an item without a date once, although both windows have it', async () => {
		const {awin} = withRows([{id: 1}, at(2, '2026-02-03T00:00:00')], mode);
		const items = await awin.publisher(1).transactions.iterate(march).toArray({limit: 10});
		expect(idsOf(items)).toEqual([1, 2]);
	});

	it('gives an item that was amended at a seam once, although it has no date of that', async () => {
		const amendedAt = '2026-03-04T00:00:00';
		const row = {...at(1, '2025-01-01T00:00:00'), amended: true, amendedAt};
		const {awin} = withRows([row], mode);
		const question = {...march, dateType: 'amendment'} as const;
		const {transactions} = awin.publisher(1);
		expect(await transactions.iterate(question).toArray({limit: 10})).toHaveLength(1);
		for await (const {items, checkpoint} of transactions.iterate(question).pages()) {
			const resumeFrom = JSON.parse(JSON.stringify(checkpoint));
			const rest = await transactions.iterate(question, {resumeFrom}).toArray({limit: 10});
			expect(items.length + rest.length).toBeLessThanOrEqual(1);
		}
	});

	it('gives the items of any span and zone once, in spans that touch', async () => {
		const awkward = ['2025-03-30T01:00:00Z', '2025-10-26T01:00:00Z', '2025-11-02T06:00:00Z'];
		const instants = fc.oneof(
			fc.integer({min: Date.UTC(2025, 0, 1), max: Date.UTC(2025, 11, 31)}),
			fc
				.tuple(fc.constantFrom(...awkward), fc.integer({min: -7_200_000, max: 7_200_000}))
				.map(([text, ms]) => Date.parse(text) + ms),
		);
		const text = (instant: number, zone: Timezone) => wallClockOf(new Date(instant), zone);
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...timezones),
				fc.array(instants, {maxLength: 30}),
				fc.tuple(instants, instants, instants),
				async (timezone, dates, bounds) => {
					const [from, middle, to] = bounds.toSorted((a, b) => a - b);
					const rows = dates.map((one, id) => at(id, text(one, timezone)));
					const {transactions} = withRows(rows, mode).awin.publisher(1);
					const read = async (start = 0, end = 0) => {
						const question = {from: new Date(start), to: new Date(end), timezone};
						return idsOf(await transactions.iterate(question).toArray({limit: 100}));
					};
					const sort = (ids: number[]) => ids.toSorted((a, b) => a - b);
					const expected = rows.filter(({transactionDate = ''}) => {
						const instant = instantOf(transactionDate, timezone).getTime();
						return instant >= (from ?? 0) && instant < (to ?? 0);
					});
					expect(sort(await read(from, to))).toEqual(idsOf(expected));
					const parts = [...(await read(from, middle)), ...(await read(middle, to))];
					expect(sort(parts)).toEqual(idsOf(expected));
				},
			),
			{numRuns: 100},
		);
	});
});

describe('the calls', () => {
	it('are those of the plan, one at a time, with the parameters and options of the question', async () => {
		let open = 0;
		const {awin, asked} = answering(async () => {
			open += 1;
			expect(open).toBe(1);
			await Promise.resolve();
			open -= 1;
			return Response.json([]);
		});
		const year = awin.advertiser(7).transactions.iterate(
			{
				from: '2025-01-01',
				to: '2026-01-01',
				timezone: 'US/Eastern',
				dateType: 'validation',
				status: 'approved',
				publisherId: [1, 2],
				showBasketProducts: true,
			},
			{headers: {'x-trace': 'a'}},
		);
		const {calls, windows} = year.plan();
		expect(asked).toEqual([]);
		await year.toArray({limit: 10});
		expect(asked).toHaveLength(calls);
		const others = {
			timezone: 'US/Eastern',
			dateType: 'validation',
			status: 'approved',
			publisherId: '1,2',
			showBasketProducts: 'true',
		};
		expect(asked.map(({query}) => query)).toEqual(
			windows.map((window) => Object.assign({}, window, others)),
		);
		expect(asked[0]?.path).toBe('/advertisers/7/transactions/');
	});

	it('trim by the date of the validation for that `dateType`', async () => {
		const row = (id: number, validationDate: string) => ({
			...at(id, '2020-01-01T00:00:00'),
			validationDate,
		});
		const rows = [row(1, '2026-02-01T00:00:00'), row(2, '2026-04-01T00:00:00')];
		const {awin} = withRows(rows, 'inclusive');
		const question = {...march, dateType: 'validation'} as const;
		const items = await awin.publisher(1).transactions.iterate(question).toArray({limit: 10});
		expect(idsOf(items)).toEqual([1]);
	});

	it('are none for an empty span', async () => {
		const {awin, asked} = withRows([]);
		const {transactions} = awin.publisher(1);
		const empty = transactions.iterate({from: '2026-01-01', to: '2026-01-01T00:00:00Z'});
		expect(empty.plan()).toEqual({calls: 0, windows: [], atLeastMs: 0});
		expect(await empty.toArray({limit: 10})).toEqual([]);
		expect(await empty.pages().next()).toEqual({done: true, value: undefined});
		expect(asked).toEqual([]);
	});

	it('are made again by each loop', async () => {
		const {awin, asked} = withRows([at(1, '2026-02-03T00:00:00')]);
		const iteration = awin.publisher(1).transactions.iterate(march);
		for (const count of [2, 4]) {
			expect(await iteration.toArray({limit: 10})).toHaveLength(1);
			expect(asked).toHaveLength(count);
		}
	});

	it('are one ahead of the consumer and no more', async () => {
		const {awin, asked} = withRows([]);
		const pages = awin
			.publisher(1)
			.transactions.iterate({from: '2026-01-01', to: '2026-06-01'})
			.pages();
		for (const count of [2, 3, 4, 5, 5]) {
			await pages.next();
			await new Promise((resolve) => {
				setImmediate(resolve);
			});
			expect(asked).toHaveLength(count);
		}
		expect((await pages.next()).done).toBe(true);
	});

	it('give an item once that an answer repeats, and each item without an id', async () => {
		const noIds = [
			{transactionDate: '2026-02-03T00:00:00'},
			{transactionDate: '2026-02-04T00:00:00'},
		];
		const {awin} = answering((asked) => {
			const rows = rowsFor([at(1, '2026-02-03T00:00:00')], asked, 'exclusive');
			return Response.json([...rows, ...rows, ...(rows.length > 0 ? noIds : [])]);
		});
		const items = await awin.publisher(1).transactions.iterate(march).toArray({limit: 10});
		expect(items).toHaveLength(3);
	});
});
