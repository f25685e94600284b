import {describe, expect, it, vi} from 'vitest';
import {type AwinClientOptions, createAwinClient} from 'awin-sdk';

/** A body that notes whether it was closed. */
const bodies = {
	stream: () => {
		const closed = vi.fn<() => void>();
		return {closed, body: new ReadableStream<Uint8Array<ArrayBuffer>>({cancel: closed})};
	},
	iterable: () => {
		const closed = vi.fn<() => void>();
		const body = {
			[Symbol.asyncIterator]: () => ({
				next: () => new Promise<never>(() => {}),
				return: async () => {
					closed();
					return {done: true as const, value: undefined};
				},
			}),
		};
		return {closed, body};
	},
};

const never = () => new Promise<never>(() => {});

describe.each(['stream', 'iterable'] as const)('an upload from a %s that is not sent', (form) => {
	it.each<[string, Partial<AwinClientOptions>, object]>([
		['the quota has no slot', {quota: {calls: 1, maxWaitMs: 0}}, {}],
		['the token function fails', {token: async () => Promise.reject(new Error('x'))}, {}],
		['the time of the call is up', {token: never}, {totalTimeoutMs: 1}],
		['the caller has aborted before', {}, {signal: AbortSignal.abort()}],
	])('is closed if %s', async (name, client, call) => {
		const {closed, body} = bodies[form]();
		const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({}));
		const awin = createAwinClient({
			token: `unsent-${form}-${name}`.replaceAll(' ', '-'),
			quota: false,
			retry: false,
			fetch,
			...client,
		});
		if (client.quota !== undefined) await awin.get('/first');
		const sent = fetch.mock.calls.length;
		const result = await awin.post('/x', {...call, body});
		expect(result.ok).toBe(false);
		expect(closed).toHaveBeenCalledOnce();
		expect(fetch).toHaveBeenCalledTimes(sent);
	});
});

it('an upload of client.fetch is closed if the signal has aborted before', async () => {
	const {closed, body} = bodies.stream();
	const reason = new Error('enough');
	const init = {method: 'POST', body, duplex: 'half', signal: AbortSignal.abort(reason)};
	await expect(createAwinClient({token: 'token'}).fetch('/x', init)).rejects.toBe(reason);
	expect(closed).toHaveBeenCalledOnce();
});
