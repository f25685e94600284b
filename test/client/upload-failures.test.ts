import {describe, expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient, canary} from '../helpers/awin-client.ts';
import {connect} from '../helpers/connect.ts';
import {attemptsOf} from '../helpers/call.ts';
import {deferred} from '../helpers/deferred.ts';
import {answerInTurn, startServer} from '../helpers/http-server.ts';
import {unhandledRejections} from '../helpers/unhandled-rejections.ts';
import {readAll, streamOf} from '../helpers/read-stream.ts';
import {source} from './upload-source.ts';

const ok = {status: 200, body: '{}'};

describe('in an upload,', () => {
	it('a source that fails is a `network` failure with the redacted cause', async () => {
		const rejections = unhandledRejections();
		const {url} = await answerInTurn(ok);
		const {state, iterate} = source(3, new Error(`no file for ${canary}`));
		const result = await awinClient(url, systemClock).put('/feed', {body: iterate()});
		expect(result).toMatchObject({
			kind: 'network',
			error: {
				description: 'the source of the request body failed',
				applied: 'unknown',
				cause: {message: 'no file for [redacted]'},
			},
			meta: {notRetried: 'body-not-replayable'},
		});
		expect(attemptsOf(result)).toEqual(['network']);
		expect(state.closed).toBe(true);
		expect(rejections).toEqual([]);
	});

	it('a source that fails ends the call even if `fetch` does not notice', async () => {
		const {iterate} = source(0, new Error('no file'));
		const fetch: typeof globalThis.fetch = async (_, init) => {
			if (init?.body instanceof ReadableStream)
				void init.body
					.getReader()
					.read()
					.catch(() => {});
			return new Promise(() => {});
		};
		const awin = awinClient('http://127.0.0.1', systemClock, {fetch, retry: false});
		expect(await awin.put('/feed', {body: iterate})).toMatchObject({
			kind: 'network',
			error: {cause: {message: 'no file'}},
		});
	});

	it.each(['text', 'stream'] as const)(
		'a source that fails after the header fields of the response explains a broken %s',
		async (as) => {
			const url = await startServer((request, response) => {
				response.writeHead(200, {'content-type': 'text/plain'});
				response.write('begun');
				request.resume();
			});
			const body = async function* () {
				yield 'abc';
				await whenAnswered.promise;
				throw new Error('no file');
			};
			const whenAnswered = deferred<undefined>();
			const fetch: typeof globalThis.fetch = async (input, init) => {
				const response = await globalThis.fetch(input, init);
				setImmediate(() => whenAnswered.resolve(undefined));
				return response;
			};
			const awin = awinClient(url, systemClock, {retry: false, fetch});
			const result = await awin.put('/feed', {body: body(), as});
			const expected = {
				name: 'NetworkError',
				description: 'the source of the request body failed',
				cause: {message: 'no file'},
			};
			const {error} = as === 'text' ? result : await readAll(streamOf(result));
			expect(error).toMatchObject(expected);
		},
	);

	it('an iterable that cannot be opened is a `network` failure, and nothing is sent', async () => {
		const {url, asked} = await answerInTurn(ok);
		const body = {
			[Symbol.asyncIterator]: () => {
				throw new Error('no file');
			},
		};
		const awin = awinClient(url, systemClock, {retry: false});
		expect(await awin.put('/feed', {body})).toMatchObject({
			kind: 'network',
			error: {applied: 'no', cause: {message: 'no file'}},
		});
		expect(asked).toEqual([]);
	});

	it.each<[string, unknown]>([
		['an object (Object)', {a: 1}],
		['an array', [1]],
		['a number', 5],
		['undefined', undefined],
		['a function', () => 'x'],
	])('a function that returns %s rejects the call, and nothing is sent', async (kind, made) => {
		const {url, asked} = await answerInTurn({status: 204});
		const call = Reflect.apply(connect(url).put, undefined, ['/a', {body: async () => made}]);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(`but it returned ${kind}.`);
		expect(asked).toEqual([]);
	});

	it('a chunk that is neither bytes nor text fails, and says so', async () => {
		const {url} = await answerInTurn(ok);
		const body = async function* () {
			yield 7;
		};
		const awin = awinClient(url, systemClock, {retry: false});
		const result: unknown = await Reflect.apply(awin.put, undefined, ['/feed', {body}]);
		expect(result).toMatchObject({
			kind: 'network',
			error: {
				cause: {
					message: 'Each chunk of `body` must be bytes or a string, but one is a number.',
				},
			},
		});
	});
});
