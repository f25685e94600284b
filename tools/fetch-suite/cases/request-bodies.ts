import {asNative, is, subject} from '../case.ts';
import {
	bytesOf,
	causeCodeOf,
	echo,
	echoedBody,
	failureOf,
	nameOf,
	pause,
	reasonOf,
	streamOf,
} from '../outcome.ts';

/** The content type, the length and the body that the server sees. */
const sends = (
	body: () => unknown,
	[type, length, text]: readonly [type: string | undefined, length: string | undefined, text: string],
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
		() => new URLSearchParams([['a', '1 2'], ['\u00e4', '&']]),
		[urlEncoded, '16', 'a=1+2&%C3%A4=%26'],
	),
	'empty `URLSearchParams` are an empty form': sends(() => new URLSearchParams(), [urlEncoded, '0', '']),
	'a `Blob` has its type': sends(() => new Blob(['one'], {type: 'text/own'}), ['text/own', '3', 'one']),
	'a `Blob` without a type has no content type': sends(() => new Blob(['one']), [undefined, '3', 'one']),
	'an empty `Blob` has the length 0': sends(() => new Blob([]), [undefined, '0', '']),
	'a part of a `Blob` is sent': sends(() => new Blob(['one two']).slice(4, 7, 'text/own'), ['text/own', '3', 'two']),
	'a `File` has its type': sends(() => new File(['one'], 'a.csv', {type: 'text/csv'}), ['text/csv', '3', 'one']),
	'an `ArrayBuffer` has no content type': sends(() => new Uint8Array([111, 110, 101]).buffer, [undefined, '3', 'one']),
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
	'a `SharedArrayBuffer` is treated as natively': asNative(async ({fetch, url}) => {
		const sent = fetch(url('/echo'), {method: 'POST', body: new SharedArrayBuffer(2)});
		try {
			return (await echo(sent)).hex;
		} catch (error) {
			return nameOf(error);
		}
	}, {inBrowser: false}),
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

const formOf = (...entries: readonly (readonly [name: string, value: string | Blob, file?: string])[]) => {
	const form = new FormData();
	for (const [name, value, file] of entries) {
		if (typeof value === 'string') form.append(name, value);
		else if (file === undefined) form.append(name, value);
		else form.append(name, value, file);
	}
	return form;
};

/** The body of a form as the server sees it, with one boundary for all. */
const formBody = (make: () => FormData) =>
	asNative(async ({fetch, url}) => {
		const {headers, body} = await echo(fetch(url('/echo'), {method: 'POST', body: make()}));
		const boundary = /boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1] ?? '?';
		const hasLength = headers['content-length'] !== undefined;
		return [hasLength, body.replaceAll(boundary, 'boundary')];
	});

const formFields = (make: () => FormData, expected: unknown) =>
	is(expected, async ({fetch, url}) => {
		const {headers, body} = await echo(fetch(url('/echo'), {method: 'POST', body: make()}));
		const parsed = await new Response(body, {
			headers: {'content-type': headers['content-type'] ?? ''},
		}).formData();
		return Promise.all(
			[...parsed].map(async ([name, value]) =>
				typeof value === 'string' ? [name, value] : [name, value.name, value.type, await value.text()],
			),
		);
	});

export const forms = subject('`FormData` as body', {
	'fields arrive in order': formFields(() => formOf(['a', '1'], ['b', '2'], ['a', '3']), [
		['a', '1'],
		['b', '2'],
		['a', '3'],
	]),
	'files arrive with name and type': formFields(
		() => formOf(['file', new File(['one'], 'a.csv', {type: 'text/csv'})]),
		[['file', 'a.csv', 'text/csv', 'one']],
	),
	'a blob is a file named `blob`': formFields(() => formOf(['file', new Blob(['one'])]), [
		['file', 'blob', 'application/octet-stream', 'one'],
	]),
	'a file can be named by the form': formFields(
		() => formOf(['file', new Blob(['one'], {type: 'text/csv'}), 'own.csv']),
		[['file', 'own.csv', 'text/csv', 'one']],
	),
	'names that are not ASCII arrive': formFields(() => formOf(['\u00e4€', '\u{1F600}']), [['\u00e4€', '\u{1F600}']]),
	'the bytes of a field are the same': formBody(() => formOf(['a', '1'])),
	'the bytes of line breaks are the same': formBody(() => formOf(['a\nb', 'one\ntwo\rthree\r\nfour'])),
	'the bytes of quotes are the same': formBody(() => formOf(['a"b', '"'], ['c', new File(['x'], 'q"\n.txt')])),
	'the bytes of files are the same': formBody(() => formOf(['f', new File(['\0one'], 'a.bin', {type: 'x/y'})])),
	'the bytes of an empty form are the same': formBody(() => formOf()),
	'a form of 100 kB arrives': is(100_000, async ({fetch, url}) => {
		const body = formOf(['a', 'x'.repeat(100_000)]);
		return /x+/.exec(await echoedBody(fetch(url('/echo'), {method: 'POST', body})))?.[0].length;
	}),
	'a boundary of the caller replaces the right one': is('multipart/form-data; boundary=own', async ({fetch, url}) => {
		const headers = {'content-type': 'multipart/form-data; boundary=own'};
		const init = {method: 'POST', body: formOf(['a', '1']), headers};
		return (await echo(fetch(url('/echo'), init))).headers['content-type'];
	}),
	'a form that changes after the call is sent as it was': is([['a', '1']], async ({fetch, url}) => {
		const body = formOf(['a', '1']);
		const sent = fetch(url('/echo'), {method: 'POST', body});
		body.set('a', '2');
		const {headers, body: text} = await echo(sent);
		const type = {'content-type': headers['content-type'] ?? ''};
		return [...(await new Response(text, {headers: type}).formData())];
	}),
});

/* A browser sends a stream over HTTP/2 only. */
const overHttp1 = {inBrowser: false};

const upload = (body: unknown, more = {}) => ({method: 'POST', body, duplex: 'half', ...more});

/** A stream that counts how often it is pulled, and notes why it is cancelled. */
const watchedStream = (count: number, size = 65_536) => {
	const seen: {pulls: number; cancelled: unknown} = {pulls: 0, cancelled: 'not cancelled'};
	const body = new ReadableStream(
		{
			pull: (controller) => {
				seen.pulls += 1;
				if (seen.pulls > count) controller.close();
				else controller.enqueue(new Uint8Array(size));
			},
			cancel: (reason) => {
				seen.cancelled = nameOf(reason);
			},
		},
		{highWaterMark: 0},
	);
	return {seen, body};
};

const brokenAfter = (text: string, error: unknown) => {
	let pulls = 0;
	return new ReadableStream({
		pull: async (controller) => {
			pulls += 1;
			if (pulls === 1) {
				controller.enqueue(bytesOf(text));
				return;
			}
			/* Time for the first chunk to arrive. */
			await pause(20);
			controller.error(error);
		},
	});
};

export const uploads = subject('stream as body', {
	'chunks are sent in order, without a length': is(
		['onetwothree', undefined, undefined, 'chunked'],
		async ({fetch, url}) => {
			const body = streamOf('one', 'two', 'three');
			const {headers, body: text} = await echo(fetch(url('/echo'), upload(body)));
			return [text, headers['content-type'], headers['content-length'], headers['transfer-encoding']];
		},
		overHttp1,
	),
	'an empty stream is an empty body': is('', async ({fetch, url}) => echoedBody(fetch(url('/echo'), upload(streamOf()))), overHttp1),
	'empty chunks are skipped': is('onetwo', async ({fetch, url}) =>
		echoedBody(fetch(url('/echo'), upload(streamOf('one', '', 'two')))),
		overHttp1,
	),
	'a stream of bytes is sent': is('one', async ({fetch, url}) => {
		const body = new ReadableStream({
			type: 'bytes',
			start: (controller) => {
				controller.enqueue(new Uint8Array([111, 110, 101]));
				controller.close();
			},
		});
		return echoedBody(fetch(url('/echo'), upload(body)));
	}, overHttp1),
	'the readable end of a transform is sent': is('one', async ({fetch, url}) => {
		const {readable, writable} = new TextEncoderStream();
		const writer = writable.getWriter();
		const written = writer.write('one').then(async () => writer.close());
		const text = await echoedBody(fetch(url('/echo'), upload(readable)));
		await written;
		return text;
	}, overHttp1),
	'a stream that comes slowly is sent': is('onetwo', async ({fetch, url}) => {
		let pulls = 0;
		const body = new ReadableStream({
			pull: async (controller) => {
				await pause(5);
				pulls += 1;
				if (pulls <= 2) controller.enqueue(bytesOf(pulls === 1 ? 'one' : 'two'));
				else controller.close();
			},
		});
		return echoedBody(fetch(url('/echo'), upload(body)));
	}, overHttp1),
	'the content type can be set': is('text/own', async ({fetch, url}) => {
		const init = upload(streamOf('one'), {headers: {'content-type': 'text/own'}});
		return (await echo(fetch(url('/echo'), init))).headers['content-type'];
	}, overHttp1),
	'a locked stream is refused': refuses(() => {
		const body = streamOf('one');
		body.getReader();
		return body;
	}),
	'a disturbed stream is refused': is('TypeError', async ({fetch, url}) => {
		const body = streamOf('one', 'two');
		const reader = body.getReader();
		await reader.read();
		reader.releaseLock();
		return failureOf(fetch(url('/echo'), upload(body)));
	}),
	'a stream is locked by the call': is(true, async ({fetch, url}) => {
		const body = streamOf('one');
		await fetch(url('/echo'), upload(body));
		return body.locked;
	}, overHttp1),
	'a chunk that is a string is a failure': is('TypeError', async ({fetch, url}) => {
		const body = new ReadableStream({
			start: (controller) => {
				controller.enqueue('one');
				controller.close();
			},
		});
		return failureOf(fetch(url('/echo'), upload(body)));
	}, overHttp1),
	'a chunk that is an `ArrayBuffer` is a failure': is('TypeError', async ({fetch, url}) => {
		const body = new ReadableStream({
			start: (controller) => {
				controller.enqueue(new ArrayBuffer(2));
				controller.close();
			},
		});
		return failureOf(fetch(url('/echo'), upload(body)));
	}, overHttp1),
	'a stream that fails is a failure': asNative(async ({fetch, url}) => {
		const error = new RangeError('broken');
		const reason = await reasonOf(fetch(url('/sink'), upload(brokenAfter('one', error))));
		return [nameOf(reason), reason === error];
	}, overHttp1),
	'the cause of that failure is the error of the stream': asNative(async ({fetch, url}) => {
		const error = new RangeError('broken');
		const reason = await reasonOf(fetch(url('/sink'), upload(brokenAfter('one', error))));
		return reason instanceof Error && (reason.cause === error || nameOf(reason.cause));
	}, overHttp1),
	'the server sees that such a body is not complete': is(true, async ({fetch, url, ask}) => {
		await failureOf(fetch(url('/sink'), upload(brokenAfter('one', new Error('broken')))));
		return ask('/closed?name=/sink');
	}, overHttp1),
	'a stream is read as the server takes it': is(true, async ({fetch, url, ask}) => {
		const {seen, body} = watchedStream(1000);
		const sent = fetch(url('/slow-sink'), upload(body));
		await ask('/progress?name=/slow-sink');
		const read = seen.pulls;
		await ask('/release');
		const {length} = await (await sent).json();
		return read < 500 && length === 65_536_000;
	}, {...overHttp1, alone: true}),
	'an answer before the end of the body is an answer': is([200, 'early'], async ({fetch, url}) => {
		const {body} = watchedStream(2);
		const response = await fetch(url('/early'), upload(body));
		return [response.status, await response.text()];
	}, overHttp1),
	'a stream is sent by PUT and PATCH, too': is(['PUT one', 'PATCH one'], async ({fetch, url}) => {
		const results: string[] = [];
		for (const method of ['PUT', 'PATCH']) {
			const seen = await echo(fetch(url('/echo'), upload(streamOf('one'), {method})));
			results.push(`${seen.method} ${seen.body}`);
		}
		return results;
	}, overHttp1),
	'an abort while it is sent cancels it': is(['AbortError', 'AbortError'], async ({fetch, url, ask}) => {
		const controller = new AbortController();
		const {seen, body} = watchedStream(500);
		const sent = failureOf(fetch(url('/slow-sink'), upload(body, {signal: controller.signal})));
		await ask('/arrived?name=/slow-sink');
		controller.abort();
		const failure = await sent;
		await pause(30);
		return [failure, seen.cancelled];
	}, overHttp1),
	'the stream of a `Request` is read as the server takes it': is(true, async ({fetch, url, ask}) => {
		const {seen, body} = watchedStream(1000);
		const request: Request = Reflect.construct(Request, [url('/slow-sink'), upload(body)]);
		const sent = fetch(request);
		await ask('/progress?name=/slow-sink');
		const read = seen.pulls;
		await ask('/release');
		await (await sent).text();
		return read < 500;
	}, {...overHttp1, alone: true}),
	'the body of a response is sent': is('one', async ({fetch, url}) => {
		const {body} = await fetch(url('/reply?spec={"body":"one"}'));
		return echoedBody(fetch(url('/echo'), upload(body)));
	}, overHttp1),
	'an async generator is treated as natively': asNative(async ({fetch, url}) => {
		const body = (async function* () {
			yield bytesOf('one');
			yield bytesOf('two');
		})();
		return echoedBody(fetch(url('/echo'), upload(body)));
	}, overHttp1),
	'an async iterable is treated as natively': asNative(async ({fetch, url}) => {
		const body = {
			async *[Symbol.asyncIterator]() {
				yield bytesOf('one');
				await pause(1);
				yield bytesOf('two');
			},
		};
		return echoedBody(fetch(url('/echo'), upload(body)));
	}, overHttp1),
	'an async iterable that fails is treated as natively': asNative(async ({fetch, url}) => {
		const body = (async function* () {
			yield bytesOf('one');
			throw new RangeError('broken');
		})();
		const sent = fetch(url('/sink'), upload(body));
		try {
			return (await sent).status;
		} catch (error) {
			return [nameOf(error), causeCodeOf(error)];
		}
	}, overHttp1),
	'a sync iterable is converted to a string': is('[object Generator]', async ({fetch, url}) => {
		const body = (function* () {
			yield bytesOf('one');
		})();
		return echoedBody(fetch(url('/echo'), upload(body)));
	}),
});
