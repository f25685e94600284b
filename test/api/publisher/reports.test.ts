import {createAwinClient} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';

const server = setupServer(...mocks.handlers());
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const awin = createAwinClient({...mocks.testing, token: 'test-0f3c9a52'});
const days = {startDate: '2026-01-01', endDate: '2026-01-31'};
const regional = {...days, region: 'GB'} as const;

describe('reports', () => {
	it('are read from the envelope of the documentation', async () => {
		server.use(mocks.reportsAdvertiser.wrapped([{clicks: 12}]));
		const {data} = await awin.publisher(1001).reports.advertiser(regional, {validate: true});
		expect(data?.map(({clicks}) => clicks)).toEqual([12]);
	});

	it('may lack the figures of the bonus', async () => {
		server.use(mocks.advertiserReportsPublisher.withoutBonus());
		const {data} = await awin.advertiser(2001).reports.publisher(days, {validate: true});
		expect(data?.[0]).not.toHaveProperty('bonusNo');
	});

	it('fail with what Awin says of a region', async () => {
		server.use(mocks.reportsCreative.missingRegion());
		expect(await awin.publisher(1001).reports.creative(regional)).toMatchObject({
			kind: 'bad-request',
			error: {code: 'invalid.userinput'},
		});
	});
});

describe('campaign reports', () => {
	it.each([
		['publisher', () => awin.publisher(1001).reports.campaign(days)],
		['advertiser', () => awin.advertiser(2001).reports.campaign(days)],
	])('of a %s have numbers where Awin sends texts', async (_, call) => {
		const {data} = await call();
		expect(data?.[0]).toMatchObject({
			publisherId: 1001,
			totals: {quantity: {click: 100}, saleAmount: {total: 350}, commissionAmount: {declined: 2.5}},
		});
	});

	it('keep negative numbers, and what is no number', async () => {
		const amounts = {
			pending: '-1.50',
			approved: '',
			bonus: '1,000.00',
			declined: '0',
			total: 'NaN',
		};
		const totals = {quantity: null, saleAmount: amounts, commissionAmount: null};
		const quantity = {click: '7', pending: 1};
		const rows = [
			{campaign: null, publisherId: 'all', totals},
			{advertiserId: '2001', totals: {quantity}},
			{totals: null},
		];
		server.use(
			mocks.byStatus('/publishers/{publisherId}/reports/campaign', 200, {body: {result: rows}}),
		);
		const {data} = await awin.publisher(1001).reports.campaign(days);
		expect(data).toEqual([
			{
				campaign: null,
				publisherId: 'all',
				totals: {...totals, saleAmount: {...amounts, pending: -1.5, declined: 0}},
			},
			{advertiserId: 2001, totals: {quantity: {click: 7, pending: 1}}},
			{totals: null},
		]);
	});
});
