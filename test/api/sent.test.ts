import {describe, expect, it} from 'vitest';
import type {Call} from './calls.ts';
import {serve} from './server.ts';

/** What a call sends: method, path with query, and body. */
type Case = readonly [name: string, call: Call, sent: string, json?: unknown];

const span = {startDate: '2026-01-01T00:00:00', endDate: '2026-02-01T00:00:00'};
const days = {startDate: '2026-01-01', endDate: '2026-01-31'};
const instant = new Date('2026-06-30T22:00:00Z');

const cases: readonly Case[] = [
	[
		'accounts of a type',
		({accounts}) => accounts.list({type: 'advertiser'}),
		'GET /accounts?type=advertiser',
	],
	['accounts without parameters', ({accounts}) => accounts.list(), 'GET /accounts'],
	[
		'programmes',
		(awin) => awin.publisher(1).programmes.list({relationship: 'joined', countryCode: 'GB'}),
		'GET /publishers/1/programmes?relationship=joined&countryCode=GB',
	],
	[
		'a point in time in UTC',
		(awin) => awin.publisher(1).commissionGroups.list({advertiserId: 2, effectiveDate: instant}),
		'GET /publishers/1/commissiongroups?advertiserId=2&effectiveDate=2026-06-30T22%3A00%3A00Z',
	],
	[
		'a point in time with an offset',
		(awin) =>
			awin
				.publisher(1)
				.commissionGroups.list({advertiserId: 2, effectiveDate: '2026-06-30T22:00:00+01:00'}),
		'GET /publishers/1/commissiongroups?advertiserId=2&effectiveDate=2026-06-30T22%3A00%3A00%2B01%3A00',
	],
	[
		'transactions in UTC by default, with the trailing slash',
		(awin) => awin.publisher(1).transactions.list({...span, advertiserId: [2, 3]}),
		'GET /publishers/1/transactions/?startDate=2026-01-01T00%3A00%3A00&endDate=2026-02-01T00%3A00%3A00&timezone=UTC&advertiserId=2,3',
	],
	[
		'a Date as wall-clock time in the zone of the call',
		(awin) =>
			awin.advertiser(2).transactions.list({
				startDate: '2026-06-30T00:00:00',
				endDate: instant,
				timezone: 'Europe/Berlin',
				dateType: 'validation',
				publisherId: 1,
			}),
		'GET /advertisers/2/transactions/?startDate=2026-06-30T00%3A00%3A00&endDate=2026-07-01T00%3A00%3A00&timezone=Europe%2FBerlin&dateType=validation&publisherId=1',
	],
	[
		'transactions by ids, without the slash',
		(awin) => awin.publisher(1).transactions.byIds({ids: [3, 4], showBasketProducts: true}),
		'GET /publishers/1/transactions?ids=3,4&timezone=UTC&showBasketProducts=true',
	],
	[
		'queries, with the singular',
		(awin) =>
			awin.publisher(1).transactionQueries.list({
				...span,
				statuses: ['pending', 'declined'],
				clickRefs: 'a',
				pageSize: 500,
			}),
		'GET /publisher/1/transactionqueries?startDate=2026-01-01T00%3A00%3A00&endDate=2026-02-01T00%3A00%3A00&timezone=UTC&statuses=pending,declined&clickRefs=a&pageSize=500',
	],
	[
		'a report of a region',
		(awin) => awin.publisher(1).reports.advertiser({...days, region: 'BU'}),
		'GET /publishers/1/reports/advertiser?startDate=2026-01-01&endDate=2026-01-31&timezone=UTC&region=BU',
	],
	[
		'a campaign report',
		(awin) => awin.advertiser(2).reports.campaign({...days, interval: 'day', publisherIds: [1, 5]}),
		'GET /advertisers/2/reports/campaign?startDate=2026-01-01&endDate=2026-01-31&interval=day&timezone=UTC&publisherIds=1,5',
	],
	[
		'a batch of links',
		(awin) => awin.publisher(1).linkBuilder.generateBatch([{advertiserId: 2}]),
		'POST /publishers/1/linkbuilder/generate-batch',
		{requests: [{advertiserId: 2}]},
	],
	[
		'offers, with the singular',
		(awin) =>
			awin.publisher(1).offers.list({
				filters: {advertiserIds: [2], regionCodes: ['GB'], type: 'all', updatedSince: '2026-01-01'},
				pagination: {page: 2, pageSize: 10},
			}),
		'POST /publisher/1/promotions',
		{
			filters: {advertiserIds: [2], regionCodes: ['GB'], type: 'all', updatedSince: '2026-01-01'},
			pagination: {page: 2, pageSize: 10},
		},
	],
	[
		'proofs of purchase, with the advertiser in the path',
		(awin) =>
			awin
				.publisher(1)
				.proofOfPurchase.send(2, [
					{orderReference: 'a', amount: 1, currency: 'EUR', transactionTime: 1},
				]),
		'POST /publishers/1/advertiser/2/orders',
		{orders: [{orderReference: 'a', amount: 1, currency: 'EUR', transactionTime: 1}]},
	],
	[
		'validations as an array, with dates in the zone of each',
		(awin) =>
			awin.advertiser(2).validations.send([
				{action: 'approve', transaction: {transactionId: 3}},
				{
					action: 'decline',
					transaction: {
						orderRef: 'a',
						transactionDate: instant,
						timezone: 'US/Eastern',
						declineReason: 'returned',
					},
				},
			]),
		'POST /advertisers/2/transactions/batch',
		[
			{action: 'approve', transaction: {transactionId: 3}},
			{
				action: 'decline',
				transaction: {
					orderRef: 'a',
					transactionDate: '2026-06-30T18:00:00',
					timezone: 'US/Eastern',
					declineReason: 'returned',
				},
			},
		],
	],
	[
		'the job in the path',
		(awin) => awin.advertiser(2).validations.get('a/b', {output: 'errors'}),
		'GET /advertisers/2/transactions/jobs/a%2Fb?output=errors',
	],
	[
		'the job without a query',
		(awin) => awin.advertiser(2).validations.get('a'),
		'GET /advertisers/2/transactions/jobs/a',
	],
	[
		'orders with a webhook',
		(awin) =>
			awin.advertiser(2).conversions.send(
				[
					{
						orderReference: 'a',
						amount: 1,
						channel: 'aw',
						currency: 'EUR',
						commissionGroups: [{code: 'DEFAULT', amount: 1}],
						publisherId: 1,
						clickTime: 1,
						linkId: 7,
						custom: {1: 'x'},
						basket: [{id: 'p', name: 'Product', price: 1, quantity: 1}],
					},
				],
				{webhook: {url: 'https://shop.example/hook'}},
			),
		'POST /s2s/advertiser/2/orders',
		{
			orders: [
				{
					orderReference: 'a',
					amount: 1,
					channel: 'aw',
					currency: 'EUR',
					commissionGroups: [{code: 'DEFAULT', amount: 1}],
					publisherId: 1,
					clickTime: 1,
					linkId: 7,
					custom: {1: 'x'},
					basket: [{id: 'p', name: 'Product', price: 1, quantity: 1}],
				},
			],
			webhook: {url: 'https://shop.example/hook'},
		},
	],
	[
		'a voucher of some regions',
		(awin) =>
			awin.advertiser(2).offers.create({
				title: 'Title',
				description: 'Description',
				terms: 'Terms',
				type: 'voucher',
				voucherCode: 'TEN',
				url: 'https://shop.example',
				...days,
				startTime: '08:00:00',
				appliesToAllRegions: false,
				regions: [1],
				promotionCategories: [1],
			}),
		'POST /promotion/advertiser/2',
		{
			title: 'Title',
			description: 'Description',
			terms: 'Terms',
			type: 'voucher',
			voucherCode: 'TEN',
			url: 'https://shop.example',
			...days,
			startTime: '08:00:00',
			timeZone: 'UTC',
			appliesToAllRegions: false,
			regions: [1],
			promotionCategories: [1],
		},
	],
];

describe('a call of an endpoint', () => {
	it.each(cases.map(([name, ...rest]) => [name, rest] as const))('sends %s', async (_, row) => {
		const [call, sent, json] = row;
		const {awin, asked} = await serve([{body: {}}]);
		await call(awin);
		expect(asked.map(({method, url}) => `${method} ${url}`)).toEqual([sent]);
		const [{body} = {body: ''}] = asked;
		expect(body === '' ? undefined : JSON.parse(body)).toEqual(json);
	});
});
