import {describe, expect, it} from 'vitest';
import {order} from './calls.ts';
import {callWith, offline, type Refused, times} from './refuses.ts';

const {programmes, reports, linkBuilder, transactions} = offline.publisher(1);
const {conversions} = offline.advertiser(2);

const span = {startDate: '2026-01-01T00:00:00', endDate: '2026-01-02T00:00:00'};
const days = {startDate: '2026-01-01', endDate: '2026-01-02'};

const cases: readonly Refused[] = [
	['options that are no object', programmes.list, [{}, 5], 'Option `options` must be an object'],
	['an unknown option', programmes.list, [{}, {timeoutMs: 1}], 'has an unknown option `timeoutMs`'],
	[
		'`validate` that is no boolean',
		programmes.list,
		[{}, {validate: 1}],
		'Option `validate` must be a boolean',
	],
];

describe('a call of an endpoint', () => {
	it.each(cases)('rejects %s, and sends nothing', async (_name, method, args, message) => {
		const call = callWith(method, args);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(message);
	});

	it.each([
		['31 days', () => transactions.list({...span, endDate: '2026-02-01T00:00:00'})],
		['400 days', () => reports.campaign({startDate: '2025-01-01', endDate: '2026-02-04'})],
		['one day', () => reports.advertiser({...days, endDate: days.startDate, region: 'GB'})],
		['100 links', () => linkBuilder.generateBatch(times(100, {advertiserId: 2}))],
		['1,000 orders', () => conversions.send(times(1000, order))],
		[
			'50 characters, of which each counts once',
			() => conversions.send([{...order, orderReference: '😀'.repeat(50)}]),
		],
	])('accepts %s', async (_name, call) => {
		expect(await call()).toMatchObject({ok: false, kind: 'network'});
	});
});

describe('an account', () => {
	it.each([0, -1, 1.5, NaN, '45628'])('is refused with the id %s', (id) => {
		expect(() => Reflect.apply(offline.publisher, undefined, [id])).toThrow(
			'Option `publisherId` must be an id',
		);
		expect(() => Reflect.apply(offline.advertiser, undefined, [id])).toThrow(
			'Option `advertiserId` must be an id',
		);
	});
});
