import * as fc from 'fast-check';
import {inspect} from 'node:util';
import {type Checkpoint, checkpointOf} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {writeCheckpoint} from '../../../src/api/iterate/checkpoint.ts';
import {canonicalJson} from '../../../src/api/iterate/digest.ts';
import {answering, canary, idsOf, withRows} from './fake-awin.ts';

const span = {from: '2026-01-01', to: '2026-05-01', timezone: 'Europe/Berlin'} as const;

const rows = ['01-05', '02-05', '03-05', '04-05'].map((day, id) => ({
	id,
	transactionDate: `2026-${day}T00:00:00`,
}));

/* As it is read from a file or a database. */
const restored = (checkpoint: unknown): Checkpoint => JSON.parse(JSON.stringify(checkpoint));

const {transactions} = withRows(rows).awin.publisher(1);

const checkpointsOf = async (): Promise<Checkpoint[]> => {
	const checkpoints: Checkpoint[] = [];
	for await (const {checkpoint} of transactions.iterate(span).pages()) checkpoints.push(checkpoint);
	return checkpoints;
};

describe('a checkpoint', () => {
	it('of any page gives the rest of the items, and its plan', async () => {
		const checkpoints = await checkpointsOf();
		expect(checkpoints).toHaveLength(4);
		for (const [index, checkpoint] of checkpoints.entries()) {
			const rest = transactions.iterate(span, {resumeFrom: restored(checkpoint)});
			expect(rest.plan().calls).toBe(3 - index);
			expect(idsOf(await rest.toArray({limit: 10}))).toEqual([0, 1, 2, 3].slice(index + 1));
		}
		expect(checkpoints.at(-1)).toMatchObject({done: true, next: '2026-04-30T22:00:00.000Z'});
	});

	it('of a failure gives what is missing', async () => {
		const {awin} = answering(({query}) =>
			query['startDate']?.startsWith('2026-02') === true
				? new Response('{}', {status: 500})
				: Response.json([]),
		);
		const failing = awin.publisher(1).transactions;
		const pages: unknown[] = [];
		for await (const page of failing.iterate(span).pages()) pages.push(page);
		expect(pages).toMatchObject([
			{result: {ok: true}},
			{result: {kind: 'server-error'}, items: [], checkpoint: {next: '2026-01-31T23:00:00.000Z'}},
		]);
		const read = failing.iterate(span).toArray({limit: 10});
		const error = await read.catch((thrown: unknown) => thrown);
		const resumeFrom = restored(checkpointOf(error));
		const rest = await transactions.iterate(span, {resumeFrom}).toArray({limit: 10});
		expect(idsOf(rest)).toEqual([1, 2, 3]);
		expect(JSON.stringify(error)).not.toContain('checkpoint');
		expect(inspect(error)).not.toContain(resumeFrom.digest);
	});

	it('is taken for the same question in other words', async () => {
		const [resumeFrom] = await checkpointsOf();
		const same = {
			to: new Date('2026-04-30T22:00:00Z'),
			from: '2025-12-31T23:00:00+00:00',
			timezone: 'Europe/Berlin',
			dateType: 'transaction',
			status: undefined,
		} as const;
		expect(transactions.iterate(same, {resumeFrom}).plan().calls).toBe(3);
	});

	it.each<[name: string, iterate: (resumeFrom: Checkpoint) => unknown]>([
		['a span', (resumeFrom) => transactions.iterate({...span, to: '2026-05-02'}, {resumeFrom})],
		['a zone', (resumeFrom) => transactions.iterate({...span, timezone: 'UTC'}, {resumeFrom})],
		['a filter', (resumeFrom) => transactions.iterate({...span, advertiserId: 2}, {resumeFrom})],
		[
			'a `dateType`',
			(resumeFrom) => transactions.iterate({...span, dateType: 'validation'}, {resumeFrom}),
		],
		[
			'an account',
			(resumeFrom) => withRows([]).awin.publisher(2).transactions.iterate(span, {resumeFrom}),
		],
		[
			'a side',
			(resumeFrom) => withRows([]).awin.advertiser(1).transactions.iterate(span, {resumeFrom}),
		],
		['a method', (since) => transactions.changes({since, timezone: 'Europe/Berlin'})],
		[
			'a method without a span',
			(resumeFrom) => withRows([]).awin.publisher(1).offers.iterate({}, {resumeFrom}),
		],
	])('of another question is refused: %s', async (_, iterate) => {
		const [checkpoint] = await checkpointsOf();
		expect(checkpoint).toBeDefined();
		if (checkpoint === undefined) return;
		expect(() => iterate(restored(checkpoint))).toThrow(TypeError);
		expect(() => iterate(restored(checkpoint))).toThrow(
			/^Option `(resumeFrom|since)` must be a checkpoint of the same/,
		);
	});

	it('contains no token and no parameter', async () => {
		const clickRef = 'customer-4711';
		const {awin} = answering(() => Response.json({pageItems: [], totalPagesAvailable: 1}));
		const question = {...span, clickRefs: [clickRef]};
		for await (const page of awin.publisher(98_765).transactionQueries.iterate(question).pages()) {
			const text = JSON.stringify(page.checkpoint);
			for (const secret of [canary, clickRef, '98765', 'Berlin'])
				expect(text).not.toContain(secret);
		}
	});
});

const start = {next: 0, done: false, page: 1, received: 0, total: undefined, seen: []};

describe('anything else', () => {
	const resume = (value: unknown) => () =>
		Reflect.apply(transactions.iterate, undefined, [span, {resumeFrom: value}]);

	it.each([null, 1, '', 'text', true, [], {}, new Map(), new Date(0)])(
		'is refused: %j',
		(value) => {
			expect(resume(value)).toThrow(TypeError);
			expect(resume(value)).toThrow(/^Option `resumeFrom` must be the checkpoint of a page/);
		},
	);

	it('is refused if one thing of a checkpoint is changed', async () => {
		const [checkpoint] = await checkpointsOf();
		const values = fc.oneof(
			fc.jsonValue(),
			fc.constantFrom(
				'2026-03-04T00:00:00.000Z',
				'2026-02-30T00:00:00.000Z',
				'2026-03-04',
				'2026-99-04T00:00:00.000Z',
			),
			fc.constantFrom<unknown>(2, -1, 1.5, 1e300, [1], ['a'], [null], [{}]),
		);
		const names = fc.constantFrom(
			'version',
			'digest',
			'next',
			'done',
			'page',
			'received',
			'total',
			'seen',
			'more',
			'__proto__',
		);
		fc.assert(
			fc.property(names, values, (name, value) => {
				const changed = restored({...checkpoint});
				fc.pre(JSON.stringify(Reflect.get(changed, name)) !== JSON.stringify(value));
				Object.defineProperty(changed, name, {value, enumerable: true});
				expect(resume(changed)).toThrow(TypeError);
			}),
		);
	});

	it('is refused, whatever JSON it is', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(resume(value)).toThrow(TypeError);
			}),
		);
	});

	it('is refused if its position is none of the question, although its digest is right', () => {
		const anyDates = {startDate: '2000-01-01T00:00:00', endDate: '2000-01-01T00:00:00'};
		const query = {...anyDates, timezone: 'Europe/Berlin', dateType: 'transaction'};
		const identity = {fixed: {publisherId: 1}, query};
		const bounds = {from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 4, 1)};
		const forge = (next: number | undefined, method: string, at: object) =>
			writeCheckpoint(canonicalJson({method, ...identity, ...at}), {...start, next});
		const iterate = (next: number | undefined) =>
			resume(forge(next, 'publisher.transactions.iterate', {span: bounds}));
		expect(iterate(Date.UTC(2026, 1, 1))).not.toThrow();
		for (const next of [undefined, 0, bounds.to]) {
			expect(iterate(next)).toThrow('must be a checkpoint within the span of the question');
		}
		const offers = canonicalJson({
			method: 'offers.iterate',
			fixed: {publisherId: 1},
			json: {pagination: {pageSize: 200}},
		});
		const resumeOffers = (next: number | undefined) => () => {
			const resumeFrom = writeCheckpoint(offers, {...start, next});
			return withRows([]).awin.publisher(1).offers.iterate({}, {resumeFrom});
		};
		expect(resumeOffers(undefined)).not.toThrow();
		expect(resumeOffers(0)).toThrow('must be a checkpoint within the span of the question');
		const since = forge(undefined, 'publisher.transactions.changes', {});
		expect(() => transactions.changes({since, timezone: 'Europe/Berlin'})).toThrow(
			'Option `since` must be a checkpoint of `transactions.changes`.',
		);
	});

	it('has no checkpoint', () => {
		for (const value of [undefined, 'text', {checkpoint: {}}, new Error('plain')]) {
			expect(checkpointOf(value)).toBeUndefined();
		}
		expect(checkpointOf(Object.assign(new Error('odd'), {checkpoint: {next: 1}}))).toBeUndefined();
	});
});
