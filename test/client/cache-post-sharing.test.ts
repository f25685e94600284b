import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {cachingClient, reads, search} from './cache-post-client.ts';

const decode = (value: string | Uint8Array): string =>
	(typeof value === 'string' ? value : new TextDecoder().decode(value)).replace(/^\uFEFF/, '');

describe('POSTs that only read', () => {
	it('share an exchange in flight with the same body only', async () => {
		const {awin, sent, hold, release} = cachingClient();
		hold();
		const bodies = ['a', 'b', 'a', 'a', 'b'];
		const pending = bodies.map((body) => awin.post(search, {...reads, body}));
		await release();
		const results = await Promise.all(pending);
		expect(results.map(({data}) => data)).toMatchObject(bodies.map((body) => ({body})));
		expect(sent.map(({body}) => body).sort()).toEqual(['a', 'b']);
		expect(results.map(({meta}) => meta.cache)).toEqual(bodies.map(() => 'miss'));
	});

	it('share no exchange with a GET, or with a POST that writes', async () => {
		const {awin, sent, hold, release} = cachingClient();
		hold();
		const pending = [
			awin.get(search, {cache: {ttlMs: 1000}}),
			awin.post(search, reads),
			awin.post(search),
		];
		await release();
		await Promise.all(pending);
		expect(sent.map(({method}) => method).sort()).toEqual(['GET', 'POST', 'POST']);
	});

	it('never share an answer between two bodies, in flight or from the store', async () => {
		const body = fc.oneof(
			fc.string({unit: 'grapheme'}),
			fc.uint8Array({maxLength: 4}),
			fc.constantFrom('', 'a', 'b'),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(body, {minLength: 2, maxLength: 6}), async (bodies) => {
				const {awin, hold, release} = cachingClient();
				const post = async (value: string | Uint8Array) => {
					const sent = typeof value === 'string' ? value : new Uint8Array(value);
					const {data} = await awin.post(search, {...reads, body: sent});
					expect(data).toMatchObject({body: decode(value)});
				};
				hold();
				const inFlight = Promise.all(bodies.map(post));
				await release();
				await inFlight;
				for (const value of bodies) await post(value);
			}),
		);
	});
});
