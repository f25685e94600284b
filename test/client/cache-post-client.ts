import type {AwinClientOptions} from 'awin-sdk';
import {vi} from 'vitest';
import {createClient} from '../../src/client.ts';
import {pendingDigests} from '../helpers/pending-digests.ts';
import {fakeClock, settled} from '../pipeline/cache/fixtures.ts';

type Sent = {readonly method: string; readonly body: string; readonly headers: Headers};

/** A client whose server numbers its responses and repeats what it got. `hold` makes the server wait for `release`. */
export const cachingClient = (
	options: Partial<AwinClientOptions> = {},
	headers: Record<string, string> = {},
) => {
	const clock = fakeClock();
	const sent: Sent[] = [];
	const held: (() => void)[] = [];
	let isHeld = false;
	const reply = vi.fn<(body: string) => Response>((body) =>
		Response.json({number: sent.length, body}, {headers}),
	);
	const fetch: typeof globalThis.fetch = async (input, init) => {
		const request = new Request(input, init);
		const body = await request.text();
		sent.push({method: request.method, body, headers: request.headers});
		const response = reply(body);
		if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
		return response;
	};
	const awin = createClient({token: 't-1', quota: false, fetch, ...options}, clock);
	return {
		clock,
		sent,
		reply,
		awin,
		hold: () => {
			isHeld = true;
		},
		/** Lets the server respond, once every call has computed its key and is on its way. */
		release: async () => {
			await settled();
			while (pendingDigests.size > 0) {
				await Promise.all(pendingDigests);
				await settled();
			}
			isHeld = false;
			for (const respond of held.splice(0)) respond();
		},
	};
};

/** An endpoint that only reads. */
export const search = '/publisher/1/promotions';

/** The options that let its responses be stored. */
export const reads = {idempotent: true, cache: {ttlMs: 1000}} as const;
