import {type AwinClientOptions, createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {noWait} from '../server.ts';
import {collect, ordersOf} from './collect.ts';

/** An advertiser that accepts all orders, and the header fields of the calls. */
const advertiser = (options: Partial<AwinClientOptions> = {}) => {
	const sent: Headers[] = [];
	const fetch = async (_: unknown, init?: RequestInit) => {
		sent.push(new Headers(init?.headers));
		return Response.json({successfulOrders: [{orderReference: {}}]});
	};
	return {sent, ...createAwinClient({...noWait, fetch, ...options}).advertiser(2001)};
};

describe('an option of a batch', () => {
	it.each([
		[{priority: 'high'}, 'Option `priority` must be a number'],
		[{attemptTimeoutMs: -1}, 'Option `attemptTimeoutMs` must be a number of at least 1'],
		[{retry: 3}, 'Option `retry` must be an object or false'],
		[{headers: {'x-a': '\n'}}, 'Option `headers.x-a` must not contain line breaks'],
		[{maxBodyBytes: 0}, 'Option `maxBodyBytes` must be a number of at least 1'],
		[{validate: 'yes'}, 'Option `validate` must be a boolean'],
		[{webhook: {url: 'nowhere'}}, 'Option `webhook.url` must be an absolute http: or https: URL'],
		[{webhook: 'https://a.example'}, 'Option `webhook` must be an object'],
		[{idempotencyKey: 'a'}, 'Option `idempotencyKey` must be true, for a key of each call'],
	])('is refused before the source is read: %j', (options, message) => {
		const {conversions, sent} = advertiser();
		let read = 0;
		const source = function* () {
			read += 1;
			yield* ordersOf(1);
		};
		expect(() => Reflect.apply(conversions.sendAll, undefined, [source(), options])).toThrow(
			message,
		);
		expect([read, sent]).toEqual([0, []]);
	});

	it('is passed on to each call', async () => {
		const {conversions, sent} = advertiser();
		const options = {headers: {'x-a': 'b'}, validate: true, paceMs: 0};
		const outcomes = await collect(conversions.sendAll(ordersOf(1001), options));
		expect(outcomes.map(({result}) => result.kind)).toEqual(['invalid-body', 'invalid-body']);
		expect(sent.map((headers) => headers.get('x-a'))).toEqual(['b', 'b']);
	});

	it('can ask for an idempotency key, which each call has of its own', async () => {
		const {conversions, sent} = advertiser();
		await collect(conversions.sendAll(ordersOf(2001), {idempotencyKey: true, paceMs: 0}));
		const keys = sent.map((headers) => headers.get('idempotency-key'));
		expect(new Set(keys).size).toBe(3);
		expect(keys).not.toContain(null);
	});
});
