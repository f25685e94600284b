import {checkpointOf, isTimeoutError} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {virtualClock} from '../../helpers/virtual-clock.ts';
import {type Answer, answering, type Asked, idsOf, never, type Row, rowsFor} from './fake-awin.ts';

const hour = 3_600_000;
const span = {from: '2026-01-01', to: '2026-02-01'};

const rows: Row[] = Array.from({length: 31}, (_, day) => ({
	id: day + 1,
	transactionDate: `2026-01-${String(day + 1).padStart(2, '0')}T12:00:00`,
}));

const hoursOf = ({query}: Asked): number =>
	(Date.parse(`${query['endDate']}Z`) - Date.parse(`${query['startDate']}Z`)) / hour;

/** Answers windows up to a length, and others with something else. */
const upTo =
	(hours: number, otherwise: Answer): Answer =>
	(asked, index) =>
		hoursOf(asked) <= hours
			? Response.json(rowsFor(rows, asked, 'inclusive'))
			: otherwise(asked, index);

const gatewayTimeout: Answer = () => new Response('{}', {status: 504});

describe('a window that is too large', () => {
	it('is halved after a 504, and the halves are asked for one after the other', async () => {
		const {awin, asked} = answering(upTo(200, gatewayTimeout));
		const progress: number[][] = [];
		const january = awin.publisher(1).transactions.iterate(span, {
			onProgress: ({windows, windowsDone, callsLeft}) =>
				progress.push([windowsDone, windows, callsLeft]),
		});
		const items = await january.toArray({limit: 100});
		expect(idsOf(items)).toEqual(idsOf(rows.map((row) => row)));
		expect(asked.map(hoursOf)).toEqual([744, 372, 186, 186, 372, 186, 186]);
		expect(progress).toEqual([
			[0, 1, 1],
			[1, 3, 2],
			[2, 3, 1],
			[3, 4, 1],
			[4, 4, 0],
		]);
	});

	it('is halved if its body is larger than the limit', async () => {
		const {awin, asked} = answering((call) => Response.json(rowsFor(rows, call, 'inclusive')));
		const january = awin.publisher(1).transactions.iterate(span, {maxBodyBytes: 700});
		expect(await january.toArray({limit: 100})).toHaveLength(31);
		expect(asked.length).toBeGreaterThan(3);
	});

	it('is halved after a timeout', async () => {
		const clock = virtualClock();
		const {awin, asked} = answering(upTo(400, never), {}, clock);
		const january = awin.publisher(1).transactions.iterate(span);
		expect(await clock.run(january.toArray({limit: 100}))).toHaveLength(31);
		expect(asked.map(hoursOf)).toEqual([744, 372, 372]);
	});

	it('is not halved below an hour: then the iteration fails, with a checkpoint', async () => {
		const clock = virtualClock();
		const {awin, asked} = answering(never, {}, clock);
		const day = {from: '2026-01-01', to: '2026-01-02'};
		const {transactions} = awin.publisher(1);
		const read = transactions.iterate(day).toArray({limit: 1});
		const error = await clock.run(read.catch((thrown: unknown) => thrown));
		expect(isTimeoutError(error)).toBe(true);
		expect(asked.map(hoursOf)).toEqual([24, 12, 6, 3, 1.5, 1]);
		expect(checkpointOf(error)).toMatchObject({next: '2026-01-01T00:00:00.000Z'});
		expect(clock.timers()).toBe(0);
	});

	it('goes on after its halves with windows of full length', async () => {
		const {awin, asked} = answering((call, index) =>
			index === 0 ? gatewayTimeout(call, index) : Response.json([]),
		);
		const quarter = {from: '2026-01-01', to: '2026-04-01'};
		const {transactions} = awin.publisher(1);
		const checkpoints: unknown[] = [];
		for await (const page of transactions.iterate(quarter).pages()) {
			checkpoints.push(page.checkpoint.next);
		}
		expect(asked.map(hoursOf)).toEqual([744, 372, 372, 744, 672]);
		expect(checkpoints).toEqual([
			'2026-01-16T12:00:00.000Z',
			'2026-02-01T00:00:00.000Z',
			'2026-03-04T00:00:00.000Z',
			'2026-04-01T00:00:00.000Z',
		]);
	});

	it.each([
		['a 400', 400],
		['a 500', 500],
		['a 503', 503],
	])('is not halved after %s', async (_, status) => {
		const {awin, asked} = answering(() => new Response('{}', {status}));
		const pages = awin.publisher(1).transactions.iterate(span).pages();
		const {value} = await pages.next();
		expect(value).toMatchObject({result: {status}, items: []});
		expect((await pages.next()).done).toBe(true);
		expect(asked).toHaveLength(1);
	});

	it('is not halved after a body that does not fit', async () => {
		const {awin, asked} = answering(() => Response.json({}));
		const pages = awin.publisher(1).transactions.iterate(span).pages();
		expect((await pages.next()).value?.result.kind).toBe('invalid-body');
		expect(asked).toHaveLength(1);
	});
});
