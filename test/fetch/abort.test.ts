import {describe, expect, it, vi} from 'vitest';
import {bothFetches, compare} from '../helpers/both-fetches.ts';
import {answerInTurn, startServer} from '../helpers/http-server.ts';

const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
	promise.then(
		() => 'resolved',
		(reason: unknown) => reason,
	);

describe('a call of client.fetch that is aborted before it begins', () => {
	it.each<[string, unknown]>([
		['an Error', new Error('enough')],
		['a text', 'enough'],
		['`null`', null],
	])('rejects with the reason: %s', async (_, reason) => {
		const {url, asked} = await answerInTurn({status: 204});
		const signal = AbortSignal.abort(reason);
		const both = await compare(url, (send) => reasonOf(send(url, {signal})));
		expect(both).toEqual({native: reason, ours: reason});
		expect(asked).toEqual([]);
	});

	it('cancels the stream in its init with the reason', async () => {
		const {url} = await answerInTurn({status: 204});
		const {native, ours} = bothFetches(url);
		for (const send of [native, ours]) {
			const cancel = vi.fn<(reason: unknown) => void>();
			const body = new ReadableStream({cancel});
			const init = {method: 'POST', body, duplex: 'half', signal: AbortSignal.abort('enough')};
			await expect(send(url, init)).rejects.toBe('enough');
			expect(cancel.mock.calls).toEqual([['enough']]);
		}
	});

	it('cancels the stream in its Request', async () => {
		const {url} = await answerInTurn({status: 204});
		const {native, ours} = bothFetches(url);
		for (const send of [native, ours]) {
			const cancel = vi.fn<(reason: unknown) => void>();
			const init = {method: 'POST', body: new ReadableStream({cancel}), duplex: 'half'};
			const request: Request = Reflect.construct(Request, [url, init]);
			await expect(send(request, {signal: AbortSignal.abort('enough')})).rejects.toBe('enough');
			await expect.poll(() => cancel.mock.calls).toEqual([['enough']]);
			expect(request.bodyUsed).toBe(true);
		}
	});

	it('closes the iterator in its init', async () => {
		const {url} = await answerInTurn({status: 204});
		const closed = vi.fn<() => void>();
		const body = {
			[Symbol.asyncIterator]: () => ({
				next: async () => ({done: true, value: undefined}),
				return: async () => {
					closed();
					return {done: true, value: undefined};
				},
			}),
		};
		const init = {method: 'POST', body, duplex: 'half', signal: AbortSignal.abort('enough')};
		await expect(bothFetches(url).ours(url, init)).rejects.toBe('enough');
		expect(closed).toHaveBeenCalledOnce();
	});
});

it('a stream in the init of client.fetch is cancelled with the reason of an abort', async () => {
	const url = await startServer((request) => void request.resume());
	const cancel = vi.fn<(reason: unknown) => void>();
	const controller = new AbortController();
	const init = {
		method: 'POST',
		body: new ReadableStream({pull: () => new Promise(() => {}), cancel}),
		duplex: 'half',
		signal: controller.signal,
	};
	const call = bothFetches(url).ours(url, init);
	setTimeout(() => controller.abort('enough'), 30);
	await expect(call).rejects.toBe('enough');
	expect(cancel.mock.calls).toEqual([['enough']]);
});

it('a disturbed stream is refused', async () => {
	const {url, asked} = await answerInTurn({status: 204});
	const {native, ours} = bothFetches(url);
	for (const send of [native, ours]) {
		const body = new Blob(['text']).stream();
		const reader = body.getReader();
		await reader.read();
		reader.releaseLock();
		await expect(send(url, {method: 'POST', body, duplex: 'half'})).rejects.toThrow(TypeError);
	}
	expect(asked).toEqual([]);
});

it('forms are copied, so that the caller may change them', async () => {
	const {url, asked} = await answerInTurn({status: 204});
	const query = new URLSearchParams({a: '1'});
	const form = new FormData();
	form.set('a', new Blob(['file'], {type: 'text/csv'}), 'name.csv');
	const {ours} = bothFetches(url);
	const calls = [query, form].map((body) => ours('/a', {method: 'POST', body}));
	query.set('a', '2');
	form.delete('a');
	await Promise.all(calls);
	const bodies = asked.map(({body}) => body).join('\n');
	expect(bodies).toContain('a=1');
	expect(bodies).toContain('name="a"; filename="name.csv"\r\nContent-Type: text/csv\r\n\r\nfile');
});
