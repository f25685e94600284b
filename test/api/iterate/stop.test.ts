import {getEventListeners} from 'node:events';
import {AbortedError, checkpointOf, isAbortedError} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {deferred} from '../../helpers/deferred.ts';
import {unhandledRejections} from '../../helpers/unhandled-rejections.ts';
import {type Answer, answering, idsOf, never, type Row, rowsFor, withRows} from './fake-awin.ts';

const span = {from: '2026-01-01', to: '2026-06-01'};

const rows: Row[] = [
	{id: 1, transactionDate: '2026-01-05T00:00:00'},
	{id: 2, transactionDate: '2026-01-06T00:00:00'},
	{id: 3, transactionDate: '2026-01-07T00:00:00'},
	{id: 4, transactionDate: '2026-02-07T00:00:00'},
];

/** Answers the first calls from the rows, and the others never. */
const answers =
	(count: number): Answer =>
	(asked, index) =>
		index < count ? Response.json(rowsFor(rows, asked, 'exclusive')) : never(asked);

const transactionsWith = (answer: Answer) => {
	const {awin, asked} = answering(answer);
	return {transactions: awin.publisher(1).transactions, asked};
};

const turn = () =>
	new Promise((resolve) => {
		setImmediate(resolve);
	});

describe('a consumer that stops early', () => {
	it('ends the call that is under way by `break`', async () => {
		const rejections = unhandledRejections();
		const {transactions, asked} = transactionsWith(answers(1));
		for await (const transaction of transactions.iterate(span)) {
			expect(transaction.id).toBe(1);
			await turn();
			expect(asked).toHaveLength(2);
			break;
		}
		expect(asked[1]?.signal.aborted).toBe(true);
		await turn();
		expect(asked).toHaveLength(2);
		expect(rejections).toEqual([]);
	});

	it('ends it by an exception of its own, which it gets', async () => {
		const {transactions, asked} = transactionsWith(answers(1));
		const mistake = new Error('mine');
		const read = async () => {
			for await (const page of transactions.iterate(span).pages()) {
				await turn();
				throw Object.assign(mistake, {count: page.items.length});
			}
		};
		await expect(read()).rejects.toBe(mistake);
		expect(asked[1]?.signal.aborted).toBe(true);
	});

	it('ends it by the limit of an array', async () => {
		const {transactions, asked} = transactionsWith(answers(1));
		expect(idsOf(await transactions.iterate(span).toArray({limit: 2}))).toEqual([1, 2]);
		expect(asked.slice(1).every(({signal}) => signal.aborted)).toBe(true);
	});

	it.each(['return', 'throw'] as const)('ends it by `%s` at once, while it waits', async (stop) => {
		const {transactions, asked} = transactionsWith(answers(1));
		const pages = transactions.iterate(span).pages();
		await pages.next();
		const waiting = pages.next();
		await turn();
		const mistake = new Error('mine');
		const stopped = await pages[stop]?.(mistake).catch((error: unknown) => error);
		expect(stopped).toEqual(stop === 'throw' ? mistake : {done: true, value: undefined});
		expect(await waiting).toEqual({done: true, value: undefined});
		expect(asked[1]?.signal.aborted).toBe(true);
		expect(await pages.next()).toEqual({done: true, value: undefined});
	});

	it('asks nothing if it never starts', async () => {
		const {transactions, asked} = transactionsWith(answers(1));
		const pages = transactions.iterate(span).pages();
		await pages.return?.();
		expect(await pages.next()).toEqual({done: true, value: undefined});
		expect(asked).toEqual([]);
	});

	it('does not see what the call that is under way rejects with', async () => {
		const rejections = unhandledRejections();
		const {promise, resolve} = deferred();
		const {awin} = withRows(rows, 'exclusive', {
			middleware: [
				(next) => async (request) => {
					if (!request.url.includes('2026-01-01')) {
						await promise;
						throw new Error('of a middleware');
					}
					return next(request);
				},
			],
		});
		const pages = awin.publisher(1).transactions.iterate(span).pages();
		await pages.next();
		const returned = pages.return?.();
		resolve();
		await returned;
		await turn();
		expect(rejections).toEqual([]);
		const other = awin.publisher(1).transactions.iterate(span).pages();
		await other.next();
		await expect(other.next()).rejects.toThrow('of a middleware');
	});
});

describe('an abort', () => {
	const reason = new Error('enough');

	it('ends the call that is under way, and throws with a checkpoint', async () => {
		const controller = new AbortController();
		const {transactions, asked} = transactionsWith(answers(1));
		const {signal} = controller;
		const ids: number[] = [];
		const read = async () => {
			for await (const {id} of transactions.iterate(span, {signal})) {
				ids.push(id);
				if (id === 3) setImmediate(() => controller.abort(reason));
			}
		};
		const error = await read().catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(AbortedError);
		expect(isAbortedError(error) && error.cause).toBe(reason);
		expect(ids).toEqual([1, 2, 3]);
		expect(checkpointOf(error)).toMatchObject({next: '2026-02-01T00:00:00.000Z'});
		expect(asked[1]?.signal.aborted).toBe(true);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('within a page ends it after the item, and the rest comes from the checkpoint', async () => {
		const controller = new AbortController();
		const {transactions} = transactionsWith(answers(Infinity));
		const ids: number[] = [];
		let error: unknown;
		try {
			for await (const {id} of transactions.iterate(span, {signal: controller.signal})) {
				ids.push(id);
				if (id === 2) controller.abort(reason);
			}
		} catch (thrown) {
			error = thrown;
		}
		expect(ids).toEqual([1, 2]);
		const resumeFrom = JSON.parse(JSON.stringify(checkpointOf(error)));
		const rest = await transactions.iterate(span, {resumeFrom}).toArray({limit: 10});
		expect(idsOf(rest)).toEqual([3, 4]);
	});

	it('between two pages ends with a page of the abort, although the next one is there', async () => {
		const controller = new AbortController();
		const {transactions, asked} = transactionsWith(answers(Infinity));
		const {signal} = controller;
		const pages = transactions.iterate(span, {signal}).pages();
		const first = await pages.next();
		await turn();
		expect(asked).toHaveLength(2);
		controller.abort(reason);
		const second = await pages.next();
		expect(second.value).toMatchObject({
			items: [],
			result: {kind: 'aborted', error: {cause: reason}},
			window: {startDate: '2026-02-01T00:00:00'},
			checkpoint: first.value?.checkpoint,
		});
		expect(second.value?.result.error).toMatchObject({
			name: 'AbortedError',
			applied: 'no',
			message:
				'aborted: GET /publishers/{publisherId}/transactions/: the caller aborted the iteration',
		});
		expect((await pages.next()).done).toBe(true);
		expect(asked.length).toBeLessThanOrEqual(3);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('before the first call sends nothing', async () => {
		const {transactions, asked} = transactionsWith(answers(Infinity));
		const pages = transactions.iterate(span, {signal: AbortSignal.abort(reason)}).pages();
		expect((await pages.next()).value).toMatchObject({result: {kind: 'aborted'}, items: []});
		expect((await pages.next()).done).toBe(true);
		expect(asked).toEqual([]);
	});

	it('leaves no listener on its signal after the end, or while the consumer works', async () => {
		const {signal} = new AbortController();
		const {transactions} = transactionsWith(answers(Infinity));
		const pages = transactions.iterate(span, {signal}).pages();
		await pages.next();
		await turn();
		expect(getEventListeners(signal, 'abort')).toEqual([]);
		for await (const page of pages) expect(page.result.ok).toBe(true);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});
