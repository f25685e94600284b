import {describe, expect, it} from 'vitest';
import {virtualClock} from '../helpers/virtual-clock.ts';
import type {World} from './answers.ts';
import {awinModel, type ModelOptions} from './awin.ts';
import type {Reading} from './question.ts';
import {saleAt} from './sale.ts';

const at = (text: string) => Date.parse(text);

const list = async (
	options: Partial<ModelOptions> & {world: World},
	params: Record<string, string>,
	path = '/publishers/1001/transactions/',
) => {
	const clock = virtualClock();
	const {fetch} = awinModel({clock, ...options});
	const query = new URLSearchParams(params);
	const response = await clock.run(fetch(`http://localhost${path}?${query}`));
	const body: unknown = await response.json();
	return {status: response.status, body};
};

const idsOf = ({body}: {body: unknown}): readonly unknown[] =>
	Array.isArray(body) ? body.map((row: {id: number}) => row.id).sort((a, b) => a - b) : [];

const january = {startDate: '2026-01-01T00:00:00', endDate: '2026-02-01T00:00:00'};

const edges = [
	saleAt(1, at('2025-12-31T23:59:59Z')),
	saleAt(2, at('2026-01-01T00:00:00Z')),
	saleAt(3, at('2026-01-31T23:59:59Z')),
	saleAt(4, at('2026-02-01T00:00:00Z')),
	saleAt(5, at('2026-02-01T00:00:01Z')),
];

describe('a list of transactions of the model', () => {
	it.each<[Reading['end'], Reading['compares'], readonly number[]]>([
		['exclusive', 'first instants', [2, 3]],
		['exclusive', 'texts', [2, 3]],
		['inclusive', 'second instants', [2, 3, 4]],
		['inclusive', 'texts', [2, 3, 4]],
	])('has an end that is %s, comparing %s', async (end, compares, ids) => {
		const answer = await list({world: {sales: edges}, reading: {end, compares}}, january);
		expect(idsOf(answer)).toEqual(ids);
	});

	it('reads the window, and writes dates, in the zone that was asked for', async () => {
		const world = {
			sales: [saleAt(1, at('2026-01-01T04:59:59Z')), saleAt(2, at('2026-01-01T05:00:00Z'))],
		};
		const answer = await list({world}, {...january, timezone: 'US/Eastern'});
		expect(answer.body).toMatchObject([
			{id: 2, transactionDate: '2026-01-01T00:00:00', clickDate: '2025-12-31T23:59:00'},
		]);
	});

	it('tells the readings apart only in the hour that happens twice', async () => {
		const world = {
			sales: [
				saleAt(1, at('2025-10-26T00:10:00Z')),
				saleAt(2, at('2025-10-26T00:40:00Z')),
				saleAt(3, at('2025-10-26T01:10:00Z')),
				saleAt(4, at('2025-10-26T01:40:00Z')),
			],
		};
		const until = {
			startDate: '2025-10-26T00:00:00',
			endDate: '2025-10-26T02:30:00',
			timezone: 'Europe/Berlin',
		};
		const ids = async (compares: Reading['compares']) =>
			idsOf(await list({world, reading: {end: 'exclusive', compares}}, until));
		expect(await ids('first instants')).toEqual([1]);
		expect(await ids('second instants')).toEqual([1, 2, 3]);
		expect(await ids('texts')).toEqual([1, 3]);
	});

	it.each([
		['a date without a time', {...january, endDate: '2026-02-01'}],
		['no date', {startDate: january.startDate}],
		['an offset', {...january, endDate: '2026-02-01T00:00:00Z'}],
		['31 days and a second', {...january, endDate: '2026-02-01T00:00:01'}],
		['an end before the start', {...january, endDate: '2025-12-31T00:00:00'}],
		['an unknown zone', {...january, timezone: 'Europe/Amsterdam'}],
		['an unknown type of date', {...january, dateType: 'click'}],
	])('refuses %s', async (_, params) => {
		expect(await list({world: {sales: edges}}, params)).toMatchObject({
			status: 400,
			body: {error: 'invalid.userinput'},
		});
	});

	it('has the sales of one publisher or advertiser, filtered by the other side and by status', async () => {
		const day = at('2026-01-02T00:00:00Z');
		const approved = {type: 'validation', at: day, shownAt: day, status: 'approved'} as const;
		const sales = [
			saleAt(1, day),
			saleAt(2, day, {publisherId: 1002}),
			saleAt(3, day, {advertiserId: 2002}),
			saleAt(4, day, {advertiserId: 2003, changes: [{...approved, shownAt: -Infinity}]}),
		];
		const ids = async (params: Record<string, string>, path?: string) =>
			idsOf(await list({world: {sales}}, {...january, ...params}, path));
		expect(await ids({})).toEqual([1, 3, 4]);
		expect(await ids({advertiserId: '2001,2003'})).toEqual([1, 4]);
		expect(await ids({status: 'approved'})).toEqual([4]);
		expect(await ids({}, '/advertisers/2001/transactions/')).toEqual([1, 2]);
		expect(await ids({publisherId: '1002'}, '/advertisers/2001/transactions/')).toEqual([2]);
		expect((await list({world: {sales}}, january, '/publishers/1001/transactions')).status).toBe(
			404,
		);
	});

	it('shows rows and changes from their time on, and moves a row to the date of its last change', async () => {
		const clock = virtualClock({startMs: at('2026-01-10T00:00:00Z')});
		const hour = 3_600_000;
		const start = clock.now();
		const sale = saleAt(7, start - hour, {
			shownAt: start + hour,
			changes: [
				{type: 'validation', at: start + 2 * hour, shownAt: start + 3 * hour, status: 'approved'},
				{type: 'amendment', at: start + 4 * hour, shownAt: start + 4 * hour, cents: 5},
			],
		});
		const {fetch} = awinModel({clock, world: {sales: [sale]}});
		const ask = async (dateType: string) => {
			const query = new URLSearchParams({...january, dateType});
			const answer = clock.run(fetch(`http://localhost/publishers/1001/transactions/?${query}`));
			const rows: unknown = await (await answer).json();
			return rows;
		};
		expect(await ask('transaction')).toEqual([]);
		await clock.pass(hour);
		expect(await ask('transaction')).toMatchObject([
			{commissionStatus: 'pending', validationDate: null},
		]);
		expect(await ask('validation')).toEqual([]);
		await clock.pass(2 * hour);
		expect(await ask('validation')).toMatchObject([
			{id: 7, commissionStatus: 'approved', validationDate: '2026-01-10T02:00:00', amended: false},
		]);
		await clock.pass(hour);
		expect(await ask('amendment')).toMatchObject([{saleAmount: {amount: 0.05}, amended: true}]);
		expect(await ask('transaction')).toMatchObject([{saleAmount: {amount: 0.05}}]);
	});
});
