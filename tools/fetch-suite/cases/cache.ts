import {asNative, is, subject} from '../case.ts';
import {echoedHeaders, failureOf} from '../outcome.ts';
import {okBytes, raw} from '../paths.ts';

const directives = (cache: string) =>
	asNative(async ({fetch, url}) =>
		echoedHeaders(fetch(url('/echo'), {cache}), 'cache-control', 'pragma'),
	);

const twice = (init: object, control = 'max-age=60') =>
	is([{count: 1}, {count: 2}], async ({fetch, url}) => {
		const path = url(`/stored?control=${control}`);
		return [await (await fetch(path, init)).json(), await (await fetch(path, init)).json()];
	});

/* A program has no HTTP cache, so native `fetch` sends every request. */
const inPrograms = {inBrowser: false};

export const cacheModes = subject('cache modes', {
	'`default` sends the same directives': directives('default'),
	'`no-store` sends the same directives': directives('no-store'),
	'`reload` sends the same directives': directives('reload'),
	'`no-cache` sends the same directives': directives('no-cache'),
	'`force-cache` sends the same directives': directives('force-cache'),
	'directives of the caller are kept': asNative(async ({fetch, url}) => {
		const init = {cache: 'reload', headers: {'cache-control': 'max-age=5', pragma: 'own'}};
		return echoedHeaders(fetch(url('/echo'), init), 'cache-control', 'pragma');
	}),
	'`only-if-cached` needs the mode `same-origin`': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo'), {cache: 'only-if-cached'})),
	),
	'`only-if-cached` without a stored response is a failure': is(
		'TypeError',
		async ({fetch, url}) => {
			const sent = fetch(url('/echo'), {cache: 'only-if-cached', mode: 'same-origin'});
			return failureOf(sent);
		},
	),
	'two calls are two requests': {...twice({}), ...inPrograms},
	'two calls with `no-store` are two requests': twice({cache: 'no-store'}),
	'two calls with `reload` are two requests': twice({cache: 'reload'}),
	'two calls with `no-cache` are two requests': {...twice({cache: 'no-cache'}), ...inPrograms},
	'two calls with `force-cache` are two requests': {
		...twice({cache: 'force-cache'}),
		...inPrograms,
	},
	'two responses with `no-store` are two requests': twice({}, 'no-store'),
	'two POSTs are two requests': twice({method: 'POST', body: 'one'}),
	'a stored response is not asked for again with validators': is(200, async ({fetch, url}) => {
		const path = url('/stored?control=no-cache');
		await (await fetch(path)).json();
		return (await fetch(path)).status;
	}),
});

const ok = okBytes();
/* Digests of `ok`. */
const sha256 = 'sha256-Jok2eyBcFs4y7UIAlCuLix4mLfxw2byfvHfElpmk8d8=';
const zeros = `sha256-${'A'.repeat(43)}=`;

const isIntact = (integrity: string, expected: string) =>
	is(expected, async ({fetch, url}) => failureOf(fetch(url(ok), {integrity})));

export const integrity = subject('`integrity`', {
	'a right digest is accepted': is('ok', async ({fetch, url}) =>
		(await fetch(url(ok), {integrity: sha256})).text(),
	),
	'a wrong digest is a TypeError': isIntact(zeros, 'TypeError'),
	'an empty value is accepted': isIntact('', 'resolved'),
	'an unknown algorithm is ignored': isIntact('md5-AAAA', 'resolved'),
	'a value that is no digest is ignored': isIntact('own', 'resolved'),
	'one of two digests is enough': isIntact(`${zeros} ${sha256}`, 'resolved'),
	'an option after a digest is ignored': isIntact(`${sha256}?own`, 'resolved'),
	'a wrong digest for an error is a TypeError': is('TypeError', async ({fetch, url}) =>
		failureOf(
			fetch(url(raw(['HTTP/1.1 404 No', 'connection: close', 'content-length: 2'], 'no')), {
				integrity: zeros,
			}),
		),
	),
	'that of a `Request` is used': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(new Request(url(ok), {integrity: zeros}))),
	),
	'it holds after a redirect': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/hops?n=1'), {integrity: zeros})),
	),
});
