import {describe, expect, it, vi} from 'vitest';
import {openUpload} from '../../src/pipeline/upload.ts';
import {unhandledRejections} from '../helpers/unhandled-rejections.ts';

const text = async (body: ReadableStream<Uint8Array>): Promise<string> => {
	let all = '';
	for await (const chunk of body) all += new TextDecoder().decode(chunk);
	return all;
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** An iterable whose iterator has only the functions of a test. */
const iterable = (iterator: AsyncIterator<string>): AsyncIterable<string> => ({
	[Symbol.asyncIterator]: () => iterator,
});

const endless = async () => ({done: false as const, value: 'x'});

describe('openUpload', () => {
	it('asks its source for nothing before `fetch` does', async () => {
		const next = vi.fn<() => Promise<IteratorResult<string>>>(endless);
		const {body} = openUpload(iterable({next}), true);
		await settled();
		expect(next).not.toHaveBeenCalled();
		await body.getReader().read();
		expect(next).toHaveBeenCalledOnce();
	});

	it('takes a string as a chunk only where that is wanted', async () => {
		const send = (texts: boolean) =>
			new Response(openUpload(iterable({next: async () => chunks.next()}), texts).body).text();
		let chunks = ['one'].values();
		expect(await send(true)).toBe('one');
		chunks = ['one'].values();
		await expect(send(false)).rejects.toThrow(
			new TypeError('Each chunk of `body` must be bytes, but one is a string.'),
		);
	});

	it('sends a stream, and cancels it when it is stopped', async () => {
		expect(await text(openUpload(new Blob(['a,b']).stream(), true).body)).toBe('a,b');
		const cancel = vi.fn<() => void>();
		const upload = openUpload(new ReadableStream({cancel}), true);
		upload.stop();
		upload.stop();
		await settled();
		expect(cancel).toHaveBeenCalledOnce();
	});

	it('closes an iterator once, if `fetch` cancels the body', async () => {
		const close = vi.fn<() => Promise<IteratorResult<string>>>(async () => ({
			done: true,
			value: undefined,
		}));
		const {body, stop} = openUpload(iterable({next: endless, return: close}), true);
		await body.cancel();
		expect(close).toHaveBeenCalledOnce();
		stop();
		await settled();
		expect(close).toHaveBeenCalledOnce();
	});

	it('does not close an iterator that has ended', async () => {
		const close = vi.fn<() => Promise<IteratorResult<string>>>();
		const next = async () => ({done: true as const, value: undefined});
		const {body, stop} = openUpload(iterable({next, return: close}), true);
		expect(await text(body)).toBe('');
		stop();
		expect(close).not.toHaveBeenCalled();
	});

	it('needs no `return`, and ignores one that fails', async () => {
		const rejections = unhandledRejections();
		openUpload(iterable({next: endless}), true).stop();
		const fails = () => Promise.reject(new Error('broken'));
		openUpload(iterable({next: endless, return: fails}), true).stop();
		await settled();
		expect(rejections).toEqual([]);
	});

	it('reports the error of its source', async () => {
		const cause = new Error('no such file');
		const upload = openUpload(iterable({next: () => Promise.reject(cause)}), true);
		const onFailure = vi.fn<(cause: unknown) => void>();
		upload.onFailure(onFailure);
		expect(upload.hasFailed()).toBe(false);
		await expect(upload.body.getReader().read()).rejects.toBe(cause);
		expect(onFailure).toHaveBeenCalledExactlyOnceWith(cause);
		expect(upload.hasFailed()).toBe(true);
	});

	it('may fail without anybody to hear of it', async () => {
		const rejections = unhandledRejections();
		const upload = openUpload(iterable({next: () => Promise.reject(new Error('broken'))}), true);
		await expect(upload.body.getReader().read()).rejects.toThrow('broken');
		expect(upload.hasFailed()).toBe(true);
		await settled();
		expect(rejections).toEqual([]);
	});

	it('has not failed if it was stopped before', async () => {
		let fail: (error: Error) => void = () => {};
		const next = () =>
			new Promise<never>((_, reject) => {
				fail = reject;
			});
		const upload = openUpload(iterable({next}), true);
		const read = upload.body.getReader().read();
		await settled();
		upload.stop();
		fail(new Error('aborted'));
		await expect(read).rejects.toThrow('aborted');
		expect(upload.hasFailed()).toBe(false);
	});
});
