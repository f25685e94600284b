import {asNative, is, subject} from '../case.ts';
import {echo, failureOf, nameOf, streamOf, summary} from '../outcome.ts';
import {raw, redirectTo, reply} from '../paths.ts';

const redirectWith = (
	status: number,
	init: () => object,
	seen: (echoed: Awaited<ReturnType<typeof echo>>) => unknown,
	expected: unknown,
	traits = {},
) =>
	is(
		expected,
		async ({fetch, url}) => seen(await echo(fetch(url(redirectTo('echo', status)), init()))),
		traits,
	);

export const redirects = subject('redirects', {
	'one is followed by default': is(
		{status: 200, ok: true, redirected: true, url: '/echo', type: 'basic'},
		async ({fetch, url}) => summary(await fetch(url('/hops?n=1'))),
	),
	'20 in a row are followed': is([200, '/echo', 21], async ({fetch, url, ask}) => {
		const response = await fetch(url('/hops?n=20'));
		const log = await ask('/log');
		return [response.status, response.url, Array.isArray(log) && log.length];
	}),
	'21 in a row are a failure': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/hops?n=21'))),
	),
	'no more than 21 requests are sent': is(21, async ({fetch, url, ask}) => {
		await failureOf(fetch(url('/hops?n=30'), {method: 'POST', body: 'one'}));
		const log = await ask('/log');
		return Array.isArray(log) && log.length;
	}),
	'own header fields are sent again': redirectWith(
		302,
		() => ({headers: {'x-own': 'yes'}}),
		({headers}) => headers['x-own'],
		'yes',
	),
	'an own `authorization` is sent again on the same origin': redirectWith(
		302,
		() => ({headers: {authorization: 'Basic YTpi'}}),
		({headers}) => headers['authorization'],
		'Basic YTpi',
	),
	'a 303 drops the fields that describe the body': redirectWith(
		303,
		() => ({
			method: 'POST',
			body: 'one',
			headers: {
				'content-language': 'de',
				'content-location': '/x',
				'content-type': 'text/own',
				'x-own': 'yes',
			},
		}),
		({headers}) => [
			headers['content-language'],
			headers['content-location'],
			headers['content-type'],
			headers['content-length'],
			headers['x-own'],
		],
		[undefined, undefined, undefined, undefined, 'yes'],
	),
	'a 303 keeps `content-disposition`': redirectWith(
		303,
		() => ({method: 'POST', body: 'one', headers: {'content-disposition': 'inline'}}),
		({headers}) => headers['content-disposition'],
		'inline',
	),
	'a 307 keeps the fields that describe the body': redirectWith(
		307,
		() => ({method: 'POST', body: 'one', headers: {'content-language': 'de'}}),
		({headers}) => [headers['content-language'], headers['content-length']],
		['de', '3'],
	),
	'a 302 to a DELETE stays a DELETE': redirectWith(
		302,
		() => ({method: 'DELETE'}),
		({method}) => method,
		'DELETE',
	),
	'a 301 to a PATCH stays a PATCH': redirectWith(
		301,
		() => ({method: 'PATCH', body: 'one'}),
		({method, body}) => [method, body],
		['PATCH', 'one'],
	),
	'a 303 to a DELETE is a GET': redirectWith(
		303,
		() => ({method: 'DELETE'}),
		({method}) => method,
		'GET',
	),
	'a 308 sends bytes again': redirectWith(
		308,
		() => ({method: 'POST', body: new Uint8Array([1, 2])}),
		({hex}) => hex,
		'0102',
	),
	'a 308 sends a blob again': redirectWith(
		308,
		() => ({method: 'POST', body: new Blob(['one'])}),
		({body}) => body,
		'one',
	),
	'a 307 sends a form again': redirectWith(
		307,
		() => ({method: 'POST', body: new URLSearchParams('a=1')}),
		({body}) => body,
		'a=1',
	),
	'a 307 sends a multipart form again': redirectWith(
		307,
		() => {
			const body = new FormData();
			body.set('a', 'one');
			return {method: 'POST', body};
		},
		({body, headers}) => {
			const boundary = /boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1];
			return boundary !== undefined && body.startsWith(`--${boundary}`) && body.includes('one');
		},
		true,
	),
	'a 307 for a stream is a failure': is('TypeError', async ({fetch, url}) => {
		const init = {method: 'POST', body: streamOf('one'), duplex: 'half'};
		return failureOf(fetch(url(redirectTo('echo', 307)), init));
	}),
	'a 303 for a stream is followed': redirectWith(
		303,
		() => ({method: 'POST', body: streamOf('one'), duplex: 'half'}),
		({method}) => method,
		'GET',
		{inBrowser: false},
	),
	'a 302 for a stream by POST is treated as natively': asNative(
		async ({fetch, url}) => {
			const init = {method: 'POST', body: streamOf('one'), duplex: 'half'};
			try {
				return (await echo(fetch(url(redirectTo('echo', 302)), init))).method;
			} catch (error) {
				return nameOf(error);
			}
		},
		{inBrowser: false},
	),
	'the body of a redirect is not part of the response': is('/echo', async ({fetch, url}) => {
		const spec = {
			status: 302,
			headers: [['location', 'echo']] as const,
			body: 'x',
			repeat: 100_000,
		};
		return (await echo(fetch(url(reply(spec))))).target;
	}),
	'the body of a redirect is read in the mode `manual`': is('moved', async ({fetch, url}) => {
		const spec = {status: 302, headers: [['location', 'echo']] as const, body: 'moved'};
		return (await fetch(url(reply(spec)), {redirect: 'manual'})).text();
	}),
	'the fields of a redirect are not those of the response': is(null, async ({fetch, url}) => {
		const headers = [
			['location', 'echo'],
			['x-own', 'yes'],
		] as const;
		return (await fetch(url(reply({status: 302, headers})))).headers.get('x-own');
	}),
	'a redirect to an error is an error': is([404, true, false], async ({fetch, url}) => {
		const response = await fetch(url(redirectTo(reply({status: 404}).slice(1))));
		return [response.status, response.redirected, response.ok];
	}),
	'a redirect to a connection that breaks is a failure': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url(redirectTo(raw([], '', {end: 'reset'}).slice(1))))),
	),
	'an abort ends a chain': is(
		['AbortError', ['GET /reply', 'GET /silent']],
		async ({fetch, url, ask}) => {
			const controller = new AbortController();
			const sent = failureOf(fetch(url(redirectTo('silent')), {signal: controller.signal}));
			await ask('/arrived?name=/silent');
			controller.abort();
			return [await sent, await ask('/log')];
		},
	),
	'a response without a redirect says so': is([false, '/echo?a'], async ({fetch, url}) => {
		const {redirected, url: own} = await fetch(url('/echo?a'));
		return [redirected, own];
	}),
	'a response in the mode `manual` has its own URL': is(
		'/hops?n=2',
		async ({fetch, url}) => (await fetch(url('/hops?n=2'), {redirect: 'manual'})).url,
	),
	'a status of 200 in the mode `error` is a response': is(
		200,
		async ({fetch, url}) => (await fetch(url('/echo'), {redirect: 'error'})).status,
	),
});
