import {is, subject} from '../case.ts';
import {echo, failureOf} from '../outcome.ts';

export const inputs = subject('input', {
	'a string is a URL': is(
		'/echo?a=1',
		async ({fetch, url}) => (await echo(fetch(url('/echo?a=1')))).target,
	),
	'a `URL` is one, too': is(
		'/echo',
		async ({fetch, url}) => (await echo(fetch(new URL(url('/echo'))))).target,
	),
	'a `Request` has one': is(
		'/echo',
		async ({fetch, url}) => (await echo(fetch(new Request(url('/echo'))))).target,
	),
	'any other object is converted to a string': is(
		'/echo',
		async ({fetch, url}) => (await echo(fetch({toString: () => url('/echo')}))).target,
	),
	'an array of one string is converted, too': is(
		'/echo',
		async ({fetch, url}) => (await echo(fetch([url('/echo')]))).target,
	),
	'a `URL` that was changed is read as it is now': is('/echo?b=2', async ({fetch, url}) => {
		const target = new URL(url('/echo?a=1'));
		target.search = '?b=2';
		return (await echo(fetch(target))).target;
	}),
	'white space around a URL is removed': is(
		'/echo',
		async ({fetch, url}) => (await echo(fetch(` \n${url('/echo')}\t `))).target,
	),
	'tabs and newlines in a URL are removed': is(
		'/echo?ab',
		async ({fetch, url}) => (await echo(fetch(url('/ec\nho?a\tb')))).target,
	),
	'scheme and host may be upper-case': is(
		'/echo',
		async ({fetch, url}) => (await echo(fetch(url('/echo').replace('http:', 'HTTP:')))).target,
	),
	'backslashes are slashes': is(
		'/echo',
		async ({fetch, url}) => (await echo(fetch(url('\\echo')))).target,
	),
	'dot segments are resolved': is(
		'/echo',
		async ({fetch, url}) => (await echo(fetch(url('/a/b/../%2e%2E/./echo')))).target,
	),
	'a path and a query are percent-encoded as UTF-8': is(
		'/echo?%C3%A4=%20%22%3C%3E',
		async ({fetch, url}) => (await echo(fetch(url('/echo?ä= "<>')))).target,
	),
	'percent-encoded bytes stay as they are': is(
		'/echo?%c3%28%2f',
		async ({fetch, url}) => (await echo(fetch(url('/echo?%c3%28%2f')))).target,
	),
	'a lone surrogate becomes U+FFFD': is(
		'/echo?%EF%BF%BD',
		async ({fetch, url}) => (await echo(fetch(url('/echo?\uD800')))).target,
	),
	'an empty query keeps its question mark': is(
		'/echo?',
		async ({fetch, url}) => (await echo(fetch(url('/echo?')))).target,
	),
	'a fragment is not sent': is(
		'/echo?a',
		async ({fetch, url}) => (await echo(fetch(url('/echo?a#part')))).target,
	),
	'`response.url` has no fragment': is(
		'/echo?a',
		async ({fetch, url}) => (await fetch(url('/echo?a#part'))).url,
	),
	'an IPv4 address may be written as a number': is(
		'/echo',
		async ({fetch, url}) =>
			(await echo(fetch(url('/echo').replace('127.0.0.1', '2130706433')))).target,
	),
	'credentials in a URL are refused': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo').replace('//', '//user:secret@'))),
	),
	'a user name in a URL is refused': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo').replace('//', '//user@'))),
	),
	'a call without arguments is refused': is('TypeError', async ({fetch}) => failureOf(fetch())),
	'`undefined` is refused': is('TypeError', async ({fetch}) => failureOf(fetch(undefined)), {
		inBrowser: false,
	}),
	'`null` is refused': is('TypeError', async ({fetch}) => failureOf(fetch(null)), {
		inBrowser: false,
	}),
	'a number is refused': is('TypeError', async ({fetch}) => failureOf(fetch(7)), {
		inBrowser: false,
	}),
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
	'a URL without a host is refused': is('TypeError', async ({fetch}) =>
		failureOf(fetch('http://')),
	),
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
	'a `data:` URL is read': is('one', async ({fetch}) =>
		(await fetch('data:text/plain,one')).text(),
	),
	'a `blob:` URL is read': is('one', async ({fetch}) => {
		const blobUrl = URL.createObjectURL(new Blob(['one']));
		try {
			return await (await fetch(blobUrl)).text();
		} finally {
			URL.revokeObjectURL(blobUrl);
		}
	}),
	'another origin is requested': is(
		200,
		async ({fetch, otherUrl}) => (await fetch(otherUrl('/echo'))).status,
		{inBrowser: false},
	),
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
	'more arguments are ignored': is(
		'/echo',
		async ({fetch, url}) => (await echo(fetch(url('/echo'), {}, {method: 'PUT'}, 7))).target,
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
