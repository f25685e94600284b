import {asNative, is, subject} from '../case.ts';
import {echo, failureOf} from '../outcome.ts';

const sends = (method: unknown, expected: string, traits = {}) =>
	is(expected, async ({fetch, url}) => (await echo(fetch(url('/echo'), {method}))).method, traits);

const refuses = (method: unknown, more = {}) =>
	is(['TypeError', []], async ({fetch, url, ask}) => [
		await failureOf(fetch(url('/echo'), {method, ...more})),
		await ask('/log'),
	]);

const lengthOf = (method: string, expected: string | undefined) =>
	is(
		expected,
		async ({fetch, url}) => (await echo(fetch(url('/echo'), {method}))).headers['content-length'],
	);

export const methods = subject('methods', {
	'GET is sent': sends('GET', 'GET'),
	'POST is sent': sends('POST', 'POST'),
	'PUT is sent': sends('PUT', 'PUT'),
	'PATCH is sent': sends('PATCH', 'PATCH'),
	'DELETE is sent': sends('DELETE', 'DELETE'),
	'OPTIONS is sent': sends('OPTIONS', 'OPTIONS'),
	'HEAD is sent': is('HEAD /reply', async ({fetch, url, ask}) => {
		await fetch(url('/reply'), {method: 'HEAD'});
		return String(await ask('/log'));
	}),
	'`get` is sent as GET': sends('get', 'GET'),
	'`post` is sent as POST': sends('post', 'POST'),
	'`pUt` is sent as PUT': sends('pUt', 'PUT'),
	'`delete` is sent as DELETE': sends('delete', 'DELETE'),
	'`options` is sent as OPTIONS': sends('options', 'OPTIONS'),
	'`head` is sent as HEAD': is('HEAD /reply', async ({fetch, url, ask}) => {
		await fetch(url('/reply'), {method: 'head'});
		return String(await ask('/log'));
	}),
	'`patch` keeps its case': sends('patch', 'patch'),
	'a method of the server is sent': sends('PROPFIND', 'PROPFIND'),
	'an unknown method is sent': sends('AWIN', 'AWIN'),
	'an unknown method keeps its case': sends('Awin', 'Awin'),
	'any token is a method': sends("a!#$%&'*+-.^_`|~9", "a!#$%&'*+-.^_`|~9"),
	'`null` is a token like any other': sends(null, 'null'),
	'an object is converted to a string': sends({toString: () => 'PUT'}, 'PUT'),
	'CONNECT is refused': refuses('CONNECT'),
	'`connect` is refused': refuses('connect'),
	'TRACE is refused': refuses('TRACE'),
	'`trace` is refused': refuses('trace'),
	'TRACK is refused': refuses('TRACK'),
	'`Track` is refused': refuses('Track'),
	'an empty method is refused': refuses(''),
	'a method with a space is refused': refuses('GET /'),
	'a method with a newline is refused': refuses('GET\n'),
	'a method with a comma is refused': refuses('A,B'),
	'a method that is not ASCII is refused': refuses('GÉT'),
	'a method with a character that is no byte is refused': refuses('GET€'),
	'a symbol is refused': refuses(Symbol('GET')),
	'a GET with a body is refused': refuses('GET', {body: 'one'}),
	'a `get` with a body is refused': refuses('get', {body: 'one'}),
	'a GET with an empty body is refused': refuses('GET', {body: ''}),
	'a HEAD with a body is refused': refuses('HEAD', {body: 'one'}),
	'a body without a method is refused': refuses(undefined, {body: 'one'}),
	'a DELETE may have a body': is(['DELETE', 'one'], async ({fetch, url}) => {
		const {method, body} = await echo(fetch(url('/echo'), {method: 'DELETE', body: 'one'}));
		return [method, body];
	}),
	'an OPTIONS may have a body': is(['OPTIONS', 'one'], async ({fetch, url}) => {
		const {method, body} = await echo(fetch(url('/echo'), {method: 'OPTIONS', body: 'one'}));
		return [method, body];
	}),
	'a POST without a body has the length 0': lengthOf('POST', '0'),
	'a PUT without a body has the length 0': lengthOf('PUT', '0'),
	'a GET has no length': lengthOf('GET', undefined),
	'a PATCH without a body has the same length': asNative(
		async ({fetch, url}) =>
			(await echo(fetch(url('/echo'), {method: 'PATCH'}))).headers['content-length'],
	),
	'a DELETE without a body has the same length': asNative(
		async ({fetch, url}) =>
			(await echo(fetch(url('/echo'), {method: 'DELETE'}))).headers['content-length'],
	),
});
