import {asNative, is, subject} from '../case.ts';
import {echo, failureOf, nameOf, streamOf, summary} from '../outcome.ts';
import {raw, redirectTo, redirectToBytes, reply} from '../paths.ts';

const statuses = [301, 302, 303, 307, 308] as const;
const methods = ['GET', 'POST', 'PUT', 'HEAD'] as const;
const modes = ['follow', 'error', 'manual'] as const;

type Status = (typeof statuses)[number];
type Method = (typeof methods)[number];

const hasBody = (method: string) => method === 'POST' || method === 'PUT';

/** The method after a redirect (Fetch section 4.4, step 12). */
const methodAfter = (status: Status, method: Method): Method => {
	if (status === 303 && method !== 'HEAD') return 'GET';
	return (status === 301 || status === 302) && method === 'POST' ? 'GET' : method;
};

const bodyOf = (method: string) => (hasBody(method) ? {body: 'one'} : {});

/** What a redirect does by its status, method and mode. */
const matrix = Object.fromEntries(
	statuses.flatMap((status) =>
		methods.flatMap((method) =>
			modes.map((redirect) => {
				const init = {method, redirect, ...bodyOf(method)};
				const title = `${status}, ${method}, \`redirect: '${redirect}'\``;
				if (redirect === 'error') {
					return [
						title,
						is(['TypeError', [`${method} /reply`]], async ({fetch, url, ask}) => [
							await failureOf(fetch(url(redirectTo('echo', status)), init)),
							await ask('/log'),
						]),
					];
				}
				if (redirect === 'manual') {
					const expected = [status, 'echo', false, 'basic', [`${method} /reply`]];
					return [
						title,
						is(expected, async ({fetch, url, ask}) => {
							const response = await fetch(url(redirectTo('echo', status)), init);
							const {headers, redirected, type} = response;
							await response.text();
							return [response.status, headers.get('location'), redirected, type, await ask('/log')];
						}),
					];
				}
				const after = methodAfter(status, method);
				const seen =
					after === 'HEAD'
						? ''
						: [after, hasBody(after) ? 'one' : '', hasBody(after) ? 'text/plain;charset=UTF-8' : null];
				const expected = [200, true, '/echo', [`${method} /reply`, `${after} /echo`], seen];
				return [
					title,
					is(expected, async ({fetch, url, ask}) => {
						const response = await fetch(url(redirectTo('echo', status)), init);
						const {redirected} = response;
						const text = await response.text();
						const body = text === '' ? undefined : JSON.parse(text);
						return [
							response.status,
							redirected,
							response.url,
							await ask('/log'),
							body === undefined ? '' : [body.method, body.body, body.headers['content-type'] ?? null],
						];
					}),
				];
			}),
		),
	),
);

export const redirectMatrix = subject('redirects by status, method and mode', matrix);

/** Where a `Location` leads: the target that the server sees. */
const leadsTo = (location: string, expected: string, start = '/reply') =>
	is(expected, async ({fetch, url}) => {
		const path = redirectToBytes(location).replace('/raw', start.replace('/reply', '/raw'));
		return (await echo(fetch(url(path)))).target;
	});

const fails = (location: string) =>
	is('TypeError', async ({fetch, url}) => failureOf(fetch(url(redirectToBytes(location)))));

const isNoRedirect = (status: number) =>
	is([status, false, 'echo', 'body'], async ({fetch, url}) => {
		const spec = {status, headers: [['location', 'echo']] as const, body: 'body'};
		const response = await fetch(url(reply(spec)));
		const {headers, redirected} = response;
		return [response.status, redirected, headers.get('location'), await response.text()];
	});

export const locations = subject('`Location`', {
	'a relative path is resolved against the URL': leadsTo('echo?a', '/echo?a'),
	'dot segments are resolved': leadsTo('./x/../echo', '/echo'),
	'an absolute URL is followed': is('/echo?a', async ({fetch, url}) =>
		(await echo(fetch(url(redirectTo(url('/echo?a')))))).target,
	),
	'a URL without a scheme is followed': is('/echo', async ({fetch, url}) =>
		(await echo(fetch(url(redirectTo(url('/echo').replace('http:', '')))))).target,
	),
	'an absolute path is followed': is('/echo', async ({fetch, url}) =>
		(await echo(fetch(url(redirectTo(new URL(url('/echo')).pathname))))).target,
	),
	'white space around it is removed': leadsTo('  echo  ', '/echo'),
	'raw UTF-8 is decoded as UTF-8': leadsTo('echo?caf\u00c3\u00a9', '/echo?caf%C3%A9'),
	'raw UTF-8 in a path is decoded as UTF-8': leadsTo('./\u00c3\u00a9/../echo?\u00e2\u0082\u00ac', '/echo?%E2%82%AC'),
	'percent-encoded bytes stay': leadsTo('echo?%c3%28', '/echo?%c3%28'),
	'a space in it is encoded': leadsTo('echo?a b', '/echo?a%20b'),
	'a fragment is not sent': leadsTo('echo#part', '/echo'),
	'`response.url` has the last URL, without the fragment': is('/echo', async ({fetch, url}) =>
		(await fetch(url(redirectTo('echo#part')))).url,
	),
	'a redirect without it is a response': is([302, false, 'body'], async ({fetch, url}) => {
		const response = await fetch(url(reply({status: 302, body: 'body'})));
		return [response.status, response.redirected, await response.text()];
	}),
	'a redirect without it is a failure in the mode `error`, too': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url(reply({status: 302})), {redirect: 'error'})),
	),
	'an empty one leads to the URL itself, and so to a failure': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url(redirectTo('')))),
	),
	'an invalid URL is a failure': fails('http://'),
	'an invalid port is a failure': fails('http://127.0.0.1:99999/'),
	'an unknown scheme is a failure': fails('awin:echo'),
	'`data:` is a failure': fails('data:text/plain,one'),
	'`file:` is a failure': fails('file:///etc/hostname'),
	'`javascript:` is a failure': fails('javascript:1'),
	'`ftp:` is a failure': fails('ftp://127.0.0.1/'),
	'an invalid one is handed over in the mode `manual`': is([302, 'http://'], async ({fetch, url}) => {
		const response = await fetch(url(redirectTo('http://')), {redirect: 'manual'});
		return [response.status, response.headers.get('location')];
	}),
	'two of them are treated as natively': asNative(async ({fetch, url}) => {
		const lines = ['HTTP/1.1 302 Found', 'connection: close', 'content-length: 0'];
		const sent = fetch(url(raw([...lines, 'location: echo?1', 'location: echo?2'])));
		try {
			return (await sent).url;
		} catch (error) {
			return nameOf(error);
		}
	}),
	'credentials in it are treated as natively': asNative(async ({fetch, url}) => {
		const sent = fetch(url(redirectTo(url('/echo').replace('//', '//user:secret@'))));
		try {
			const response = await sent;
			const {headers} = await response.json();
			return [response.status, response.url.includes('secret'), headers.authorization];
		} catch (error) {
			return nameOf(error);
		}
	}),
	'another origin is followed': is([200, true], async ({fetch, url, otherUrl}) => {
		const response = await fetch(url(redirectTo(otherUrl('/echo'))));
		return [response.status, response.redirected];
	}, {inBrowser: false}),
	'300 is no redirect': isNoRedirect(300),
	'305 is no redirect': isNoRedirect(305),
	'306 is no redirect': isNoRedirect(306),
	'309 is no redirect': isNoRedirect(309),
	'a 201 with it is no redirect': isNoRedirect(201),
	'a 200 with it is no redirect': isNoRedirect(200),
	'a 404 with it is no redirect': isNoRedirect(404),
});

const redirectWith = (status: number, init: () => object, seen: (echoed: Awaited<ReturnType<typeof echo>>) => unknown, expected: unknown, traits = {}) =>
	is(expected, async ({fetch, url}) => seen(await echo(fetch(url(redirectTo('echo', status)), init()))), traits);

export const redirects = subject('redirects', {
	'one is followed by default': is({status: 200, ok: true, redirected: true, url: '/echo', type: 'basic'}, async ({fetch, url}) =>
		summary(await fetch(url('/hops?n=1'))),
	),
	'20 in a row are followed': is([200, '/echo', 21], async ({fetch, url, ask}) => {
		const response = await fetch(url('/hops?n=20'));
		const log = await ask('/log');
		return [response.status, response.url, Array.isArray(log) && log.length];
	}),
	'21 in a row are a failure': is('TypeError', async ({fetch, url}) => failureOf(fetch(url('/hops?n=21')))),
	'no more than 21 requests are sent': is(21, async ({fetch, url, ask}) => {
		await failureOf(fetch(url('/hops?n=30'), {method: 'POST', body: 'one'}));
		const log = await ask('/log');
		return Array.isArray(log) && log.length;
	}),
	'own header fields are sent again': redirectWith(302, () => ({headers: {'x-own': 'yes'}}), ({headers}) => headers['x-own'], 'yes'),
	'an own `authorization` is sent again on the same origin': redirectWith(302, () => ({headers: {authorization: 'Basic YTpi'}}), ({headers}) => headers['authorization'], 'Basic YTpi'),
	'a 303 drops the fields that describe the body': redirectWith(
		303,
		() => ({
			method: 'POST',
			body: 'one',
			headers: {'content-language': 'de', 'content-location': '/x', 'content-type': 'text/own', 'x-own': 'yes'},
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
	'a 302 to a DELETE stays a DELETE': redirectWith(302, () => ({method: 'DELETE'}), ({method}) => method, 'DELETE'),
	'a 301 to a PATCH stays a PATCH': redirectWith(301, () => ({method: 'PATCH', body: 'one'}), ({method, body}) => [method, body], ['PATCH', 'one']),
	'a 303 to a DELETE is a GET': redirectWith(303, () => ({method: 'DELETE'}), ({method}) => method, 'GET'),
	'a 308 sends bytes again': redirectWith(308, () => ({method: 'POST', body: new Uint8Array([1, 2])}), ({hex}) => hex, '0102'),
	'a 308 sends a blob again': redirectWith(308, () => ({method: 'POST', body: new Blob(['one'])}), ({body}) => body, 'one'),
	'a 307 sends a form again': redirectWith(307, () => ({method: 'POST', body: new URLSearchParams('a=1')}), ({body}) => body, 'a=1'),
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
	'a 303 for a stream is followed': redirectWith(303, () => ({method: 'POST', body: streamOf('one'), duplex: 'half'}), ({method}) => method, 'GET', {inBrowser: false}),
	'a 302 for a stream by POST is treated as natively': asNative(async ({fetch, url}) => {
		const init = {method: 'POST', body: streamOf('one'), duplex: 'half'};
		try {
			return (await echo(fetch(url(redirectTo('echo', 302)), init))).method;
		} catch (error) {
			return nameOf(error);
		}
	}, {inBrowser: false}),
	'the body of a redirect is not part of the response': is('/echo', async ({fetch, url}) => {
		const spec = {status: 302, headers: [['location', 'echo']] as const, body: 'x', repeat: 100_000};
		return (await echo(fetch(url(reply(spec))))).target;
	}),
	'the body of a redirect is read in the mode `manual`': is('moved', async ({fetch, url}) => {
		const spec = {status: 302, headers: [['location', 'echo']] as const, body: 'moved'};
		return (await fetch(url(reply(spec)), {redirect: 'manual'})).text();
	}),
	'the fields of a redirect are not those of the response': is(null, async ({fetch, url}) => {
		const headers = [['location', 'echo'], ['x-own', 'yes']] as const;
		return (await fetch(url(reply({status: 302, headers})))).headers.get('x-own');
	}),
	'a redirect to an error is an error': is([404, true, false], async ({fetch, url}) => {
		const response = await fetch(url(redirectTo(reply({status: 404}).slice(1))));
		return [response.status, response.redirected, response.ok];
	}),
	'a redirect to a connection that breaks is a failure': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url(redirectTo(raw([], '', {end: 'reset'}).slice(1))))),
	),
	'an abort ends a chain': is(['AbortError', ['GET /reply', 'GET /silent']], async ({fetch, url, ask}) => {
		const controller = new AbortController();
		const sent = failureOf(fetch(url(redirectTo('silent')), {signal: controller.signal}));
		await ask('/arrived?name=/silent');
		controller.abort();
		return [await sent, await ask('/log')];
	}),
	'a response without a redirect says so': is([false, '/echo?a'], async ({fetch, url}) => {
		const {redirected, url: own} = await fetch(url('/echo?a'));
		return [redirected, own];
	}),
	'a response in the mode `manual` has its own URL': is('/hops?n=2', async ({fetch, url}) =>
		(await fetch(url('/hops?n=2'), {redirect: 'manual'})).url,
	),
	'a status of 200 in the mode `error` is a response': is(200, async ({fetch, url}) =>
		(await fetch(url('/echo'), {redirect: 'error'})).status,
	),
});
