import {is, asNative, subject} from '../case.ts';
import {bytesOf, echo, echoedBody, failureOf, makeRequest, streamOf} from '../outcome.ts';

const post = (body: BodyInit, more: RequestInit = {}): RequestInit => ({
	method: 'POST',
	body,
	...more,
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
	'`init.method` replaces its method and keeps its body': is(
		['PATCH', 'one'],
		async ({fetch, url}) => {
			const request = new Request(url('/echo'), post('one'));
			const {method, body} = await echo(fetch(request, {method: 'PATCH'}));
			return [method, body];
		},
	),
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
		const init = {body: 'two'};
		return [await echoedBody(fetch(request, init)), request.bodyUsed];
	}),
	'`init.body` keeps its content type': is('text/own', async ({fetch, url}) => {
		const request = new Request(url('/echo'), post('one', {headers: {'content-type': 'text/own'}}));
		const init = {body: new URLSearchParams('a=1')};
		return (await echo(fetch(request, init))).headers['content-type'];
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
			fetch(
				makeRequest(url('/echo'), {method: 'POST', body: streamOf('one', 'two'), duplex: 'half'}),
			),
		),
	),
	'a form from it has the boundary of its content type': is(true, async ({fetch, url}) => {
		const form = new FormData();
		form.set('name', 'value');
		const {headers, body} = await echo(
			fetch(new Request(url('/echo'), {method: 'POST', body: form})),
		);
		const boundary = /^multipart\/form-data; ?boundary=(.+)$/.exec(
			headers['content-type'] ?? '',
		)?.[1];
		return boundary !== undefined && body.startsWith(`--${boundary}\r\n`);
	}),
	'its redirect mode is used': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(new Request(url('/hops?n=1'), {redirect: 'error'}))),
	),
	'`init.redirect` replaces its redirect mode': is(
		200,
		async ({fetch, url}) =>
			(await fetch(new Request(url('/hops?n=1'), {redirect: 'error'}), {redirect: 'follow'}))
				.status,
	),
	'its cache mode is used': is(
		'no-cache',
		async ({fetch, url}) =>
			(await echo(fetch(new Request(url('/echo'), {cache: 'reload'})))).headers['cache-control'],
	),
	'a subclass of `Request` is a `Request`': is(['POST', 'one'], async ({fetch, url}) => {
		class Own extends Request {}
		const {method, body} = await echo(fetch(new Own(url('/echo'), {method: 'POST', body: 'one'})));
		return [method, body];
	}),
	'a `Request` as `init` is read by its getters': is(['POST', 'one'], async ({fetch, url}) => {
		const init = makeRequest(url('/other'), post('one'));
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
	'the response of a call that failed leaves its body used': asNative(
		async ({fetchAt, closedOrigin}) => {
			const request = new Request(`${closedOrigin}/`, post('one'));
			return [await failureOf(fetchAt(closedOrigin)(request)), request.bodyUsed];
		},
	),
});
