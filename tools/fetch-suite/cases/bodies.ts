import {asNative, is, subject} from '../case.ts';
import {bytesOf, echo, echoedBody, failureOf, nameOf} from '../outcome.ts';

/** The content type, the length and the body that the server sees. */
const sends = (
	body: () => unknown,
	[type, length, text]: readonly [
		type: string | undefined,
		length: string | undefined,
		text: string,
	],
	traits = {},
) =>
	is(
		[type, length, text],
		async ({fetch, url}) => {
			const init = {method: 'POST', body: body(), duplex: 'half'};
			const seen = await echo(fetch(url('/echo'), init));
			return [seen.headers['content-type'], seen.headers['content-length'], seen.body];
		},
		traits,
	);

const hexOf = (body: () => unknown, expected: string) =>
	is(
		expected,
		async ({fetch, url}) => (await echo(fetch(url('/echo'), {method: 'POST', body: body()}))).hex,
	);

const refuses = (body: () => unknown, more = {}) =>
	is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo'), {method: 'POST', body: body(), duplex: 'half', ...more})),
	);

const plain = 'text/plain;charset=UTF-8';
const urlEncoded = 'application/x-www-form-urlencoded;charset=UTF-8';

export const requestBodies = subject('body of a request', {
	'a string is UTF-8 text': sends(() => 'caf\u00e9 €', [plain, '9', 'caf\u00e9 €']),
	'an empty string is a body': sends(() => '', [plain, '0', '']),
	'a lone surrogate becomes U+FFFD': hexOf(() => 'a\uDC00', '61efbfbd'),
	'line breaks stay': hexOf(() => 'a\r\nb\nc\0', '610d0a620a6300'),
	'a number is converted to a string': sends(() => 7, [plain, '1', '7']),
	'a boolean is converted to a string': sends(() => false, [plain, '5', 'false']),
	'an object is converted to a string': sends(() => ({}), [plain, '15', '[object Object]']),
	'an array is converted to a string': sends(() => ['a', 'b'], [plain, '3', 'a,b']),
	'an object with `toString` is converted to a string': sends(
		() => ({toString: () => 'own'}),
		[plain, '3', 'own'],
	),
	'a date is converted to a string': is(true, async ({fetch, url}) => {
		const body = new Date(0);
		return (await echoedBody(fetch(url('/echo'), {method: 'POST', body}))) === String(body);
	}),
	'`null` is no body': sends(() => null, [undefined, '0', '']),
	'`undefined` is no body': sends(() => undefined, [undefined, '0', '']),
	'a symbol is refused': refuses(() => Symbol('body')),
	'`URLSearchParams` are a form': sends(
		() =>
			new URLSearchParams([
				['a', '1 2'],
				['\u00e4', '&'],
			]),
		[urlEncoded, '16', 'a=1+2&%C3%A4=%26'],
	),
	'empty `URLSearchParams` are an empty form': sends(
		() => new URLSearchParams(),
		[urlEncoded, '0', ''],
	),
	'a `Blob` has its type': sends(
		() => new Blob(['one'], {type: 'text/own'}),
		['text/own', '3', 'one'],
	),
	'a `Blob` without a type has no content type': sends(
		() => new Blob(['one']),
		[undefined, '3', 'one'],
	),
	'an empty `Blob` has the length 0': sends(() => new Blob([]), [undefined, '0', '']),
	'a part of a `Blob` is sent': sends(
		() => new Blob(['one two']).slice(4, 7, 'text/own'),
		['text/own', '3', 'two'],
	),
	'a `File` has its type': sends(
		() => new File(['one'], 'a.csv', {type: 'text/csv'}),
		['text/csv', '3', 'one'],
	),
	'an `ArrayBuffer` has no content type': sends(
		() => new Uint8Array([111, 110, 101]).buffer,
		[undefined, '3', 'one'],
	),
	'a `Uint8Array` has no content type': sends(() => bytesOf('one'), [undefined, '3', 'one']),
	'an empty `Uint8Array` has the length 0': sends(() => new Uint8Array(0), [undefined, '0', '']),
	'a view of a part of a buffer sends the part': sends(
		() => bytesOf('one two').subarray(4),
		[undefined, '3', 'two'],
	),
	'a `DataView` of a part sends the part': sends(
		() => new DataView(bytesOf('one two').slice().buffer, 4, 3),
		[undefined, '3', 'two'],
	),
	'a `Uint16Array` sends its bytes': hexOf(() => new Uint16Array([1, 515]), '01000302'),
	'a `Float64Array` sends its bytes': hexOf(() => new Float64Array([1]), '000000000000f03f'),
	'bytes are sent as they are': hexOf(() => new Uint8Array([0, 255, 13, 10, 128]), '00ff0d0a80'),
	'a `SharedArrayBuffer` is treated as natively': asNative(
		async ({fetch, url}) => {
			const sent = fetch(url('/echo'), {method: 'POST', body: new SharedArrayBuffer(2)});
			try {
				return (await echo(sent)).hex;
			} catch (error) {
				return nameOf(error);
			}
		},
		{inBrowser: false},
	),
	'bytes that change after the call are sent as they were': is('one', async ({fetch, url}) => {
		const body = bytesOf('one');
		const sent = fetch(url('/echo'), {method: 'POST', body});
		body.fill(0);
		return echoedBody(sent);
	}),
	'a form that changes after the call is sent as it was': is('a=1', async ({fetch, url}) => {
		const body = new URLSearchParams('a=1');
		const sent = fetch(url('/echo'), {method: 'POST', body});
		body.set('a', '2');
		return echoedBody(sent);
	}),
	'a content type of the caller wins': is('text/own', async ({fetch, url}) => {
		const init = {method: 'POST', body: 'one', headers: {'Content-Type': 'text/own'}};
		return (await echo(fetch(url('/echo'), init))).headers['content-type'];
	}),
	'a content type of the caller wins over that of a blob': is('text/own', async ({fetch, url}) => {
		const body = new Blob(['one'], {type: 'text/csv'});
		const init = {method: 'POST', body, headers: {'content-type': 'text/own'}};
		return (await echo(fetch(url('/echo'), init))).headers['content-type'];
	}),
	'an empty content type of the caller is sent': is('', async ({fetch, url}) => {
		const init = {method: 'POST', body: 'one', headers: {'content-type': ''}};
		return (await echo(fetch(url('/echo'), init))).headers['content-type'];
	}),
});
