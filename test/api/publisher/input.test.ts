import {describe, expect, it} from 'vitest';
import {callWith, offline, type Refused, times} from '../refuses.ts';

const {programmes, commissionGroups, transactions, transactionQueries, reports, ...others} =
	offline.publisher(1);
const {linkBuilder, offers, proofOfPurchase} = others;

const span = {startDate: '2026-01-01T00:00:00', endDate: '2026-01-02T00:00:00'};
const days = {startDate: '2026-01-01', endDate: '2026-01-02'};
const purchase = {orderReference: 'a', amount: 1, currency: 'EUR', transactionTime: 1};

const cases: readonly Refused[] = [
	['no parameters', transactions.list, [], 'Option `startDate` must be a Date'],
	['parameters that are no object', programmes.list, [5], 'Option `params` must be a plain object'],
	[
		'an unknown parameter',
		programmes.list,
		[{relation: 'joined'}],
		'has an unknown option `relation`; did you mean `relationship`?',
	],
	[
		'a relationship of details in a list',
		programmes.list,
		[{relationship: 'any'}],
		'Option `relationship` must be one of `joined`',
	],
	[
		'includeHidden with a relationship',
		programmes.list,
		[{relationship: 'joined', includeHidden: true}],
		'Option `includeHidden` must be omitted with `relationship`',
	],
	[
		'a country in lower case',
		programmes.list,
		[{countryCode: 'gb'}],
		'a country code of two capitals',
	],
	[
		'a flag that is no boolean',
		programmes.list,
		[{includeHidden: 'yes'}],
		'Option `includeHidden` must be a boolean, but it is a string.',
	],
	[
		'an id that is not whole',
		programmes.details,
		[{advertiserId: 1.5}],
		'Option `advertiserId` must be an id: a whole number above 0, but it is 1.5.',
	],
	[
		'a point in time without an offset',
		commissionGroups.list,
		[{advertiserId: 2, effectiveDate: '2026-01-01T00:00:00'}],
		'Option `effectiveDate` must be a Date, or a text with an offset',
	],
	[
		'a point in time that does not exist',
		commissionGroups.list,
		[{advertiserId: 2, effectiveDate: '2026-02-30T00:00:00Z'}],
		'Option `effectiveDate` must be a Date',
	],
	[
		'an invalid Date as a point in time',
		commissionGroups.list,
		[{advertiserId: 2, effectiveDate: new Date(NaN)}],
		'but it is an invalid Date.',
	],
	[
		'a date without a time',
		transactions.list,
		[{...span, endDate: '2026-01-02'}],
		'Option `endDate` must have a time, as in `2026-01-02T00:00:00`.',
	],
	[
		'a day that does not exist',
		transactions.list,
		[{...span, endDate: '2026-02-30T00:00:00'}],
		'Option `endDate` must be a Date',
	],
	[
		'an invalid Date',
		transactions.list,
		[{...span, endDate: new Date(NaN)}],
		'but it is an invalid Date.',
	],
	[
		'a span of more than 31 days',
		transactions.list,
		[{...span, endDate: '2026-02-01T00:00:01'}],
		'Option `endDate` must be at most 31 days after `startDate`, but the span has 32 days.',
	],
	[
		'a span that ends before it starts',
		transactions.list,
		[{...span, endDate: '2025-12-31T00:00:00'}],
		'Option `endDate` must not be before `startDate`.',
	],
	[
		'a zone that Awin does not take',
		transactions.list,
		[{...span, timezone: 'Europe/Amsterdam'}],
		'Option `timezone` must be one of `America/Sao_Paulo`',
	],
	[
		'no ids',
		transactions.byIds,
		[{ids: []}],
		'Option `ids` must be an array of at least 1 items, but it has 0.',
	],
	['an id of 0 in a list', transactions.byIds, [{ids: [1, 0]}], 'Option `ids[1]` must be an id'],
	[
		'a page of more than 500',
		transactionQueries.list,
		[{...span, pageSize: 501}],
		'Option `pageSize` must be a whole number from 1 to 500, but it is 501.',
	],
	[
		'a page of 0',
		transactionQueries.list,
		[{...span, pageNumber: 0}],
		'Option `pageNumber` must be a whole number of at least 1, but it is 0.',
	],
	[
		'a click reference with a comma',
		transactionQueries.list,
		[{...span, clickRefs: ['a,b']}],
		'Option `clickRefs[0]` must be a text without commas',
	],
	[
		'a report with a time',
		reports.advertiser,
		[{...days, region: 'GB', startDate: '2026-01-01T00:00:00'}],
		'Option `startDate` must be a day of the form `yyyy-MM-dd`',
	],
	['a report without a region', reports.creative, [days], 'Option `region` must be one of `AT`'],
	[
		'a report that ends before it starts',
		reports.advertiser,
		[{...days, region: 'GB', endDate: '2025-12-31'}],
		'Option `endDate` must not be before `startDate`.',
	],
	[
		'a campaign report of 401 days',
		reports.campaign,
		[{startDate: '2025-01-01', endDate: '2026-02-05'}],
		'at most 400 days after `startDate`, but the span has 401 days.',
	],
	[
		'a short prefix of a campaign',
		reports.campaign,
		[{...days, campaign: 'ab'}],
		'Option `campaign` must be a text that is not blank of 3 to 128 characters, but it has 2.',
	],
	[
		'a link that is relative',
		linkBuilder.generate,
		[{advertiserId: 2, destinationUrl: '/page'}],
		'Option `destinationUrl` must be an absolute http: or https: URL, but it is a string.',
	],
	[
		'a link that is not of the web',
		linkBuilder.generate,
		[{advertiserId: 2, destinationUrl: 'ftp://shop.example'}],
		'Option `destinationUrl` must be an absolute http: or https: URL',
	],
	[
		'an unknown parameter of a link',
		linkBuilder.generate,
		[{advertiserId: 2, parameters: {clickRef: 'a'}}],
		'Option `parameters` has an unknown option `clickRef`',
	],
	[
		'parameters of a link that are no object',
		linkBuilder.generate,
		[{advertiserId: 2, parameters: []}],
		'Option `parameters` must be an object, but it is an empty array.',
	],
	[
		'more than 100 links',
		linkBuilder.generateBatch,
		[times(101, {advertiserId: 2})],
		'Option `requests` must be an array of 1 to 100 items, but it has 101.',
	],
	[
		'a short link in a batch',
		linkBuilder.generateBatch,
		[[{advertiserId: 2, shorten: true}]],
		'Option `requests[0]` has an unknown option `shorten`',
	],
	['links that are no array', linkBuilder.generateBatch, [5], 'Option `requests` must be an array'],
	[
		'a page of 1 offer',
		offers.list,
		[{pagination: {pageSize: 1}}],
		'Option `pagination.pageSize` must be a whole number from 10 to 200, but it is 1.',
	],
	[
		'no purchases',
		proofOfPurchase.send,
		[2, []],
		'Option `orders` must be an array of 1 to 1,000 items',
	],
	['an advertiser that is none', proofOfPurchase.send, ['2', [purchase]], 'Option `advertiserId`'],
	[
		'a long order reference',
		proofOfPurchase.send,
		[2, [{...purchase, orderReference: 'x'.repeat(51)}]],
		'of 1 to 50 characters, because Awin cuts longer references, and cut ones can be equal, but it has 51.',
	],
	[
		'a time in milliseconds',
		proofOfPurchase.send,
		[2, [{...purchase, transactionTime: 1_767_348_000_000}]],
		'Option `orders[0].transactionTime` must be a time in whole seconds since 1970, but it is 1767348000000.',
	],
	[
		'an amount that is not finite',
		proofOfPurchase.send,
		[2, [{...purchase, amount: Infinity}]],
		'Option `orders[0].amount` must be a finite number, but it is Infinity.',
	],
	[
		'a currency in lower case',
		proofOfPurchase.send,
		[2, [{...purchase, currency: 'eur'}]],
		'Option `orders[0].currency` must be a currency code of three capitals',
	],
];

describe('a call of a publisher', () => {
	it.each(cases)('rejects %s, and sends nothing', async (_name, method, args, message) => {
		const call = callWith(method, args);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(message);
	});
});
