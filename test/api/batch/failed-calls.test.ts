import {describe, expect, it} from 'vitest';
import {advertiser, latencyMs} from './advertiser.ts';
import {collect, ordersOf} from './collect.ts';

describe('a batch that is left behind', () => {
	it('keeps no timer and no listener', async () => {
		const {clock, conversions, signal, listeners} = advertiser('a 200');
		const batch = conversions.sendAll(ordersOf(2000), {signal});
		await clock.run(batch.next());
		expect([clock.timers(), listeners()]).toEqual([0, 0]);
	});
});

describe('a call that fails', () => {
	const script = ['a 503 before the orders are applied', 'a 401', 'a 200'];

	it('does not end the batch', async () => {
		const {clock, conversions} = advertiser(...script);
		const outcomes = await clock.run(collect(conversions.sendAll(ordersOf(2500))));
		expect(outcomes.map(({result}) => result.kind)).toEqual(['unavailable', 'unauthorized', 'ok']);
	});

	it('does not hide an error of the source that comes with it', async () => {
		const {clock, conversions} = advertiser(...script);
		const failure = new Error('the cursor is closed');
		const source = function* () {
			yield* ordersOf(3);
			throw failure;
		};
		const batch = conversions.sendAll(source(), {stopOnFailure: true});
		expect((await clock.run(batch.next())).value?.result.kind).toBe('unavailable');
		await expect(batch.next()).rejects.toBe(failure);
	});

	it('ends the batch with `stopOnFailure`', async () => {
		const {clock, conversions, received} = advertiser('a 206', ...script);
		const sending = collect(conversions.sendAll(ordersOf(4000), {stopOnFailure: true}));
		const outcomes = await clock.run(sending);
		expect(outcomes.map(({result}) => result.kind)).toEqual(['partial', 'unavailable']);
		expect(received).toHaveLength(2);
	});
});

it('two outcomes that are asked for at once are still two calls in turn', async () => {
	const {clock, conversions, received} = advertiser('a 200');
	const batch = conversions.sendAll(ordersOf(1500));
	const both = await clock.run(Promise.all([batch.next(), batch.next(), batch.next()]));
	expect(both.map(({value}) => value?.sent.length)).toEqual([1000, 500, undefined]);
	expect(received.map(({atMs}) => atMs)).toEqual([latencyMs, 3 * latencyMs + 10_000]);
});
