import {createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {readAll, streamOf} from '../helpers/read-stream.ts';

const options = {token: 'token', quota: false, cache: false, retry: false} as const;

describe('a stream of a `fetch` of the caller', () => {
	it.each([
		['a text', 'abc'],
		['a number', 7],
		['an object', {length: 1}],
		['other numbers', new Uint16Array([1])],
		['nothing', undefined],
	])('ends with a typed error if a part of it is %s', async (_, part) => {
		const fetch = async () =>
			new Response(
				new ReadableStream({
					start: (controller) => {
						controller.enqueue(part);
						controller.close();
					},
				}),
			);
		const result = await createAwinClient({...options, fetch}).get('/x', {as: 'stream'});
		const {text, error} = await readAll(streamOf(result));
		expect(text).toBe('');
		expect(error).toMatchObject({
			name: 'InvalidBodyError',
			description: 'a part of the body is not bytes',
		});
	});

	it('is empty if the response is an object without a body', async () => {
		const fetch = async () => ({status: 200, ok: true, headers: new Headers()});
		const awin: ReturnType<typeof createAwinClient> = Reflect.apply(createAwinClient, undefined, [
			{...options, fetch},
		]);
		const result = await awin.get('/x', {as: 'stream'});
		expect(await readAll(streamOf(result))).toEqual({text: '', error: undefined});
	});
});
