import {createAwinClient} from 'awin-sdk';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {awinClient} from '../../helpers/awin-client.ts';
import {virtualClock} from '../../helpers/virtual-clock.ts';
import {order} from '../calls.ts';
import {noWait} from '../server.ts';
import {collect, ordersOf, referencesOf} from './collect.ts';
import {conversionModel, type Fault, faults} from './conversion-model.ts';

const baseUrl = 'https://api.awin.com';

/** Sends orders to a model, and returns what is known on both sides. */
const send = async (
	script: readonly Fault[],
	count: number,
	{attempts = 1}: {readonly attempts?: number} = {},
) => {
	const clock = virtualClock();
	const model = conversionModel(script, clock);
	const retry = {attempts, baseDelayMs: 0, maxRetryAfterMs: 120_000};
	const awin = awinClient(baseUrl, clock, {fetch: model.fetch, retry, attemptTimeoutMs: 1000});
	const orders = ordersOf(count);
	const outcomes = await clock.run(collect(awin.advertiser(2001).conversions.sendAll(orders)));
	return {clock, orders, outcomes, ...model};
};

describe.each(faults)('conversions.sendAll with $name', (fault) => {
	it('tells what is safe to send again, and sends the rest', async () => {
		const {orders, outcomes, applied, lastWith} = await send([fault], 1003);
		expect(outcomes.map(({sent}) => sent.length)).toEqual([1000, 3]);
		expect(outcomes.flatMap(({sent}) => sent)).toEqual(orders);
		for (const {sent, safeToResend} of outcomes) {
			const {sent: received = []} = lastWith(sent[0]?.orderReference) ?? {};
			expect(referencesOf(safeToResend)).toEqual(fault.sure(received));
		}
		expect(new Set(applied.values())).toEqual(new Set(applied.size === 0 ? [] : [1]));
	});
});

const sources = fc.oneof(
	fc.constantFrom(0, 1, 999, 1000, 1001, 1999, 2000, 2001, 3000),
	fc.integer({min: 0, max: 3200}),
);

it('applies every order at most once, and is right about what is safe, whatever happens', async () => {
	const scripts = fc.array(fc.constantFrom(...faults), {minLength: 1, maxLength: 8});
	await fc.assert(
		fc.asyncProperty(scripts, sources, fc.integer({min: 1, max: 3}), async (...input) => {
			const [script, count, attempts] = input;
			const {orders, outcomes, applied, received, lastWith} = await send(script, count, {attempts});
			expect(outcomes.flatMap(({sent}) => sent)).toEqual(orders);
			expect(outcomes.every(({sent}) => sent.length > 0 && sent.length <= 1000)).toBe(true);
			expect(outcomes.slice(0, -1).every(({sent}) => sent.length === 1000)).toBe(true);
			expect([...applied.values()].every((times) => times === 1)).toBe(true);
			for (const {sent, safeToResend} of outcomes) {
				const last = lastWith(sent[0]?.orderReference);
				expect(referencesOf(safeToResend)).toEqual(last?.fault.sure(last.sent));
				expect(referencesOf(safeToResend).filter((one) => applied.has(one))).toEqual([]);
			}
			expect(received.every(({sent}) => sent.length > 0)).toBe(true);
		}),
		{numRuns: 60},
	);
}, 60_000);

it('sends what is safe to send again without applying an order twice', async () => {
	const script = fc.array(fc.constantFrom(...faults), {minLength: 1, maxLength: 4});
	await fc.assert(
		fc.asyncProperty(script, async (first) => {
			const clock = virtualClock();
			const success = faults.filter(({name}) => name === 'a 200');
			const model = conversionModel([...first, ...success], clock);
			const options = {fetch: model.fetch, retry: false, attemptTimeoutMs: 1000} as const;
			const {conversions} = awinClient(baseUrl, clock, options).advertiser(2001);
			const outcomes = await clock.run(collect(conversions.sendAll(ordersOf(1500))));
			const again = outcomes.flatMap(({safeToResend}) => safeToResend);
			await clock.run(collect(conversions.sendAll(again)));
			expect([...model.applied.values()].every((times) => times === 1)).toBe(true);
		}),
		{numRuns: 30},
	);
}, 60_000);

it('does not take one of two orders with the same reference for the other', async () => {
	const [one, two, three] = ordersOf(3);
	if (!one || !two || !three) throw new Error('There are three orders.');
	const clock = virtualClock();
	const fetch = async () =>
		Response.json(
			{
				successfulOrders: [{orderReference: 'R-2'}],
				failedOrders: [
					{order: {orderReference: 'R-0'}},
					{order: {orderReference: 'R-1'}},
					{order: {orderReference: 'R-1'}},
					{order: {orderReference: 'R-2'}},
					{order: null},
					{},
					{order: {orderReference: 5}},
				],
			},
			{status: 206},
		);
	const {conversions} = awinClient(baseUrl, clock, {fetch}).advertiser(2001);
	const sent = [one, one, two, two, three];
	const [outcome] = await collect(conversions.sendAll(sent));
	expect(outcome?.safeToResend).toEqual([two, two]);
});

it('counts everything as safe that the quota did not let through', async () => {
	const clock = virtualClock();
	const model = conversionModel(faults, clock);
	const awin = awinClient(baseUrl, clock, {
		fetch: model.fetch,
		retry: false,
		quota: {calls: 1, intervalMs: 60_000, maxWaitMs: 0},
	});
	const outcomes = await clock.run(
		collect(awin.advertiser(2001).conversions.sendAll(ordersOf(2001), {paceMs: 0})),
	);
	expect(outcomes.map(({result}) => result.kind)).toEqual([
		'network',
		'quota-exceeded',
		'quota-exceeded',
	]);
	expect(outcomes.map(({safeToResend}) => safeToResend.length)).toEqual([1000, 1000, 1]);
	expect(model.received).toHaveLength(1);
});

it('sends the webhook with every call', async () => {
	const bodies: unknown[] = [];
	const fetch = async (_: unknown, init?: RequestInit) => {
		const {webhook: sent}: {webhook: unknown} = await new Response(init?.body).json();
		bodies.push(sent);
		return Response.json({successfulOrders: []});
	};
	const {conversions} = createAwinClient({...noWait, fetch}).advertiser(2001);
	const webhook = {url: 'https://shop.example/awin'};
	await collect(conversions.sendAll(ordersOf(1001), {webhook, paceMs: 0}));
	expect(bodies).toEqual([webhook, webhook]);
});

it('survives references of any form in a report, which name no order', async () => {
	const odd = [{order: {orderReference: {toString: 1}}}, {orderReference: null}, {order: {}}];
	const rejected = [...odd, {order: {orderReference: 7}}];
	const fetch = async () => Response.json({failedOrders: rejected}, {status: 206});
	const {conversions} = createAwinClient({...noWait, fetch}).advertiser(2001);
	const references = ['undefined', 'null', '7'];
	const orders = references.map((orderReference) => Object.assign({}, order, {orderReference}));
	const [outcome] = await collect(conversions.sendAll(orders));
	expect(outcome).toMatchObject({sent: orders, safeToResend: [{orderReference: '7'}]});
});
