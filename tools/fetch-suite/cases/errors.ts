import {asNative, is, subject} from '../case.ts';
import {causeCodeOf, failureOf, failureWithCode, nameOf, reasonOf} from '../outcome.ts';
import {raw, rawBytes, parts} from '../paths.ts';

/** The failure of a call that gets these bytes as a response. */
const breaks = (data: string, end?: 'close' | 'reset') =>
	is('TypeError', async ({fetch, url}) => failureOf(fetch(url(rawBytes(data, end)))));

/** As {@link breaks}, with the code of the cause, which depends on the runtime. */
const codeOf = (data: string, end?: 'close' | 'reset') =>
	asNative(async ({fetch, url}) => failureWithCode(fetch(url(rawBytes(data, end)))));

/** The name of the failure of a call that gets these bytes, if it is one. */
const nameOfFailure = (data: string) =>
	asNative(async ({fetch, url}) => failureOf(fetch(url(rawBytes(data)))));

/** The failure of a body that gets these bytes. */
const bodyBreaks = (data: string, end?: 'close' | 'reset') =>
	is('TypeError', async ({fetch, url}) =>
		failureOf((await fetch(url(rawBytes(data, end)))).text()),
	);

const bodyCodeOf = (data: string, end?: 'close' | 'reset') =>
	asNative(async ({fetch, url}) => failureWithCode((await fetch(url(rawBytes(data, end)))).text()));

const ok = 'HTTP/1.1 200 OK\r\nconnection: close\r\n';

export const failures = subject('failures', {
	'a refused connection is a TypeError': is('TypeError', async ({fetchAt, closedOrigin}) =>
		failureOf(fetchAt(closedOrigin)(`${closedOrigin}/`)),
	),
	'`cause.code` of a refused connection': asNative(async ({fetchAt, closedOrigin}) =>
		failureWithCode(fetchAt(closedOrigin)(`${closedOrigin}/`)),
	),
	'a refused POST is a TypeError': is('TypeError', async ({fetchAt, closedOrigin}) =>
		failureOf(fetchAt(closedOrigin)(`${closedOrigin}/`, {method: 'POST', body: 'one'})),
	),
	'the failure is an `Error` with a message and a stack': is(
		[true, true, true],
		async ({fetchAt, closedOrigin}) => {
			const error = await reasonOf(fetchAt(closedOrigin)(`${closedOrigin}/`));
			return error instanceof TypeError
				? [true, error.message !== '', typeof error.stack === 'string']
				: nameOf(error);
		},
	),
	'the message is that of native `fetch`': asNative(async ({fetchAt, closedOrigin}) => {
		const error = await reasonOf(fetchAt(closedOrigin)(`${closedOrigin}/`));
		return error instanceof Error && error.message;
	}),
	'TLS to a server without it is a TypeError': is('TypeError', async ({fetchAt, url}) => {
		const secure = new URL(url('/echo').replace('http:', 'https:'));
		return failureOf(fetchAt(secure.origin)(secure.href));
	}),
	'a blocked port is a TypeError': is('TypeError', async ({fetchAt}) =>
		failureOf(fetchAt('http://127.0.0.1:6000')('http://127.0.0.1:6000/')),
	),
	'a connection that closes without a response': breaks('', 'close'),
	'`cause.code` of a connection that closes without a response': codeOf('', 'close'),
	'a connection that is reset': breaks('', 'reset'),
	'`cause.code` of a connection that is reset': codeOf('', 'reset'),
	'a connection that closes in the status line': breaks('HTTP/1.1 200', 'close'),
	'a connection that closes in the header fields': breaks(
		'HTTP/1.1 200 OK\r\nx-own: 1\r\n',
		'close',
	),
	'a connection that is reset in the header fields': breaks(
		'HTTP/1.1 200 OK\r\nx-own: 1\r\n',
		'reset',
	),
	'`cause.code` of header fields that are cut': codeOf('HTTP/1.1 200 OK\r\nx-own: 1\r\n', 'close'),
	'a response that is not HTTP': nameOfFailure('this is no response\r\n\r\n'),
	'a status line without a status': nameOfFailure('HTTP/1.1 OK\r\ncontent-length: 0\r\n\r\n'),
	'a status of two digits': nameOfFailure('HTTP/1.1 20 OK\r\ncontent-length: 0\r\n\r\n'),
	'a status of four digits': nameOfFailure('HTTP/1.1 2000 OK\r\ncontent-length: 0\r\n\r\n'),
	'another major version': nameOfFailure('HTTP/3.0 200 OK\r\ncontent-length: 0\r\n\r\n'),
	'a header field without a colon': nameOfFailure(
		'HTTP/1.1 200 OK\r\nx-own\r\ncontent-length: 0\r\n\r\n',
	),
	'a header field with a space in its name': nameOfFailure(
		'HTTP/1.1 200 OK\r\nx own: 1\r\ncontent-length: 0\r\n\r\n',
	),
	'a header field with NUL': nameOfFailure(
		'HTTP/1.1 200 OK\r\nx-own: a\0b\r\ncontent-length: 0\r\n\r\n',
	),
	'a header field over two lines': nameOfFailure(
		'HTTP/1.1 200 OK\r\nx-own: a\r\n b\r\ncontent-length: 0\r\n\r\n',
	),
	'a length that is no number': nameOfFailure('HTTP/1.1 200 OK\r\ncontent-length: two\r\n\r\nok'),
	'a negative length': nameOfFailure('HTTP/1.1 200 OK\r\ncontent-length: -2\r\n\r\nok'),
	'two lengths that differ': nameOfFailure(
		'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok',
	),
	'a length next to chunks': nameOfFailure(
		'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
	),
	'bare line feeds': nameOfFailure('HTTP/1.1 200 OK\ncontent-length: 2\n\nok'),
	'a body that is shorter than its length': bodyBreaks(`${ok}content-length: 10\r\n\r\nshort`),
	'`cause.code` of a body that is shorter than its length': bodyCodeOf(
		`${ok}content-length: 10\r\n\r\nshort`,
	),
	'a body that is reset': bodyBreaks(`${ok}content-length: 10\r\n\r\nshort`, 'reset'),
	'`cause.code` of a body that is reset': bodyCodeOf(
		`${ok}content-length: 10\r\n\r\nshort`,
		'reset',
	),
	'chunks without an end': bodyBreaks(`${ok}transfer-encoding: chunked\r\n\r\n3\r\none\r\n`),
	'`cause.code` of chunks without an end': bodyCodeOf(
		`${ok}transfer-encoding: chunked\r\n\r\n3\r\none\r\n`,
	),
	'a chunk that is shorter than its length': bodyBreaks(
		`${ok}transfer-encoding: chunked\r\n\r\nff\r\none\r\n`,
	),
	'a chunk whose length is no number': asNative(async ({fetch, url}) => {
		const path = rawBytes(`${ok}transfer-encoding: chunked\r\n\r\nzz\r\none\r\n0\r\n\r\n`);
		return failureOf((async () => (await fetch(url(path))).text())());
	}),
	'the message of a body that breaks': asNative(async ({fetch, url}) => {
		const response = await fetch(url(rawBytes(`${ok}content-length: 10\r\n\r\nshort`)));
		const error = await reasonOf(response.text());
		return error instanceof Error && error.message;
	}),
	'the body of an error that is shorter than its length': is(
		[500, 'TypeError'],
		async ({fetch, url}) => {
			const path = rawBytes(
				'HTTP/1.1 500 Own\r\nconnection: close\r\ncontent-length: 10\r\n\r\nshort',
			);
			const response = await fetch(url(path));
			return [response.status, await failureOf(response.text())];
		},
	),
	'the body of an error that is reset': is([404, 'TypeError'], async ({fetch, url, ask}) => {
		const response = await fetch(url(parts({status: 404, first: 'one', end: 'reset'})));
		const text = failureOf(response.text());
		await ask('/release');
		return [response.status, await text];
	}),
	'`json()` of a body that breaks is no SyntaxError': is('TypeError', async ({fetch, url}) =>
		failureOf((await fetch(url(rawBytes(`${ok}content-length: 10\r\n\r\n{"a":`)))).json()),
	),
	'`blob()` of a body that breaks': is('TypeError', async ({fetch, url}) =>
		failureOf((await fetch(url(rawBytes(`${ok}content-length: 10\r\n\r\n{"a":`)))).blob()),
	),
	'an empty body that should have a length': bodyBreaks(`${ok}content-length: 10\r\n\r\n`),
	'a gzip body that is cut': asNative(async ({fetch, url}) =>
		failureOf(
			(async () => (await fetch(url('/encoded?codings=gzip&cut=6&text=one two three'))).text())(),
		),
	),
	'a gzip body that is none': is('TypeError', async ({fetch, url}) =>
		failureOf((async () => (await fetch(url('/encoded?as=gzip&text=one'))).text())()),
	),
	'`cause.code` of a gzip body that is none': asNative(async ({fetch, url}) => {
		const sent = (async () => (await fetch(url('/encoded?as=gzip&text=one'))).text())();
		return causeCodeOf(await reasonOf(sent));
	}),
	'a 204 with a body': asNative(async ({fetch, url}) => {
		const path = raw(['HTTP/1.1 204 None', 'connection: close', 'content-length: 2'], 'ok');
		return failureOf((async () => (await fetch(url(path))).text())());
	}),
	'9 kB of header fields': asNative(async ({fetch, url}) => {
		const fields = Array.from({length: 6}, (_, index) => `x-${index}: ${'a'.repeat(1500)}`);
		return failureWithCode(
			fetch(url(raw(['HTTP/1.1 200 OK', 'connection: close', 'content-length: 0', ...fields]))),
		);
	}),
	'no call leaves a rejection behind': is('resolved', async ({fetch, url}) => {
		const sent = fetch(url(rawBytes('', 'reset')));
		sent.catch(() => {});
		return failureOf(Promise.allSettled([sent]));
	}),
});
