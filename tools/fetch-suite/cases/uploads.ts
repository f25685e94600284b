import {asNative, is, subject} from '../case.ts';
import {
	bytesOf,
	echo,
	echoedBody,
	failureOf,
	nameOf,
	pause,
	reasonOf,
	streamOf,
} from '../outcome.ts';
import {brokenAfter, watchedStream} from '../streams.ts';

/* A browser sends a stream over HTTP/2 only. */
const overHttp1 = {inBrowser: false};

const upload = (body: unknown, more = {}) => ({method: 'POST', body, duplex: 'half', ...more});

const refuses = (body: () => unknown) =>
	is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo'), {method: 'POST', body: body(), duplex: 'half'})),
	);

export const uploads = subject('stream as body', {
	'chunks are sent in order, without a length': is(
		['onetwothree', undefined, undefined, 'chunked'],
		async ({fetch, url}) => {
			const body = streamOf('one', 'two', 'three');
			const {headers, body: text} = await echo(fetch(url('/echo'), upload(body)));
			return [
				text,
				headers['content-type'],
				headers['content-length'],
				headers['transfer-encoding'],
			];
		},
		overHttp1,
	),
	'an empty stream is an empty body': is(
		'',
		async ({fetch, url}) => echoedBody(fetch(url('/echo'), upload(streamOf()))),
		overHttp1,
	),
	'empty chunks are skipped': is(
		'onetwo',
		async ({fetch, url}) => echoedBody(fetch(url('/echo'), upload(streamOf('one', '', 'two')))),
		overHttp1,
	),
	'a stream of bytes is sent': is(
		'one',
		async ({fetch, url}) => {
			const body = new ReadableStream({
				type: 'bytes',
				start: (controller) => {
					controller.enqueue(new Uint8Array([111, 110, 101]));
					controller.close();
				},
			});
			return echoedBody(fetch(url('/echo'), upload(body)));
		},
		overHttp1,
	),
	'the readable end of a transform is sent': is(
		'one',
		async ({fetch, url}) => {
			const {readable, writable} = new TextEncoderStream();
			const writer = writable.getWriter();
			const written = writer.write('one').then(async () => writer.close());
			const text = await echoedBody(fetch(url('/echo'), upload(readable)));
			await written;
			return text;
		},
		overHttp1,
	),
	'a stream that comes slowly is sent': is(
		'onetwo',
		async ({fetch, url}) => {
			let pulls = 0;
			const body = new ReadableStream({
				pull: async (controller) => {
					await pause(5);
					pulls += 1;
					if (pulls <= 2) controller.enqueue(bytesOf(pulls === 1 ? 'one' : 'two'));
					else controller.close();
				},
			});
			return echoedBody(fetch(url('/echo'), upload(body)));
		},
		overHttp1,
	),
	'the content type can be set': is(
		'text/own',
		async ({fetch, url}) => {
			const init = upload(streamOf('one'), {headers: {'content-type': 'text/own'}});
			return (await echo(fetch(url('/echo'), init))).headers['content-type'];
		},
		overHttp1,
	),
	'a locked stream is refused': refuses(() => {
		const body = streamOf('one');
		body.getReader();
		return body;
	}),
	'a disturbed stream is refused': is('TypeError', async ({fetch, url}) => {
		const body = streamOf('one', 'two');
		const reader = body.getReader();
		await reader.read();
		reader.releaseLock();
		return failureOf(fetch(url('/echo'), upload(body)));
	}),
	'a stream is locked by the call': is(
		true,
		async ({fetch, url}) => {
			const body = streamOf('one');
			await fetch(url('/echo'), upload(body));
			return body.locked;
		},
		overHttp1,
	),
	'a chunk that is a string is a failure': is(
		'TypeError',
		async ({fetch, url}) => {
			const body = new ReadableStream({
				start: (controller) => {
					controller.enqueue('one');
					controller.close();
				},
			});
			return failureOf(fetch(url('/echo'), upload(body)));
		},
		overHttp1,
	),
	'a chunk that is an `ArrayBuffer` is a failure': is(
		'TypeError',
		async ({fetch, url}) => {
			const body = new ReadableStream({
				start: (controller) => {
					controller.enqueue(new ArrayBuffer(2));
					controller.close();
				},
			});
			return failureOf(fetch(url('/echo'), upload(body)));
		},
		overHttp1,
	),
	'a stream that fails is a failure': asNative(async ({fetch, url}) => {
		const error = new RangeError('broken');
		const reason = await reasonOf(fetch(url('/sink'), upload(brokenAfter('one', error))));
		return [nameOf(reason), reason === error];
	}, overHttp1),
	'the cause of that failure is the error of the stream': asNative(async ({fetch, url}) => {
		const error = new RangeError('broken');
		const reason = await reasonOf(fetch(url('/sink'), upload(brokenAfter('one', error))));
		return reason instanceof Error && (reason.cause === error || nameOf(reason.cause));
	}, overHttp1),
	'the server sees that such a body is not complete': is(
		true,
		async ({fetch, url, ask}) => {
			await failureOf(fetch(url('/sink'), upload(brokenAfter('one', new Error('broken')))));
			return ask('/closed?name=/sink');
		},
		overHttp1,
	),
	'a stream is read as the server takes it': is(
		true,
		async ({fetch, url, ask}) => {
			const {seen, body} = watchedStream(1000);
			const sent = fetch(url('/slow-sink'), upload(body));
			await ask('/progress?name=/slow-sink');
			const read = seen.pulls;
			await ask('/release');
			const {length} = await (await sent).json();
			return read < 500 && length === 65_536_000;
		},
		{...overHttp1, alone: true},
	),
	'an answer before the end of the body is an answer': is(
		[200, 'early'],
		async ({fetch, url}) => {
			const {body} = watchedStream(2);
			const response = await fetch(url('/early'), upload(body));
			return [response.status, await response.text()];
		},
		overHttp1,
	),
	'a stream is sent by PUT and PATCH, too': is(
		['PUT one', 'PATCH one'],
		async ({fetch, url}) => {
			const results: string[] = [];
			for (const method of ['PUT', 'PATCH']) {
				const seen = await echo(fetch(url('/echo'), upload(streamOf('one'), {method})));
				results.push(`${seen.method} ${seen.body}`);
			}
			return results;
		},
		overHttp1,
	),
	'an abort while it is sent cancels it': is(
		['AbortError', 'AbortError'],
		async ({fetch, url, ask}) => {
			const controller = new AbortController();
			const {seen, body} = watchedStream(500);
			const sent = failureOf(fetch(url('/slow-sink'), upload(body, {signal: controller.signal})));
			await ask('/arrived?name=/slow-sink');
			controller.abort();
			const failure = await sent;
			await pause(30);
			return [failure, seen.cancelled];
		},
		overHttp1,
	),
	'the stream of a `Request` is read as the server takes it': is(
		true,
		async ({fetch, url, ask}) => {
			const {seen, body} = watchedStream(1000);
			const request: Request = Reflect.construct(Request, [url('/slow-sink'), upload(body)]);
			const sent = fetch(request);
			await ask('/progress?name=/slow-sink');
			const read = seen.pulls;
			await ask('/release');
			await (await sent).text();
			return read < 500;
		},
		{...overHttp1, alone: true},
	),
	'the body of a response is sent': is(
		'one',
		async ({fetch, url}) => {
			const {body} = await fetch(url('/reply?spec={"body":"one"}'));
			return echoedBody(fetch(url('/echo'), upload(body)));
		},
		overHttp1,
	),
});
