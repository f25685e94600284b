import {describe, expect, it} from 'vitest';
import {order} from '../calls.ts';
import {callWith, offline, type Refused, times} from '../refuses.ts';

const {validations, conversions, offers, reports, transactions} = offline.advertiser(2);

const days = {startDate: '2026-01-01', endDate: '2026-01-02'};
const offer = {
	title: 'a',
	description: 'a',
	terms: 'a',
	type: 'promotion',
	url: 'https://shop.example',
	...days,
	appliesToAllRegions: true,
	promotionCategories: [1],
};
const approve = (transaction: object) => [{action: 'approve', transaction}];
const {awc: _awc, ...unattributed} = order;

const cases: readonly Refused[] = [
	[
		'more than 40,000 validations',
		validations.send,
		[times(40_001, approve({transactionId: 3})[0])],
		'Option `actions` must be an array of 1 to 40,000 items, but it has 40,001.',
	],
	[
		'an unknown action',
		validations.send,
		[[{action: 'delete'}]],
		'Option `actions[0].action` must be one of `approve`',
	],
	[
		'an action that is no object',
		validations.send,
		[[5]],
		'Option `actions[0]` must be an object with `action`',
	],
	[
		'a transaction without a key',
		validations.send,
		[approve({})],
		'Option `actions[0].transaction` must have `transactionId`, or `orderRef`, `transactionDate` and `timezone`.',
	],
	[
		'a transaction with a part of a key',
		validations.send,
		[approve({orderRef: 'a', timezone: 'UTC'})],
		'Option `actions[0].transaction` must have `transactionId`, or',
	],
	[
		'a transaction with two keys',
		validations.send,
		[approve({transactionId: 3, orderRef: 'a'})],
		'Option `actions[0].transaction` must have `transactionId`, or',
	],
	[
		'a custom parameter without a text',
		validations.send,
		[
			[
				{
					action: 'amendTrackingParameters',
					transaction: {transactionId: 3, amendReason: 'a', customParameters: {put: {a: ' '}}},
				},
			],
		],
		'customParameters.put.a` must be a text that is not blank',
	],
	[
		'a job without an id',
		validations.get,
		[' '],
		'Option `jobId` must be a text that is not blank',
	],
	[
		'options in the place of parameters',
		conversions.send,
		[[order], {signal: undefined}],
		'`advertiser.conversions.send` has an unknown option `signal`.',
	],
	['a webhook that is no object', conversions.send, [[order], 5], 'Option `params` must be'],
	[
		'a query that is no object',
		validations.get,
		['a', 5],
		'Option `params` must be a plain object',
	],
	['an unknown output', validations.get, ['a', {output: 'some'}], 'Option `output` must be one of'],
	[
		'more than 1,000 orders',
		conversions.send,
		[times(1001, order)],
		'Option `orders` must be an array of 1 to 1,000 items, but it has 1,001.',
	],
	[
		'an order that nothing attributes',
		conversions.send,
		[[unattributed]],
		'Option `orders[0]` must have `awc`, or `publisherId` and `clickTime`, or `voucher`',
	],
	[
		'a publisher without the time of the click',
		conversions.send,
		[[{...unattributed, publisherId: 1}]],
		'Option `orders[0]` must have `awc`',
	],
	[
		'a custom parameter without a number',
		conversions.send,
		[[{...order, custom: {a: 'x'}}]],
		'Option `orders[0].custom` has an unknown option `a`',
	],
	[
		'custom parameters that are no object',
		conversions.send,
		[[{...order, custom: 5}]],
		'Option `orders[0].custom` must be an object with numbers as names',
	],
	[
		'a product with a bar',
		conversions.send,
		[[{...order, basket: [{id: 'a|b', name: 'a', price: 1, quantity: 1}]}]],
		'Option `orders[0].basket[0].id` must be a text that is not blank, without `|`',
	],
	[
		'a link that is neither a number nor a text',
		conversions.send,
		[[{...order, linkId: true}]],
		'Option `orders[0].linkId` must be an id: a whole number above 0, or a text that is not blank',
	],
	[
		'a long title',
		offers.create,
		[{...offer, title: 'x'.repeat(301)}],
		'Option `title` must be a text that is not blank of 1 to 300 characters, but it has 301.',
	],
	[
		'long terms',
		offers.create,
		[{...offer, terms: 'x'.repeat(10_001)}],
		'of 1 to 10,000 characters, but it has 10,001.',
	],
	[
		'a voucher without a code',
		offers.create,
		[{...offer, type: 'voucher'}],
		'Option `voucherCode` is required with `type: "voucher"`.',
	],
	[
		'a code without a voucher',
		offers.create,
		[{...offer, voucherCode: 'TEN'}],
		'Option `voucherCode` must be omitted without `type: "voucher"`.',
	],
	[
		'regions that are not listed',
		offers.create,
		[{...offer, appliesToAllRegions: false}],
		'Option `regions` is required with `appliesToAllRegions: false`.',
	],
	[
		'a time without seconds',
		offers.create,
		[{...offer, startTime: '08:00'}],
		'Option `startTime` must be a time of the form `HH:MM:SS`',
	],
	[
		'a span of more than 31 days',
		transactions.list,
		[{startDate: '2026-01-01T00:00:00', endDate: '2026-02-01T00:00:01'}],
		'Option `endDate` must be at most 31 days after `startDate`, but the span has 32 days.',
	],
	[
		'a region where there is none',
		reports.publisher,
		[{...days, region: 'GB'}],
		'`advertiser.reports.publisher` has an unknown option `region`.',
	],
];

describe('a call of an advertiser', () => {
	it.each(cases)('rejects %s, and sends nothing', async (_name, method, args, message) => {
		const call = callWith(method, args);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(message);
	});
});
