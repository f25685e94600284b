import {asNative, is, type Run, subject} from '../case.ts';
import {echo, echoedHeaders, failureOf} from '../outcome.ts';

const sends = (
	headers: () => unknown,
	expected: Readonly<Record<string, string>>,
	...names: readonly string[]
) =>
	is(expected, async ({fetch, url}) =>
		echoedHeaders(fetch(url('/echo'), {headers: headers()}), ...names),
	);

const refuses = (headers: () => unknown) =>
	is(['TypeError', []], async ({fetch, url, ask}) => [
		await failureOf(fetch(url('/echo'), {headers: headers()})),
		await ask('/log'),
	]);

const sentField = (name: string, value: string, init: object): Run => {
	return async ({fetch, url}) => {
		const sent = echo(fetch(url('/echo'), {...init, headers: {[name]: value}}));
		try {
			return (await sent).headers[name] ?? 'not sent';
		} catch {
			return failureOf(sent);
		}
	};
};

const inPrograms = {inBrowser: false};

/** A field that a browser does not send, and that programs may. */
const field = (name: string, value: string, init = {}) =>
	asNative(sentField(name, value, init), inPrograms);

/** A field that belongs to the connection or to `fetch`. Fetch section 2.2.2, "forbidden request-header". */
const ownField = (name: string, value: string, expected: string, init = {}) =>
	is(expected, sentField(name, value, init), inPrograms);

export const requestHeaders = subject('header fields of a request', {
	'a record is sent': sends(
		() => ({'x-a': '1', 'x-b': '2'}),
		{'x-a': '1', 'x-b': '2'},
		'x-a',
		'x-b',
	),
	'`Headers` are sent': sends(() => new Headers({'x-a': '1'}), {'x-a': '1'}, 'x-a'),
	'pairs are sent': sends(
		() => [
			['x-a', '1'],
			['x-b', '2'],
		],
		{'x-a': '1', 'x-b': '2'},
		'x-a',
		'x-b',
	),
	'a `Map` is sent': sends(() => new Map([['x-a', '1']]), {'x-a': '1'}, 'x-a'),
	'a generator of pairs is sent': sends(
		() =>
			(function* () {
				yield ['x-a', '1'];
				yield new Set(['x-b', '2']);
			})(),
		{'x-a': '1', 'x-b': '2'},
		'x-a',
		'x-b',
	),
	'a record without a prototype is sent': sends(
		() => Object.assign(Object.create(null), {'x-a': '1'}),
		{'x-a': '1'},
		'x-a',
	),
	'inherited fields are not sent': sends(() => Object.create({'x-a': '1'}), {}, 'x-a'),
	'fields that are not enumerable are not sent': sends(
		() => Object.defineProperty({'x-b': '2'}, 'x-a', {value: '1', enumerable: false}),
		{'x-b': '2'},
		'x-a',
		'x-b',
	),
	'a getter of a record is read once': is(1, async ({fetch, url}) => {
		let count = 0;
		const headers = {
			get 'x-a'() {
				count += 1;
				return '1';
			},
		};
		await fetch(url('/echo'), {headers});
		return count;
	}),
	'values are converted to strings': sends(
		() => ({'x-a': 1, 'x-b': true, 'x-c': null, 'x-d': undefined, 'x-e': ['a', 'b']}),
		{'x-a': '1', 'x-b': 'true', 'x-c': 'null', 'x-d': 'undefined', 'x-e': 'a,b'},
		'x-a',
		'x-b',
		'x-c',
		'x-d',
		'x-e',
	),
	'names are not case-sensitive': sends(() => ({'X-Own': '1'}), {'x-own': '1'}, 'x-own'),
	'names that differ in case are combined': sends(
		() => [
			['X-Own', '1'],
			['x-own', '2'],
		],
		{'x-own': '1, 2'},
		'x-own',
	),
	'repeated fields are combined in order': sends(
		() => [
			['x-own', 'b'],
			['x-own', 'a'],
			['x-own', 'b'],
		],
		{'x-own': 'b, a, b'},
		'x-own',
	),
	'white space around a value is removed': sends(
		() => ({'x-own': ' \t one  two \r\n'}),
		{'x-own': 'one  two'},
		'x-own',
	),
	'an empty value is sent': sends(() => ({'x-own': ''}), {'x-own': ''}, 'x-own'),
	'a value is sent as bytes': sends(
		() => ({'x-own': 'caf\u00e9 \u00ff'}),
		{'x-own': 'caf\u00e9 \u00ff'},
		'x-own',
	),
	'a long value is sent': is(8000, async ({fetch, url}) => {
		const headers = {'x-own': 'a'.repeat(8000)};
		return (await echo(fetch(url('/echo'), {headers}))).headers['x-own']?.length;
	}),
	'a name that is no token is refused': refuses(() => ({'x own': '1'})),
	'an empty name is refused': refuses(() => ({'': '1'})),
	'a name that is not ASCII is refused': refuses(() => ({'x-\u00e9': '1'})),
	'a symbol as a name is refused': refuses(() => ({[Symbol('name')]: '1'})),
	'a value with a newline is refused': refuses(() => ({'x-own': 'one\ntwo'})),
	'a value with a carriage return is refused': refuses(() => ({'x-own': 'one\rtwo'})),
	'a value with NUL is refused': refuses(() => ({'x-own': 'one\0'})),
	'a value that is no byte string is refused': refuses(() => ({'x-own': '10 €'})),
	'a symbol as a value is refused': refuses(() => ({'x-own': Symbol('value')})),
	'a pair of one is refused': refuses(() => [['x-own']]),
	'a pair of three is refused': refuses(() => [['x-own', '1', '2']]),
	'a list of strings is refused': refuses(() => ['x-own: 1']),
	'`null` is refused': refuses(() => null),
	'a string is refused': refuses(() => 'x-own: 1'),
	'a number is refused': refuses(() => 7),
	'`undefined` is no field': sends(() => undefined, {}, 'x-own'),
	'`accept` is `*/*`': is(
		'*/*',
		async ({fetch, url}) => (await echo(fetch(url('/echo')))).headers['accept'],
	),
	'`accept` can be set': sends(() => ({accept: 'text/csv'}), {accept: 'text/csv'}, 'accept'),
	'`accept-language` can be set': sends(
		() => ({'accept-language': 'de'}),
		{'accept-language': 'de'},
		'accept-language',
	),
	'`authorization` can be set': sends(
		() => ({authorization: 'Basic YTpi'}),
		{authorization: 'Basic YTpi'},
		'authorization',
	),
	'`user-agent` can be set': is(
		{'user-agent': 'own/1'},
		async ({fetch, url}) =>
			echoedHeaders(fetch(url('/echo'), {headers: {'user-agent': 'own/1'}}), 'user-agent'),
		{inBrowser: false},
	),
	'`if-none-match` is sent, and a 304 is the answer': is([304, '"1"', ''], async ({fetch, url}) => {
		const response = await fetch(url('/stored'), {headers: {'if-none-match': '"1"'}});
		return [response.status, response.headers.get('etag'), await response.text()];
	}),
	'`if-modified-since` is sent': sends(
		() => ({'if-modified-since': 'Sat, 01 Jan 2022 00:00:00 GMT'}),
		{'if-modified-since': 'Sat, 01 Jan 2022 00:00:00 GMT'},
		'if-modified-since',
	),
	'a conditional request has the same cache directives': asNative(async ({fetch, url}) =>
		echoedHeaders(
			fetch(url('/echo'), {headers: {'if-none-match': '"1"'}}),
			'cache-control',
			'pragma',
		),
	),
	'`range` is sent': sends(() => ({range: 'bytes=0-1'}), {range: 'bytes=0-1'}, 'range'),
	'a request with `range` accepts the same codings': asNative(async ({fetch, url}) =>
		echoedHeaders(fetch(url('/echo'), {headers: {range: 'bytes=0-1'}}), 'accept-encoding'),
	),
	'`cookie` is sent or not, as natively': field('cookie', 'a=1; b=2'),
	'`origin` is sent or not, as natively': field('origin', 'http://example.test'),
	'`referer` is sent or not, as natively': field('referer', 'http://example.test/'),
	'`date` is sent or not, as natively': field('date', 'Sat, 01 Jan 2022 00:00:00 GMT'),
	'`dnt` is sent or not, as natively': field('dnt', '1'),
	'`via` is sent or not, as natively': field('via', '1.1 own'),
	'`te` is not sent': ownField('te', 'trailers', 'not sent'),
	'`trailer` is not sent': ownField('trailer', 'x-own', 'not sent'),
	'`host` is sent or not, as natively': field('host', 'example.test'),
	'`accept-encoding` is sent or not, as natively': field('accept-encoding', 'identity'),
	'`accept-charset` is sent or not, as natively': field('accept-charset', 'utf-8'),
	'`connection: keep-alive` is the default': ownField('connection', 'keep-alive', 'keep-alive'),
	'`connection: close` is not sent': ownField('connection', 'close', 'keep-alive'),
	'`keep-alive` is not sent': ownField('keep-alive', 'timeout=5', 'not sent'),
	'`transfer-encoding` is not sent': ownField('transfer-encoding', 'chunked', 'not sent'),
	'`upgrade` is not sent': ownField('upgrade', 'own/1', 'not sent'),
	'`expect` is not sent': ownField('expect', '100-continue', 'not sent'),
	'the right `content-length` is sent': ownField('content-length', '3', '3', {
		method: 'POST',
		body: 'one',
	}),
	'a wrong `content-length` is not sent': ownField('content-length', '5', '3', {
		method: 'POST',
		body: 'one',
	}),
	'`content-length` without a body is sent or not, as natively': field('content-length', '0'),
	'`sec-fetch-site` is not sent': ownField('sec-fetch-site', 'none', 'not sent'),
	'`proxy-authorization` is sent or not, as natively': field('proxy-authorization', 'Basic YTpi'),
	'`set-cookie` is not sent': ownField('set-cookie', 'a=1', 'not sent'),
	'`priority` is sent or not, as natively': field('priority', 'u=1'),
	'the fields of a plain GET are the same': asNative(async ({fetch, url}) => {
		const {headers} = await echo(fetch(url('/echo')));
		const own = new Set(['authorization', 'user-agent']);
		return Object.entries(headers)
			.filter(([name]) => !own.has(name))
			.map(([name, value]) => `${name}: ${value}`)
			.sort();
	}),
	'`authorization` and `user-agent` are as natively': asNative(async ({fetch, url}) =>
		echoedHeaders(fetch(url('/echo')), 'authorization', 'user-agent'),
	),
});
