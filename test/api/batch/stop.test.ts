import type {ConversionOrder} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {awinClient} from '../../helpers/awin-client.ts';
import {virtualClock} from '../../helpers/virtual-clock.ts';
import {advertiser, baseUrl, latencyMs} from './advertiser.ts';
import {collect, ordersOf, referencesOf} from './collect.ts';

/** A source that gives some orders and then never answers again. */
const blocked = (count: number) => {
	const seen = {closed: 0};
	const orders = ordersOf(count).values();
	const source: AsyncIterable<ConversionOrder> = {
		[Symbol.asyncIterator]: () => ({
			next: async () => {
				const step = orders.next();
				return step.done === true ? new Promise(() => {}) : step;
			},
			return: () => {
				seen.closed += 1;
				return new Promise(() => {});
			},
		}),
	};
	return {seen, source};
};

describe('a signal', () => {
	it('that has aborted ends the batch before the source is opened', async () => {
		const {conversions, signal, abort, received, listeners} = advertiser('a 200');
		abort();
		const {seen, source} = blocked(1);
		const outcomes = await collect(conversions.sendAll(source, {signal}));
		expect(outcomes).toMatchObject([
			{sent: [], safeToResend: [], result: {kind: 'aborted', error: {applied: 'no'}}},
		]);
		expect(outcomes[0]?.result.error?.cause).toEqual(new Error('enough'));
		expect(outcomes[0]?.result.error?.message).toBe(
			'aborted: POST /s2s/advertiser/{advertiserId}/orders: the caller aborted the iteration',
		);
		expect([received.length, seen.closed, listeners()]).toEqual([0, 0, 0]);
	});

	it.each([0, 7, 999])(
		'ends a batch whose source does not answer after %d orders, and tells of them',
		async (count) => {
			const {clock, conversions, signal, abort, received, listeners} = advertiser('a 200');
			const {seen, source} = blocked(count);
			const collecting = collect(conversions.sendAll(source, {signal}));
			await clock.pass(1000);
			abort();
			const outcomes = await clock.run(collecting);
			expect(outcomes).toHaveLength(1);
			const [
				{sent, safeToResend, result} = {sent: [], safeToResend: undefined, result: undefined},
			] = outcomes;
			expect(referencesOf(sent)).toEqual(referencesOf(ordersOf(count)));
			expect(safeToResend).toEqual(sent);
			expect(result).toMatchObject({kind: 'aborted', error: {applied: 'no'}});
			expect([received.length, seen.closed, listeners()]).toEqual([0, 1, 0]);
		},
	);

	it('ends the pause before a call, whose orders are safe to send again', async () => {
		const {clock, conversions, signal, abort, received, listeners} = advertiser('a 200');
		const collecting = collect(conversions.sendAll(ordersOf(3000), {signal}));
		await clock.pass(4000);
		abort();
		const outcomes = await clock.run(collecting);
		expect(outcomes.map(({result}) => result.kind)).toEqual(['ok', 'aborted']);
		expect(outcomes.map(({safeToResend}) => safeToResend.length)).toEqual([0, 1000]);
		expect([received.length, clock.timers(), listeners()]).toEqual([1, 0, 0]);
		expect(clock.elapsed()).toBe(4000);
	});

	it('ends a call in flight, whose orders may have been applied', async () => {
		const {clock, conversions, signal, abort, applied, listeners} = advertiser(
			'silence after the orders are applied',
		);
		const collecting = collect(conversions.sendAll(ordersOf(2000), {signal}));
		await clock.pass(4000);
		abort();
		const outcomes = await clock.run(collecting);
		expect(outcomes).toMatchObject([{result: {kind: 'aborted', error: {applied: 'unknown'}}}]);
		expect(outcomes[0]?.safeToResend).toEqual([]);
		expect(applied.size).toBe(1000);
		expect(listeners()).toBe(0);
	});

	it('that aborts between two calls is told, so that the batch does not look complete', async () => {
		const {clock, conversions, signal, abort} = advertiser('a 200');
		const batch = conversions.sendAll(ordersOf(1000), {signal});
		await clock.run(batch.next());
		abort();
		expect((await batch.next()).value).toMatchObject({sent: [], result: {kind: 'aborted'}});
		expect(await batch.next()).toEqual({done: true, value: undefined});
	});
});

describe('a consumer that stops while it waits', () => {
	it('lets a write in flight end, and gets its outcome', async () => {
		const {clock, conversions, applied} = advertiser('a 503 after the orders are applied');
		const batch = conversions.sendAll(ordersOf(2000));
		const pending = batch.next();
		await clock.pass(0);
		const returned = batch.return?.();
		expect((await clock.run(pending)).value).toMatchObject({
			result: {kind: 'unavailable'},
			safeToResend: [],
		});
		expect(await returned).toEqual({done: true, value: undefined});
		expect(await batch.next()).toEqual({done: true, value: undefined});
		expect(applied.size).toBe(1000);
	});

	it('ends the pause before a write, and gets what was not sent', async () => {
		const {clock, conversions, received} = advertiser('a 200');
		const batch = conversions.sendAll(ordersOf(3000));
		await clock.run(batch.next());
		const pending = batch.next();
		await clock.pass(1000);
		const returned = batch.return?.();
		const {value} = await pending;
		expect(value?.result).toMatchObject({kind: 'aborted', error: {applied: 'no'}});
		expect(value?.safeToResend).toEqual(value?.sent);
		expect(value?.sent).toHaveLength(1000);
		await returned;
		expect([received.length, clock.timers(), clock.elapsed()]).toEqual([
			1,
			0,
			2 * latencyMs + 1000,
		]);
	});

	it('does not wait for a source that does not answer', async () => {
		const {clock, conversions} = advertiser('a 200');
		const {seen, source} = blocked(3);
		const batch = conversions.sendAll(source);
		const pending = batch.next();
		await clock.pass(0);
		const returned = batch.return?.();
		expect((await pending).value?.safeToResend).toHaveLength(3);
		await returned;
		expect(seen.closed).toBe(1);
	});

	it('does not fail with a source that fails while it is closed', async () => {
		const {clock, conversions} = advertiser('a 200');
		const source: AsyncIterable<ConversionOrder> = {
			[Symbol.asyncIterator]: () => ({
				next: () => new Promise(() => {}),
				return: async () => Promise.reject(new Error('closed twice')),
			}),
		};
		const batch = conversions.sendAll(source);
		const pending = batch.next();
		await clock.pass(0);
		const returned = batch.return?.();
		expect((await pending).value).toMatchObject({sent: [], result: {kind: 'aborted'}});
		expect(await returned).toEqual({done: true, value: undefined});
		await clock.pass(0);
	});

	it('aborts a call that only reads', async () => {
		let aborted = false;
		const fetch = (_: unknown, init?: RequestInit) =>
			new Promise<Response>((_resolve, reject) => {
				init?.signal?.addEventListener('abort', () => {
					aborted = true;
					reject(init.signal?.reason);
				});
			});
		const clock = virtualClock();
		const {linkBuilder} = awinClient(baseUrl, clock, {fetch}).publisher(1001);
		const requests = [{advertiserId: 2001}];
		const batch = linkBuilder.generateAll(requests);
		const pending = batch.next();
		await clock.pass(10);
		const returned = batch.return?.();
		expect((await pending).value).toMatchObject({
			result: {kind: 'aborted'},
			safeToResend: requests,
		});
		await returned;
		expect([aborted, clock.timers()]).toEqual([true, 0]);
	});

	it('before the first outcome sends nothing', async () => {
		const {conversions, received} = advertiser('a 200');
		const batch = conversions.sendAll(ordersOf(1));
		expect(await batch.return?.()).toEqual({done: true, value: undefined});
		expect(await batch.next()).toEqual({done: true, value: undefined});
		expect(received).toHaveLength(0);
	});
});
