import {checkpointOf, isIncompleteError, type TransactionQuery} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {type Answer, answering, type Asked, modes} from './fake-awin.ts';

type Query = Partial<TransactionQuery> & {readonly enquiryId: number};

const span = {from: '2026-01-01', to: '2026-03-01'};

const queries: Query[] = Array.from({length: 45}, (_, index) => ({
	enquiryId: index,
	transactionDate: index < 25 ? '2026-01-05T00:00:00' : '2026-02-05T00:00:00',
}));

/** Answers with pages of ten queries, and a total. */
const paged =
	(rows: readonly Query[], isInclusive: boolean, totals?: object): Answer =>
	({query}) => {
		const {startDate = '', endDate = '', pageNumber = 1} = query;
		const found = rows.filter(
			({transactionDate: date = ''}) =>
				date !== null && date >= startDate && (isInclusive ? date <= endDate : date < endDate),
		);
		const page = Number(pageNumber);
		return Response.json({
			pageItems: found.slice((page - 1) * 10, page * 10),
			pageNumber: page,
			pageSize: 10,
			totalPagesAvailable: Math.ceil(found.length / 10),
			totalRowsAvailable: found.length,
			...totals,
		});
	};

const idsOf = (items: readonly {readonly enquiryId: number}[]) =>
	items.map(({enquiryId}) => enquiryId);

const pagesAsked = (asked: readonly Asked[]) =>
	asked.map(({query}) => `${query['startDate']?.slice(5, 10)} ${query['pageNumber']}`);

describe.each(modes)('with an end that is %s', (mode) => {
	it('gives the queries of all pages of all windows, each once', async () => {
		const seam = Array.from({length: 12}, (_, index) => ({
			enquiryId: 100 + index,
			transactionDate: '2026-02-01T00:00:00',
		}));
		const {awin, asked} = answering(paged([...queries, ...seam], mode === 'inclusive'));
		const iteration = awin.publisher(1).transactionQueries.iterate(span);
		const items = await iteration.toArray({limit: 100});
		expect(items).toHaveLength(57);
		expect(new Set(idsOf(items)).size).toBe(57);
		expect(iteration.plan().calls).toBe(2);
		expect(pagesAsked(asked).slice(0, 3)).toEqual(['01-01 1', '01-01 2', '01-01 3']);
	});
});

describe('the pages of a window', () => {
	it('each have a checkpoint, from which the rest comes', async () => {
		const {transactionQueries} = answering(paged(queries, false)).awin.publisher(1);
		const before: number[] = [];
		for await (const {items, checkpoint} of transactionQueries.iterate(span).pages()) {
			before.push(...idsOf(items));
			const resumeFrom = JSON.parse(JSON.stringify(checkpoint));
			const rest = await transactionQueries.iterate(span, {resumeFrom}).toArray({limit: 100});
			expect([...before, ...idsOf(rest)]).toEqual(idsOf(queries));
		}
		expect(before).toHaveLength(45);
	});

	it('are told, with the calls that are left', async () => {
		const {awin} = answering(paged(queries, false));
		const told: number[][] = [];
		const onProgress = (
			progress: Readonly<Record<'windowsDone' | 'items' | 'callsLeft', number>>,
		) => told.push([progress.windowsDone, progress.items, progress.callsLeft]);
		await awin.publisher(1).transactionQueries.iterate(span, {onProgress}).toArray({limit: 100});
		expect(told).toEqual([
			[0, 0, 2],
			[0, 10, 3],
			[0, 20, 2],
			[1, 25, 1],
			[1, 35, 1],
			[2, 45, 0],
		]);
	});

	it('are asked for again in halves after a 504, without repeats', async () => {
		const answer = paged(queries, true);
		const {awin, asked} = answering((call, index) =>
			index === 2 ? new Response('{}', {status: 504}) : answer(call, index),
		);
		const {transactionQueries} = awin.publisher(1);
		const items = await transactionQueries.iterate(span).toArray({limit: 100});
		expect(idsOf(items)).toEqual(idsOf(queries));
		expect(pagesAsked(asked).slice(0, 5)).toEqual([
			'01-01 1',
			'01-01 2',
			'01-01 3',
			'01-01 1',
			'01-01 2',
		]);
	});

	it('of a half give the rest from any checkpoint, although the whole has other pages', async () => {
		const rows = Array.from({length: 50}, (_, index) => ({
			enquiryId: index,
			transactionDate: index < 25 ? '2026-01-20T00:00:00' : '2026-01-05T00:00:00',
		}));
		const answer = paged(rows, true);
		const {transactionQueries} = answering((call, index) =>
			index === 0 ? new Response('{}', {status: 504}) : answer(call, index),
		).awin.publisher(1);
		const later = answering(answer).awin.publisher(1).transactionQueries;
		const before: number[] = [];
		for await (const {items, checkpoint} of transactionQueries.iterate(span).pages()) {
			before.push(...idsOf(items));
			const resumeFrom = JSON.parse(JSON.stringify(checkpoint));
			const rest = await later.iterate(span, {resumeFrom}).toArray({limit: 100});
			const ids = [...before, ...idsOf(rest)];
			expect(ids.toSorted((a, b) => a - b)).toEqual(idsOf(rows));
		}
	});

	it('give a query without a date once, although a later page was the last before a stop', async () => {
		const january = Array.from({length: 15}, (_, index) => ({enquiryId: index}));
		const answer: Answer = ({query: {startDate = '', pageNumber}}) => {
			const rows = startDate.startsWith('2026-01') ? january : january.slice(0, 3);
			const page = Number(pageNumber);
			const pageItems = rows.slice((page - 1) * 10, page * 10);
			return Response.json({pageItems, pageSize: 10, totalRowsAvailable: rows.length});
		};
		const {transactionQueries} = answering(answer).awin.publisher(1);
		const question = {...span, dateType: 'validationDate'} as const;
		const {value: first} = await transactionQueries.iterate(question).pages().next();
		const rest = transactionQueries.iterate(question, {resumeFrom: first?.checkpoint});
		expect(idsOf(await rest.toArray({limit: 100}))).toEqual([10, 11, 12, 13, 14]);
	});

	it.each([
		['the number of pages', {totalPagesAvailable: undefined}],
		['numbers, but their texts', {totalPagesAvailable: '3', totalRowsAvailable: '25'}],
		['the size and the number of pages', {totalPagesAvailable: null, pageSize: null}],
		['any total', {totalPagesAvailable: undefined, totalRowsAvailable: undefined}],
	])('end without %s', async (_, totals) => {
		const {awin} = answering(paged(queries.slice(0, 25), false, totals));
		const january = {...span, to: '2026-02-01'};
		const items = await awin.publisher(1).transactionQueries.iterate(january).toArray({limit: 100});
		expect(items).toHaveLength(25);
	});

	it('that have fewer rows than the total end with an IncompleteError, and are read again', async () => {
		let isOutage = true;
		const answer = paged(queries, false);
		const {awin} = answering(async (call, index) => {
			if (!isOutage || call.query['pageNumber'] !== '2') return answer(call, index);
			const page: object = await (await answer(call, index)).json();
			return Response.json({...page, pageItems: []});
		});
		const {transactionQueries} = awin.publisher(1);
		const items: TransactionQuery[] = [];
		let error: unknown;
		try {
			for await (const item of transactionQueries.iterate(span)) items.push(item);
		} catch (thrown) {
			error = thrown;
		}
		expect(isIncompleteError(error) && [error.received, error.total]).toEqual([15, 25]);
		isOutage = false;
		const resumeFrom = JSON.parse(JSON.stringify(checkpointOf(error)));
		const rest = await transactionQueries.iterate(span, {resumeFrom}).toArray({limit: 100});
		expect(idsOf([...items, ...rest]).toSorted((a, b) => a - b)).toEqual(idsOf(queries));
	});

	it('keep a query without the date of the `dateType` once', async () => {
		const row = {enquiryId: 1, enquiryDate: null};
		const {awin} = answering(() =>
			Response.json({pageItems: [row], totalPagesAvailable: 1, totalRowsAvailable: 1}),
		);
		const {transactionQueries} = awin.publisher(1);
		for (const dateType of ['enquiryDate', 'validationDate'] as const) {
			const items = await transactionQueries.iterate({...span, dateType}).toArray({limit: 9});
			expect(items).toHaveLength(1);
		}
	});
});
