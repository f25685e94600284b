import {asNative, is, subject} from '../case.ts';
import {failureOf, summary} from '../outcome.ts';
import {raw, rawBytes, reply} from '../paths.ts';

const withStatus = (status: number, expected: unknown = status) =>
	is(expected, async ({fetch, url}) => {
		/* No wait before a 429 is sent again. */
		const fields = ['connection: close', 'content-length: 0', 'retry-after: 0'];
		return (await fetch(url(raw([`HTTP/1.1 ${status} Own`, ...fields])))).status;
	});

const statusText = (text: string, expected: string) =>
	is(expected, async ({fetch, url}) => {
		const path = raw([`HTTP/1.1 200${text}`, 'connection: close', 'content-length: 0']);
		return (await fetch(url(path))).statusText;
	});

const hasNoBody = (status: number, method = 'GET') =>
	is([status, null, ''], async ({fetch, url}) => {
		const response = await fetch(url(reply({status})), {method});
		return [response.status, response.body, await response.text()];
	});

export const statuses = subject('status', {
	...Object.fromEntries(
		[
			200, 201, 202, 203, 206, 207, 226, 299, 300, 305, 400, 401, 403, 404, 405, 406, 408, 409, 410,
			418, 421, 422, 425, 429, 451, 499, 500, 501, 502, 503, 504, 511, 599, 600, 799, 999,
		].map((status) => [`${status} is handed over`, withStatus(status)]),
	),
	'401 with a challenge is handed over': is(
		[401, 'Basic realm="own"'],
		async ({fetch, url}) => {
			const spec = {status: 401, headers: [['www-authenticate', 'Basic realm="own"']] as const};
			const response = await fetch(url(reply(spec)));
			return [response.status, response.headers.get('www-authenticate')];
		},
		{inBrowser: false},
	),
	'407 is treated as natively': asNative(async ({fetch, url}) => {
		const sent = fetch(url(reply({status: 407})));
		return (await failureOf(sent)) === 'resolved' ? (await sent).status : failureOf(sent);
	}),
	'421 with a body is handed over': is([421, 'one'], async ({fetch, url}) => {
		const response = await fetch(url(reply({status: 421, body: 'one'})));
		return [response.status, await response.text()];
	}),
	'`ok` is true from 200 to 299 only': is([true, true, false, false, false], async ({fetch, url}) =>
		Promise.all(
			[200, 299, 300, 404, 500].map(async (status) => (await fetch(url(reply({status})))).ok),
		),
	),
	'a 103 before the response is skipped': is([200, 'ok', null], async ({fetch, url}) => {
		const early = 'HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n';
		const path = rawBytes(
			`${early}HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok`,
		);
		const response = await fetch(url(path));
		return [response.status, await response.text(), response.headers.get('link')];
	}),
	'a 100 before the response is treated as natively': asNative(async ({fetch, url}) => {
		const path = rawBytes(
			'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok',
		);
		return failureOf(fetch(url(path)));
	}),
	'a 101 is a failure': is('TypeError', async ({fetch, url}) =>
		failureOf(
			fetch(
				url(
					rawBytes(
						'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: own\r\n\r\n',
					),
				),
			),
		),
	),
	'a 204 has no body': hasNoBody(204),
	'a 304 has no body': hasNoBody(304),
	'a 205 has no body': is([205, null, ''], async ({fetch, url}) => {
		const response = await fetch(
			url(raw(['HTTP/1.1 205 Reset', 'connection: close', 'content-length: 0'])),
		);
		return [response.status, response.body, await response.text()];
	}),
	'a 204 for a POST has no body': hasNoBody(204, 'POST'),
});

export const statusTexts = subject('status text', {
	'the text of the server is kept': statusText(' Very Own', 'Very Own'),
	'a usual text is kept': statusText(' OK', 'OK'),
	'another text for a known status is kept': statusText(' Fine', 'Fine'),
	'an empty text is empty': statusText(' ', ''),
	'a text may be absent': statusText('', ''),
	'a text may have spaces inside': statusText(' a  b', 'a  b'),
	'a text may have punctuation': statusText(' "a", b: {c}', '"a", b: {c}'),
	'a text is read byte for byte': asNative(async ({fetch, url}) => {
		const path = raw(['HTTP/1.1 200 caf\u00e9', 'connection: close', 'content-length: 0']);
		return (await fetch(url(path))).statusText;
	}),
	'a text in UTF-8 is read as natively': asNative(async ({fetch, url}) => {
		const path = raw(['HTTP/1.1 200 caf\u00c3\u00a9', 'connection: close', 'content-length: 0']);
		return (await fetch(url(path))).statusText;
	}),
	'the text of an error is kept': is(
		'Gone Fishing',
		async ({fetch, url}) =>
			(await fetch(url(reply({status: 404, statusText: 'Gone Fishing'})))).statusText,
	),
	'the text of an unknown status is kept': is(
		'Own',
		async ({fetch, url}) =>
			(await fetch(url(raw(['HTTP/1.1 799 Own', 'connection: close', 'content-length: 0']))))
				.statusText,
	),
	'the text of a redirect in the mode `manual` is kept': is('Moved Along', async ({fetch, url}) => {
		const spec = {status: 302, statusText: 'Moved Along', headers: [['location', 'echo']] as const};
		return (await fetch(url(reply(spec)), {redirect: 'manual'})).statusText;
	}),
});

export const responses = subject('response', {
	'it has the usual parts': is(
		{status: 200, ok: true, redirected: false, url: '/echo', type: 'basic'},
		async ({fetch, url}) => summary(await fetch(url('/echo'))),
	),
	'that of an error has the usual parts': is(
		{status: 404, ok: false, redirected: false, type: 'basic', url: '/echo'},
		async ({fetch, url}) => {
			const {url: own, ...rest} = summary(await fetch(url(reply({status: 404}))));
			return {...rest, url: own.replace(/\/reply.*/, '/echo')};
		},
	),
	'it is a `Response`': is([true, '[object Response]'], async ({fetch, url}) => {
		const response = await fetch(url('/echo'));
		return [response instanceof Response, Object.prototype.toString.call(response)];
	}),
	'its properties cannot be assigned': is([200, '/echo', 'basic'], async ({fetch, url}) => {
		const response = await fetch(url('/echo'));
		for (const name of ['status', 'url', 'type']) {
			try {
				Reflect.set(response, name, 'own');
			} catch {
				/* In strict mode, a property without a setter throws. */
			}
		}
		return [response.status, response.url, response.type];
	}),
	'its properties are those of the prototype': is([], async ({fetch, url}) =>
		Object.keys(await fetch(url('/echo'))),
	),
	'its body is a stream': is(
		true,
		async ({fetch, url}) => (await fetch(url('/echo'))).body instanceof ReadableStream,
	),
	'an empty body is a stream': is([true, ''], async ({fetch, url}) => {
		const response = await fetch(url(reply({headers: [['content-length', '0']]})));
		return [response.body instanceof ReadableStream, await response.text()];
	}),
	'an empty body of an error is a stream': is(
		true,
		async ({fetch, url}) =>
			(await fetch(url(reply({status: 404, headers: [['content-length', '0']]})))).body instanceof
			ReadableStream,
	),
	'that of a HEAD has no body': is([null, ''], async ({fetch, url}) => {
		const response = await fetch(url(reply({})), {method: 'HEAD'});
		return [response.body, await response.text()];
	}),
	'that of a HEAD keeps the length': is('1000', async ({fetch, url}) =>
		(
			await fetch(url(reply({headers: [['content-length', '1000']]})), {method: 'HEAD'})
		).headers.get('content-length'),
	),
	'that of a HEAD keeps the coding': is([200, 'gzip', ''], async ({fetch, url}) => {
		const response = await fetch(url('/encoded?codings=gzip&text=one'), {method: 'HEAD'});
		return [response.status, response.headers.get('content-encoding'), await response.text()];
	}),
	'that of a HEAD for an error has no body': is([500, null], async ({fetch, url}) => {
		const response = await fetch(url(reply({status: 500})), {method: 'HEAD'});
		return [response.status, response.body];
	}),
	'a URL with a query is kept': is(
		'/echo?a=%20b&c',
		async ({fetch, url}) => (await fetch(url('/echo?a= b&c'))).url,
	),
	'`content-length` is kept': is('2', async ({fetch, url}) =>
		(await fetch(url(reply({headers: [['content-length', '2']], body: 'ok'})))).headers.get(
			'content-length',
		),
	),
	'a body without a length ends with the connection': is('one two', async ({fetch, url}) =>
		(await fetch(url(raw(['HTTP/1.1 200 OK', 'connection: close'], 'one two')))).text(),
	),
	'a response of HTTP/1.0 is a response': is([200, 'one'], async ({fetch, url}) => {
		const response = await fetch(url(raw(['HTTP/1.0 200 OK'], 'one')));
		return [response.status, await response.text()];
	}),
	'a body in chunks is joined': is('one two', async ({fetch, url}) => {
		const lines = ['HTTP/1.1 200 OK', 'connection: close', 'transfer-encoding: chunked'];
		return (await fetch(url(raw(lines, '3\r\none\r\n4;ext=1\r\n two\r\n0\r\n\r\n')))).text();
	}),
	'trailers are not header fields': is(['one', null], async ({fetch, url}) => {
		const lines = [
			'HTTP/1.1 200 OK',
			'connection: close',
			'transfer-encoding: chunked',
			'trailer: x-own',
		];
		const response = await fetch(url(raw(lines, '3\r\none\r\n0\r\nx-own: 1\r\n\r\n')));
		return [await response.text(), response.headers.get('x-own')];
	}),
	'bytes after the end of the body are not read': is('ok', async ({fetch, url}) =>
		(
			await fetch(
				url(raw(['HTTP/1.1 200 OK', 'connection: close', 'content-length: 2'], 'ok and more')),
			)
		).text(),
	),
	'the body of an error is kept whole': is(3_145_728, async ({fetch, url}) => {
		const response = await fetch(url('/bytes?status=500&n=3145728'));
		return (await response.arrayBuffer()).byteLength;
	}),
});
