import {asNative, is, subject} from '../case.ts';
import {echo, failureOf, nameOf} from '../outcome.ts';
import {raw, redirectTo, redirectToBytes, reply} from '../paths.ts';

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
	'an absolute URL is followed': is(
		'/echo?a',
		async ({fetch, url}) => (await echo(fetch(url(redirectTo(url('/echo?a')))))).target,
	),
	'a URL without a scheme is followed': is(
		'/echo',
		async ({fetch, url}) =>
			(await echo(fetch(url(redirectTo(url('/echo').replace('http:', '')))))).target,
	),
	'an absolute path is followed': is(
		'/echo',
		async ({fetch, url}) =>
			(await echo(fetch(url(redirectTo(new URL(url('/echo')).pathname))))).target,
	),
	'white space around it is removed': leadsTo('  echo  ', '/echo'),
	'raw UTF-8 is decoded as UTF-8': leadsTo('echo?caf\u00c3\u00a9', '/echo?caf%C3%A9'),
	'raw UTF-8 in a path is decoded as UTF-8': leadsTo(
		'./\u00c3\u00a9/../echo?\u00e2\u0082\u00ac',
		'/echo?%E2%82%AC',
	),
	'percent-encoded bytes stay': leadsTo('echo?%c3%28', '/echo?%c3%28'),
	'a space in it is encoded': leadsTo('echo?a b', '/echo?a%20b'),
	'a fragment is not sent': leadsTo('echo#part', '/echo'),
	'`response.url` has the last URL, without the fragment': is(
		'/echo',
		async ({fetch, url}) => (await fetch(url(redirectTo('echo#part')))).url,
	),
	'a redirect without it is a response': is([302, false, 'body'], async ({fetch, url}) => {
		const response = await fetch(url(reply({status: 302, body: 'body'})));
		return [response.status, response.redirected, await response.text()];
	}),
	'a redirect without it is a failure in the mode `error`, too': is(
		'TypeError',
		async ({fetch, url}) => failureOf(fetch(url(reply({status: 302})), {redirect: 'error'})),
	),
	'an empty one leads to the URL itself, and so to a failure': is(
		'TypeError',
		async ({fetch, url}) => failureOf(fetch(url(redirectTo('')))),
	),
	'an invalid URL is a failure': fails('http://'),
	'an invalid port is a failure': fails('http://127.0.0.1:99999/'),
	'an unknown scheme is a failure': fails('awin:echo'),
	'`data:` is a failure': fails('data:text/plain,one'),
	'`file:` is a failure': fails('file:///etc/hostname'),
	'`javascript:` is a failure': fails('javascript:1'),
	'`ftp:` is a failure': fails('ftp://127.0.0.1/'),
	'an invalid one is handed over in the mode `manual`': is(
		[302, 'http://'],
		async ({fetch, url}) => {
			const response = await fetch(url(redirectTo('http://')), {redirect: 'manual'});
			return [response.status, response.headers.get('location')];
		},
	),
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
	'another origin is followed': is(
		[200, true],
		async ({fetch, url, otherUrl}) => {
			const response = await fetch(url(redirectTo(otherUrl('/echo'))));
			return [response.status, response.redirected];
		},
		{inBrowser: false},
	),
	'300 is no redirect': isNoRedirect(300),
	'305 is no redirect': isNoRedirect(305),
	'306 is no redirect': isNoRedirect(306),
	'309 is no redirect': isNoRedirect(309),
	'a 201 with it is no redirect': isNoRedirect(201),
	'a 200 with it is no redirect': isNoRedirect(200),
	'a 404 with it is no redirect': isNoRedirect(404),
});
