import {is, asNative, subject} from '../case.ts';
import {bytesOf, echo, echoedBody, failureOf, makeRequest, streamOf} from '../outcome.ts';

const post = (body: unknown, more = {}) => ({method: 'POST', body, ...more});

export const inputs = subject('input', {
	'a string is a URL': is('/echo?a=1', async ({fetch, url}) => (await echo(fetch(url('/echo?a=1')))).target),
	'a `URL` is one, too': is('/echo', async ({fetch, url}) => (await echo(fetch(new URL(url('/echo'))))).target),
	'a `Request` has one': is('/echo', async ({fetch, url}) => (await echo(fetch(new Request(url('/echo'))))).target),
	'any other object is converted to a string': is('/echo', async ({fetch, url}) =>
		(await echo(fetch({toString: () => url('/echo')}))).target,
	),
	'an array of one string is converted, too': is('/echo', async ({fetch, url}) =>
		(await echo(fetch([url('/echo')]))).target,
	),
	'a `URL` that was changed is read as it is now': is('/echo?b=2', async ({fetch, url}) => {
		const target = new URL(url('/echo?a=1'));
		target.search = '?b=2';
		return (await echo(fetch(target))).target;
	}),
	'white space around a URL is removed': is('/echo', async ({fetch, url}) =>
		(await echo(fetch(` \n${url('/echo')}\t `))).target,
	),
	'tabs and newlines in a URL are removed': is('/echo?ab', async ({fetch, url}) =>
		(await echo(fetch(url('/ec\nho?a\tb')))).target,
	),
	'scheme and host may be upper-case': is('/echo', async ({fetch, url}) =>
		(await echo(fetch(url('/echo').replace('http:', 'HTTP:')))).target,
	),
	'backslashes are slashes': is('/echo', async ({fetch, url}) =>
		(await echo(fetch(url('\\echo')))).target,
	),
	'dot segments are resolved': is('/echo', async ({fetch, url}) =>
		(await echo(fetch(url('/a/b/../%2e%2E/./echo')))).target,
	),
	'a path and a query are percent-encoded as UTF-8': is('/echo?%C3%A4=%20%22%3C%3E', async ({fetch, url}) =>
		(await echo(fetch(url('/echo?ä= "<>')))).target,
	),
	'percent-encoded bytes stay as they are': is('/echo?%c3%28%2f', async ({fetch, url}) =>
		(await echo(fetch(url('/echo?%c3%28%2f')))).target,
	),
	'a lone surrogate becomes U+FFFD': is('/echo?%EF%BF%BD', async ({fetch, url}) =>
		(await echo(fetch(url('/echo?\uD800')))).target,
	),
	'an empty query keeps its question mark': is('/echo?', async ({fetch, url}) =>
		(await echo(fetch(url('/echo?')))).target,
	),
	'a fragment is not sent': is('/echo?a', async ({fetch, url}) =>
		(await echo(fetch(url('/echo?a#part')))).target,
	),
	'`response.url` has no fragment': is('/echo?a', async ({fetch, url}) =>
		(await fetch(url('/echo?a#part'))).url,
	),
	'an IPv4 address may be written as a number': is('/echo', async ({fetch, url}) =>
		(await echo(fetch(url('/echo').replace('127.0.0.1', '2130706433')))).target,
	),
	'credentials in a URL are refused': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo').replace('//', '//user:secret@'))),
	),
	'a user name in a URL is refused': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo').replace('//', '//user@'))),
	),
	'a call without arguments is refused': is('TypeError', async ({fetch}) => failureOf(fetch())),
	'`undefined` is refused': is('TypeError', async ({fetch}) => failureOf(fetch(undefined)), {inBrowser: false}),
	'`null` is refused': is('TypeError', async ({fetch}) => failureOf(fetch(null)), {inBrowser: false}),
	'a number is refused': is('TypeError', async ({fetch}) => failureOf(fetch(7)), {inBrowser: false}),
	'a symbol is refused': is('TypeError', async ({fetch}) => failureOf(fetch(Symbol('input')))),
	'an object that cannot be a string is refused': is('TypeError', async ({fetch}) =>
		failureOf(fetch(Object.create(null))),
	),
	'an exception of `toString` is what the call rejects with': is('RangeError', async ({fetch}) =>
		failureOf(
			fetch({
				toString: () => {
					throw new RangeError('no');
				},
			}),
		),
	),
	'a URL without a host is refused': is('TypeError', async ({fetch}) => failureOf(fetch('http://'))),
	'a URL with an invalid port is refused': is('TypeError', async ({fetch}) =>
		failureOf(fetch('http://127.0.0.1:99999/')),
	),
	'an unknown scheme is refused': is('TypeError', async ({fetch}) => failureOf(fetch('awin:echo'))),
	'`ftp:` is refused': is('TypeError', async ({fetch}) => failureOf(fetch('ftp://127.0.0.1/'))),
	'`javascript:` is refused': is('TypeError', async ({fetch}) => failureOf(fetch('javascript:1'))),
	'`about:blank` is refused': is('TypeError', async ({fetch}) => failureOf(fetch('about:blank'))),
	'`ws:` is refused': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo').replace('http:', 'ws:'))),
	),
	'a `data:` URL is read': is('one', async ({fetch}) => (await fetch('data:text/plain,one')).text()),
	'a `blob:` URL is read': is('one', async ({fetch}) => {
		const blobUrl = URL.createObjectURL(new Blob(['one']));
		try {
			return await (await fetch(blobUrl)).text();
		} finally {
			URL.revokeObjectURL(blobUrl);
		}
	}),
	'another origin is requested': is(200, async ({fetch, otherUrl}) => (await fetch(otherUrl('/echo'))).status, {inBrowser: false}),
	'a relative path needs a base, which a program has not': is(
		'TypeError',
		async ({fetch, url}) => failureOf(fetch(new URL(url('/echo')).pathname)),
		{inBrowser: false},
	),
	'the call returns a promise, even for an invalid URL': is(
		[true, 'TypeError'],
		async ({fetch}) => {
			const returned: unknown = fetch('http://');
			const isPromise = returned instanceof Promise;
			return [isPromise, await failureOf(Promise.resolve(returned))];
		},
	),
	'more arguments are ignored': is('/echo', async ({fetch, url}) =>
		(await echo(fetch(url('/echo'), {}, {method: 'PUT'}, 7))).target,
	),
	'`fetch.length` is 1': is(1, async ({value}) => value.length),
	'`fetch` is a function that is no constructor': is(
		['function', 'TypeError'],
		async ({value, url}) => {
			let thrown = 'none';
			try {
				Reflect.construct(value, [url('/echo')]);
			} catch (error) {
				thrown = error instanceof TypeError ? 'TypeError' : 'another';
			}
			return [typeof value, thrown];
		},
	),
	'`fetch` works without a receiver': is(200, async ({value, url}) => {
		const send = value;
		return (await send(url('/echo'))).status;
	}),
});

export const requestInputs = subject('`Request` as input', {
	'its method, header fields and body are sent': is(
		['PUT', 'one', 'text/plain;charset=UTF-8', 'yes'],
		async ({fetch, url}) => {
			const init = {method: 'PUT', body: 'one', headers: {'x-own': 'yes'}};
			const {method, body, headers} = await echo(fetch(new Request(url('/echo'), init)));
			return [method, body, headers['content-type'], headers['x-own']];
		},
	),
	'its body is used by the call': is([false, true], async ({fetch, url}) => {
		const request = new Request(url('/echo'), post('one'));
		const before = request.bodyUsed;
		await fetch(request);
		return [before, request.bodyUsed];
	}),
	'one without a body can be sent twice': is([200, 200, false], async ({fetch, url}) => {
		const request = new Request(url('/echo'));
		const [first, second] = [await fetch(request), await fetch(request)];
		return [first.status, second.status, request.bodyUsed];
	}),
	'one with a body cannot be sent twice': is('TypeError', async ({fetch, url}) => {
		const request = new Request(url('/echo'), post('one'));
		await fetch(request);
		return failureOf(fetch(request));
	}),
	'one whose body was read is refused': is('TypeError', async ({fetch, url}) => {
		const request = new Request(url('/echo'), post('one'));
		await request.text();
		return failureOf(fetch(request));
	}),
	'one whose body is locked is refused': is('TypeError', async ({fetch, url}) => {
		const request = new Request(url('/echo'), post('one'));
		request.body?.getReader();
		return failureOf(fetch(request));
	}),
	'a clone and its original can both be sent': is(['one', 'one'], async ({fetch, url}) => {
		const request = new Request(url('/echo'), post('one'));
		const clone = request.clone();
		return [await echoedBody(fetch(request)), await echoedBody(fetch(clone))];
	}),
	'`init.method` replaces its method and keeps its body': is(['PATCH', 'one'], async ({fetch, url}) => {
		const request = new Request(url('/echo'), post('one'));
		const {method, body} = await echo(fetch(request, {method: 'PATCH'}));
		return [method, body];
	}),
	'`init.method: GET` with its body is refused': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(new Request(url('/echo'), post('one')), {method: 'GET'})),
	),
	'`init.headers` replaces all its header fields': is(
		[undefined, 'new', undefined],
		async ({fetch, url}) => {
			const request = new Request(url('/echo'), post('one', {headers: {'x-old': 'old'}}));
			const {headers} = await echo(fetch(request, {headers: {'x-new': 'new'}}));
			return [headers['x-old'], headers['x-new'], headers['content-type']];
		},
	),
	'an empty `init` keeps its header fields': is('old', async ({fetch, url}) => {
		const request = new Request(url('/echo'), {headers: {'x-old': 'old'}});
		return (await echo(fetch(request, {}))).headers['x-old'];
	}),
	'`init.body` replaces its body and leaves it unread': is(['two', false], async ({fetch, url}) => {
		const request = new Request(url('/echo'), post('one'));
		return [await echoedBody(fetch(request, {body: 'two'})), request.bodyUsed];
	}),
	'`init.body` keeps its content type': is('text/own', async ({fetch, url}) => {
		const request = new Request(url('/echo'), post('one', {headers: {'content-type': 'text/own'}}));
		return (await echo(fetch(request, {body: new URLSearchParams('a=1')}))).headers['content-type'];
	}),
	'`init.body: null` keeps its body': is(['one', true], async ({fetch, url}) => {
		const request = new Request(url('/echo'), post('one'));
		return [await echoedBody(fetch(request, {body: null})), request.bodyUsed];
	}),
	'`init.body: undefined` keeps its body': is('one', async ({fetch, url}) =>
		echoedBody(fetch(new Request(url('/echo'), post('one')), {body: undefined})),
	),
	'a body of bytes, a form and a blob are sent from it': is(
		['bytes', 'a=1', 'blob'],
		async ({fetch, url}) => {
			const bodies = [bytesOf('bytes'), new URLSearchParams({a: '1'}), new Blob(['blob'])];
			const sent = bodies.map(async (body) =>
				echoedBody(fetch(new Request(url('/echo'), {method: 'POST', body}))),
			);
			return Promise.all(sent);
		},
	),
	'a stream is sent from it': is('onetwo', async ({fetch, url}) =>
		echoedBody(
			fetch(makeRequest(url('/echo'), post(streamOf('one', 'two'), {duplex: 'half'}))),
		),
	),
	'a form from it has the boundary of its content type': is(true, async ({fetch, url}) => {
		const form = new FormData();
		form.set('name', 'value');
		const {headers, body} = await echo(fetch(new Request(url('/echo'), {method: 'POST', body: form})));
		const boundary = /^multipart\/form-data; ?boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1];
		return boundary !== undefined && body.startsWith(`--${boundary}\r\n`);
	}),
	'its redirect mode is used': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(new Request(url('/hops?n=1'), {redirect: 'error'}))),
	),
	'`init.redirect` replaces its redirect mode': is(200, async ({fetch, url}) =>
		(await fetch(new Request(url('/hops?n=1'), {redirect: 'error'}), {redirect: 'follow'})).status,
	),
	'its cache mode is used': is('no-cache', async ({fetch, url}) =>
		(await echo(fetch(new Request(url('/echo'), {cache: 'reload'})))).headers['cache-control'],
	),
	'a subclass of `Request` is a `Request`': is(['POST', 'one'], async ({fetch, url}) => {
		class Own extends Request {}
		const {method, body} = await echo(fetch(new Own(url('/echo'), {method: 'POST', body: 'one'})));
		return [method, body];
	}),
	'a `Request` as `init` is read by its getters': is(['POST', 'one'], async ({fetch, url}) => {
		const init = makeRequest(url('/other'), post('one', {duplex: 'half'}));
		const {method, body} = await echo(fetch(url('/echo'), init));
		return [method, body];
	}),
	'a `Request` as `init` for a `Request` replaces its header fields': is(
		['new', undefined],
		async ({fetch, url}) => {
			const input = new Request(url('/echo'), {headers: {'x-old': 'old'}});
			const init = new Request(url('/other'), {headers: {'x-new': 'new'}});
			const {headers} = await echo(fetch(input, init));
			return [headers['x-new'], headers['x-old']];
		},
		{inBrowser: false},
	),
	'what is left of a call does not change the `Request`': is(
		['POST', 'yes', 'follow'],
		async ({fetch, url}) => {
			const request = new Request(url('/echo'), post('one', {headers: {'x-own': 'yes'}}));
			await fetch(request, {method: 'PUT', headers: {}, redirect: 'error'});
			return [request.method, request.headers.get('x-own'), request.redirect];
		},
	),
	'the response of a call that failed leaves its body used': asNative(async ({fetchAt, closedOrigin}) => {
		const request = new Request(`${closedOrigin}/`, post('one'));
		return [await failureOf(fetchAt(closedOrigin)(request)), request.bodyUsed];
	}),
});
