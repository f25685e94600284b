import {describe, expect, it} from 'vitest';
import {virtualClock} from '../helpers/virtual-clock.ts';
import type {World} from './answers.ts';
import {awinModel} from './awin.ts';
import {enquiryAt} from './enquiry.ts';

const ask = async (world: Partial<World>, path: string, init?: RequestInit) => {
	const clock = virtualClock();
	const {fetch} = awinModel({clock, world: {sales: [], ...world}});
	const response = await clock.run(fetch(`http://localhost${path}`, init));
	const body: unknown = await response.json();
	return {status: response.status, body};
};

describe('the transaction queries of the model', () => {
	const start = Date.parse('2026-01-01T00:00:00Z');
	const enquiries = [5, 3, 1, 2, 4].map((id) => enquiryAt(id, start + id * 3_600_000));
	const path = '/publisher/1001/transactionqueries?startDate=2026-01-01T00:00:00';

	it.each([
		[1, [1, 2]],
		[2, [3, 4]],
		[3, [5]],
		[4, []],
	])('come in pages: %i', async (pageNumber, ids) => {
		const {body} = await ask(
			{enquiries},
			`${path}&endDate=2026-01-02T00:00:00&pageSize=2&pageNumber=${pageNumber}`,
		);
		expect(body).toMatchObject({
			pageItems: ids.map((enquiryId) => ({enquiryId})),
			pageNumber,
			pageSize: 2,
			totalPagesAvailable: 3,
			totalRowsAvailable: 5,
		});
	});

	it('are found by the date that is asked for', async () => {
		const window = `${path}&endDate=2026-01-01T03:00:00`;
		expect((await ask({enquiries}, window)).body).toMatchObject({totalRowsAvailable: 2});
		expect((await ask({enquiries}, `${window}&dateType=enquiryDate`)).body).toMatchObject({
			totalRowsAvailable: 0,
		});
		expect((await ask({enquiries}, `${window}&dateType=validationDate`)).body).toMatchObject({
			totalRowsAvailable: 0,
		});
		expect((await ask({enquiries}, `${window}&pageSize=501`)).status).toBe(400);
	});
});

describe('the offers of the model', () => {
	const rows = [1, 1, 2, undefined, 3, ...Array.from({length: 10}, () => undefined), 4, 2];
	const page = (number: number, world: Partial<World> = {}, pageSize = 10) =>
		ask({offers: rows, ...world}, '/publisher/1001/promotions', {
			method: 'POST',
			body: JSON.stringify({pagination: {page: number, pageSize}}),
		});

	it('come in pages, some of which are short', async () => {
		expect((await page(1)).body).toMatchObject({
			data: [1, 1, 2, 3].map((promotionId) => ({promotionId})),
			pagination: {page: 1, pageSize: 10, total: 6},
		});
		expect((await page(2)).body).toMatchObject({data: [{promotionId: 4}, {promotionId: 2}]});
		expect((await page(3)).body).toMatchObject({data: []});
	});

	it('have the total that they are told to state', async () => {
		expect((await page(1, {offersTotal: 99})).body).toMatchObject({pagination: {total: 99}});
	});

	it('break down at a page size that Awin answers 500 to', async () => {
		expect((await page(1, {}, 1)).status).toBe(500);
		expect((await page(1, {}, 201)).status).toBe(500);
	});
});
