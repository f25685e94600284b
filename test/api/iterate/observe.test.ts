import type {AwinEvent} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {only} from '../../helpers/observed.ts';
import {answering, canary, withRows} from './fake-awin.ts';

const observing = () => {
	const events: AwinEvent[] = [];
	return {events, observe: (event: AwinEvent) => events.push(event)};
};

const march = {from: '2026-02-01', to: '2026-04-01'};

describe('the observers of a client', () => {
	it('are told of each window and page of an iteration', async () => {
		const {events, observe} = observing();
		const rows = [{id: 1, transactionDate: '2026-02-01T00:00:00'}];
		const {awin} = withRows(rows, 'exclusive', {observe});
		await awin.advertiser(1).transactions.iterate(march).toArray({limit: 10});
		const iterator = 'advertiser.transactions.iterate';
		expect(only(events, 'window')).toMatchObject([
			{iterator, startDate: '2026-02-01T00:00:00', endDate: '2026-03-04T00:00:00'},
			{iterator, startDate: '2026-03-04T00:00:00', endDate: '2026-04-01T00:00:00'},
		]);
		expect(only(events, 'page')).toMatchObject([
			{iterator, number: 1, items: 1, kind: 'ok'},
			{iterator, number: 1, items: 0, kind: 'ok'},
		]);
		expect(JSON.stringify(events)).not.toContain(canary);
	});

	it('are told of the pages of offers, which have no window', async () => {
		const {events, observe} = observing();
		const pages = [10, 2];
		const {awin} = answering(
			(_, index) => {
				const data = Array.from({length: pages[index] ?? 0}, (_row, row) => ({
					promotionId: index * 10 + row,
				}));
				return Response.json({data, pagination: {page: index + 1, pageSize: 10, total: 12}});
			},
			{observe},
		);
		await awin.publisher(1).offers.iterate({pageSize: 10}).toArray({limit: 100});
		const iterator = 'publisher.offers.iterate';
		expect(only(events, 'window')).toEqual([]);
		expect(only(events, 'page')).toMatchObject([
			{iterator, number: 1, items: 10},
			{iterator, number: 2, items: 2},
		]);
	});

	it('are told of a page that could not be read, and that throw change nothing', async () => {
		const {events, observe} = observing();
		const failing = () => {
			throw new Error('an observer fails');
		};
		const {awin} = answering(() => new Response('{}', {status: 403}), {
			observe: [failing, observe],
		});
		const pages = awin.publisher(1).transactions.changes({since: '2026-01-01'}).pages();
		for await (const {result} of pages) expect(result.kind).toBe('forbidden');
		const iterator = 'publisher.transactions.changes';
		expect(only(events, 'page')).toMatchObject([
			{iterator, number: 1, items: 0, kind: 'forbidden'},
		]);
	});
});
