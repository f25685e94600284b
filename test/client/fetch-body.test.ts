import {isTimeoutError} from 'awin-sdk';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {answerInTurn} from '../helpers/http-server.ts';

/** A stream that never ends, with or without chunks, and the reason that it was cancelled with. */
const endless = (chunk?: string) => {
	const cancel = vi.fn<(reason: unknown) => void>();
	const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull: async (controller) => {
			if (chunk === undefined) await new Promise(() => {});
			controller.enqueue(new TextEncoder().encode(chunk));
		},
		cancel,
	});
	return {stream, cancel};
};

/* The types of Node.js 22 lack `duplex`, which a stream body needs. */
const post = (body: BodyInit): RequestInit =>
	Object.assign({method: 'POST', body}, {duplex: 'half'});

const send = async (body: BodyInit, signal: AbortSignal | null = null, maxBodyBytes = 1000) => {
	const {url, asked} = await answerInTurn({status: 204});
	const awin = connect(url, {maxBodyBytes});
	return {response: awin.fetch(new Request(`${url}/a`, post(body)), {signal}), asked};
};

describe('the body of a Request that client.fetch gets', () => {
	it('is sent after it has been read to its end', async () => {
		const body = new Blob(['one ', 'two']).stream();
		const {response, asked} = await send(body);
		expect((await response).status).toBe(204);
		expect(asked).toMatchObject([{method: 'POST', body: 'one two'}]);
	});

	it.each([
		['hangs', undefined],
		['never ends', 'x'],
	])('that %s is cancelled when the caller aborts', async (_, chunk) => {
		const {stream, cancel} = endless(chunk);
		const controller = new AbortController();
		const reason = new Error('enough');
		const {response, asked} = await send(stream, controller.signal, Infinity);
		controller.abort(reason);
		await expect(response).rejects.toBe(reason);
		expect(cancel).toHaveBeenCalledExactlyOnceWith(reason);
		expect(asked).toEqual([]);
	});

	it('that hangs is cancelled at the deadline', async () => {
		vi.useFakeTimers();
		onTestFinished(() => void vi.useRealTimers());
		const {stream, cancel} = endless();
		const fetch = vi.fn<typeof globalThis.fetch>();
		const awin = connect('http://localhost', {deadlineMs: 5000, fetch});
		const response = awin.fetch(new Request('http://localhost/a', post(stream)));
		await Promise.all([
			expect(response).rejects.toMatchObject({
				message: 'fetch failed',
				cause: expect.toSatisfy(isTimeoutError),
			}),
			vi.advanceTimersByTimeAsync(5000),
		]);
		expect(cancel).toHaveBeenCalledOnce();
		expect(fetch).not.toHaveBeenCalled();
		expect(vi.getTimerCount()).toBe(0);
	});

	it('that cannot be cancelled still ends at `maxBodyBytes`', async () => {
		const {stream, cancel} = endless('0123456789');
		cancel.mockImplementation(() => {
			throw new Error('broken');
		});
		const {response, asked} = await send(stream);
		await expect(response).rejects.toThrow('must not be larger than 1000 bytes');
		expect(cancel).toHaveBeenCalledOnce();
		expect(asked).toEqual([]);
	});

	it('that never ends is cancelled after `maxBodyBytes`', async () => {
		const {stream, cancel} = endless('0123456789');
		const {response, asked} = await send(stream);
		await expect(response).rejects.toThrow(
			'The body of the request must not be larger than 1000 bytes.',
		);
		expect(cancel).toHaveBeenCalledOnce();
		expect(asked).toEqual([]);
	});

	it('that fails makes the call reject with a TypeError and its cause', async () => {
		const cause = new Error('the disk is gone');
		const stream = new ReadableStream({start: (controller) => controller.error(cause)});
		const {response, asked} = await send(stream);
		await expect(response).rejects.toThrow(TypeError);
		await expect(response).rejects.toMatchObject({cause});
		expect(asked).toEqual([]);
	});

	it('that is already used makes the call reject with a TypeError', async () => {
		const request = new Request('http://127.0.0.1:1/', {method: 'POST', body: 'x'});
		await request.text();
		await expect(connect('http://127.0.0.1:1').fetch(request)).rejects.toThrow(TypeError);
	});
});
