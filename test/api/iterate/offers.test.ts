import {checkpointOf, IncompleteError, isAwinError, isIncompleteError, type Offer} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {type Answer, answering, never} from './fake-awin.ts';

const rowOf = (promotionId: number, title = `offer ${promotionId}`) => ({promotionId, title});

const offers = Array.from({length: 45}, (_, index) => rowOf(index));

type Rows = readonly {readonly promotionId: number}[];

/** Answers with pages of ten rows, and a total. Pages in `gaps` have no rows. */
const paged =
	(rows: Rows, {gaps = [], total = rows.length}: {gaps?: number[]; total?: number} = {}): Answer =>
	({body}) => {
		const {page} = Object.assign({page: 0}, body && Reflect.get(Object(body), 'pagination'));
		const data = gaps.includes(page) ? [] : rows.slice((page - 1) * 10, page * 10);
		return Response.json({data, pagination: {page, pageSize: 10, total}});
	};

const iterate = (answer: Answer) => {
	const {awin, asked} = answering(answer);
	return {iteration: awin.publisher(1).offers.iterate({pageSize: 10}), asked, awin};
};

const idsOf = (items: readonly {readonly promotionId: number}[]) =>
	items.map(({promotionId}) => promotionId);

describe('offers', () => {
	it('come from all pages', async () => {
		const {iteration, asked} = iterate(paged(offers));
		expect(iteration.plan()).toEqual({calls: 1, windows: [], atLeastMs: 0});
		expect(idsOf(await iteration.toArray({limit: 100}))).toEqual(idsOf(offers));
		expect(asked.map(({body}) => body)).toEqual(
			[1, 2, 3, 4, 5].map((page) => ({pagination: {page, pageSize: 10}})),
		);
	});

	it('come 200 in a call, by their filters', async () => {
		const {awin, asked} = answering(paged([]));
		const filters = {type: 'voucher', advertiserIds: [2001]} as const;
		expect(await awin.publisher(1).offers.iterate({filters}).toArray({limit: 9})).toEqual([]);
		expect(asked.map(({body}) => body)).toEqual([{filters, pagination: {page: 1, pageSize: 200}}]);
		expect(await awin.publisher(1).offers.iterate().toArray({limit: 9})).toEqual([]);
	});

	it('that come once for each variant come once, with the first row', async () => {
		const variants = offers.flatMap(({promotionId}) => [
			rowOf(promotionId, 'first'),
			rowOf(promotionId, 'second'),
			rowOf(promotionId, 'third'),
		]);
		const {iteration} = iterate(paged(variants));
		const items = await iteration.toArray({limit: 1000});
		expect(idsOf(items)).toEqual(idsOf(offers));
		expect(new Set(items.map(({title}) => title))).toEqual(new Set(['first']));
	});

	it('come from a checkpoint after any page, each once', async () => {
		const repeated = [...offers, ...offers.slice(0, 7)];
		const {iteration, awin} = iterate(paged(repeated));
		const before: number[] = [];
		for await (const {items, checkpoint, window} of iteration.pages()) {
			expect(window).toBeUndefined();
			before.push(...idsOf(items));
			const resumeFrom = JSON.parse(JSON.stringify(checkpoint));
			const rest = awin.publisher(1).offers.iterate({pageSize: 10}, {resumeFrom});
			expect([...before, ...idsOf(await rest.toArray({limit: 100}))]).toEqual(idsOf(offers));
		}
		expect(before).toHaveLength(45);
	});
});

describe('a page without rows', () => {
	it('does not end the offers, but they are incomplete', async () => {
		const {iteration, asked} = iterate(paged(offers, {gaps: [2, 3]}));
		const items: Offer[] = [];
		const read = async () => {
			for await (const offer of iteration) items.push(offer);
		};
		const error = await read().catch((thrown: unknown) => thrown);
		expect(asked).toHaveLength(7);
		expect(items).toHaveLength(25);
		expect(isIncompleteError(error) && isAwinError(error)).toBe(true);
		expect(error).toBeInstanceOf(IncompleteError);
		expect(error).toMatchObject({
			name: 'IncompleteError',
			kind: 'incomplete',
			status: undefined,
			retryable: true,
			received: 25,
			total: 45,
			applied: 'no',
			message:
				'incomplete: POST /publisher/{publisherId}/promotions: the pages have 25 rows, but Awin says that there are 45',
		});
	});

	it('is the last result of the pages, and what is missing comes from its checkpoint', async () => {
		const {iteration} = iterate(paged(offers, {gaps: [5]}));
		const pages = [];
		for await (const page of iteration.pages()) pages.push(page);
		expect(pages.at(-1)).toMatchObject({result: {ok: false, kind: 'incomplete'}, items: []});
		/* A checkpoint that says that all is done would lose the rest after a crash. */
		expect(pages.at(-2)?.checkpoint).toEqual(pages.at(-1)?.checkpoint);
		expect(pages.at(-1)?.checkpoint).not.toHaveProperty('done');
		const resumeFrom = JSON.parse(JSON.stringify(pages.at(-1)?.checkpoint));
		const later = answering(paged(offers)).awin.publisher(1);
		const rest = await later.offers.iterate({pageSize: 10}, {resumeFrom}).toArray({limit: 100});
		expect(idsOf(rest)).toEqual([40, 41, 42, 43, 44]);
	});

	it('is the end if there are none', async () => {
		const {iteration, asked} = iterate(paged([]));
		expect(await iteration.toArray({limit: 10})).toEqual([]);
		expect(asked).toHaveLength(1);
	});

	it('is no end if all pages but the first are late', async () => {
		const {iteration} = iterate(paged(offers, {gaps: [1], total: 45}));
		await expect(iteration.toArray({limit: 100})).rejects.toMatchObject({received: 35});
	});
});

describe('a page that fails', () => {
	it('is asked for again from its checkpoint, without a repeat', async () => {
		const answer = paged(offers);
		const {iteration, awin} = iterate((call, index) =>
			index === 2 ? new Response('{}', {status: 504}) : answer(call, index),
		);
		const items: Offer[] = [];
		const read = async () => {
			for await (const offer of iteration) items.push(offer);
		};
		const error = await read().catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({status: 504});
		const resumeFrom = checkpointOf(error);
		expect(resumeFrom?.page).toBe(3);
		const rest = await awin
			.publisher(1)
			.offers.iterate({pageSize: 10}, {resumeFrom})
			.toArray({limit: 100});
		expect(idsOf([...items, ...rest])).toEqual(idsOf(offers));
	});

	it('gives the items before an abort within a page, and the others from its checkpoint', async () => {
		const answer = paged(offers);
		const {iteration: _, awin} = iterate((call, index) =>
			index < 2 ? answer(call, index) : never(call),
		);
		const controller = new AbortController();
		const ids: number[] = [];
		let error: unknown;
		try {
			const question = {pageSize: 10};
			const options = {signal: controller.signal};
			for await (const {promotionId} of awin.publisher(1).offers.iterate(question, options)) {
				ids.push(promotionId);
				if (promotionId === 13) controller.abort();
			}
		} catch (thrown) {
			error = thrown;
		}
		const later = answering(answer).awin.publisher(1).offers;
		const resumeFrom = JSON.parse(JSON.stringify(checkpointOf(error)));
		const rest = await later.iterate({pageSize: 10}, {resumeFrom}).toArray({limit: 100});
		expect([...ids, ...idsOf(rest)]).toEqual(idsOf(offers));
	});
});
