import {asNative, is, subject} from '../case.ts';
import {failureOf, streamOf} from '../outcome.ts';
import {okBytes, raw, reply} from '../paths.ts';

const textOf = (bytes: string, expected: string) =>
	is(expected, async ({fetch, url}) =>
		(
			await fetch(
				url(
					raw(['HTTP/1.1 200 OK', 'connection: close', `content-length: ${bytes.length}`], bytes),
				),
			)
		).text(),
	);

const json = (body: string) => reply({headers: [['content-type', 'application/json']], body});
const failsAsJson = (body: string) =>
	is('SyntaxError', async ({fetch, url}) => failureOf((await fetch(url(json(body)))).json()));

const form = (type: string, body: string) => reply({headers: [['content-type', type]], body});

export const bodyReaders = subject('readers of a body', {
	'`text()` is UTF-8': textOf('caf\u00c3\u00a9', 'caf\u00e9'),
	'`text()` removes a byte order mark': textOf('\u00ef\u00bb\u00bfone', 'one'),
	'`text()` keeps a second byte order mark': textOf(
		'\u00ef\u00bb\u00bf\u00ef\u00bb\u00bf',
		'\uFEFF',
	),
	'`text()` replaces invalid UTF-8': textOf('a\u00ff\u00c3(', 'a\uFFFD\uFFFD('),
	'`text()` ignores the charset': is('caf\uFFFD', async ({fetch, url}) =>
		(
			await fetch(
				url(
					raw(
						[
							'HTTP/1.1 200 OK',
							'connection: close',
							'content-length: 4',
							'content-type: text/plain;charset=latin1',
						],
						'caf\u00e9',
					),
				),
			)
		).text(),
	),
	'`text()` keeps NUL': textOf('a\0b', 'a\0b'),
	'`json()` parses': is({a: [1, null, '\u00e4']}, async ({fetch, url}) =>
		(await fetch(url(json('{"a":[1,null,"\u00e4"]}')))).json(),
	),
	'`json()` ignores the content type': is(7, async ({fetch, url}) =>
		(await fetch(url(reply({body: '7'})))).json(),
	),
	'`json()` removes a byte order mark': is({}, async ({fetch, url}) =>
		(await fetch(url(json('\uFEFF{}')))).json(),
	),
	'`json()` of an empty body is a SyntaxError': failsAsJson(''),
	'`json()` of a cut body is a SyntaxError': failsAsJson('{"a":'),
	'`json()` of HTML is a SyntaxError': failsAsJson('<p>no</p>'),
	'`json()` parses the body of an error': is({error: 1}, async ({fetch, url}) =>
		(await fetch(url(reply({status: 422, body: '{"error":1}'})))).json(),
	),
	'`arrayBuffer()` has the bytes': is([0, 255, 13, 10], async ({fetch, url}) => {
		const response = await fetch(
			url(raw(['HTTP/1.1 200 OK', 'connection: close', 'content-length: 4'], '\0\u00ff\r\n')),
		);
		return [...new Uint8Array(await response.arrayBuffer())];
	}),
	'`arrayBuffer()` is an `ArrayBuffer`': is([true, 2], async ({fetch, url}) => {
		const buffer = await (await fetch(url(okBytes()))).arrayBuffer();
		return [buffer instanceof ArrayBuffer, buffer.byteLength];
	}),
	'`bytes()` has the bytes': asNative(async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		const bytes: unknown = Reflect.get(response, 'bytes');
		if (typeof bytes !== 'function') return 'not there';
		const read: Uint8Array = await Reflect.apply(bytes, response, []);
		return [...read];
	}),
	'`blob()` has the content type': is(['text/csv', 2, 'ok'], async ({fetch, url}) => {
		const blob = await (await fetch(url(okBytes('content-type: text/csv')))).blob();
		return [blob.type, blob.size, await blob.text()];
	}),
	'`blob()` without a content type has none': is(
		'',
		async ({fetch, url}) => (await (await fetch(url(okBytes()))).blob()).type,
	),
	'`blob()` has the parameters of the content type': asNative(
		async ({fetch, url}) =>
			(await (await fetch(url(okBytes('content-type: Text/CSV; Charset="utf-8"')))).blob()).type,
	),
	'`formData()` reads a form': is(
		[
			['a', '1 2'],
			['b', '\u00e4'],
		],
		async ({fetch, url}) => {
			const path = form('application/x-www-form-urlencoded', 'a=1+2&b=%C3%A4');
			return [...(await (await fetch(url(path))).formData())];
		},
	),
	'`formData()` reads parts': is(
		[
			['a', '1'],
			['f', 'a.txt', 'text/plain', 'one'],
		],
		async ({fetch, url}) => {
			const body = [
				'--own',
				'content-disposition: form-data; name="a"',
				'',
				'1',
				'--own',
				'content-disposition: form-data; name="f"; filename="a.txt"',
				'content-type: text/plain',
				'',
				'one',
				'--own--',
				'',
			].join('\r\n');
			const data = await (
				await fetch(url(form('multipart/form-data; boundary=own', body)))
			).formData();
			return Promise.all(
				[...data].map(async ([name, value]) =>
					typeof value === 'string'
						? [name, value]
						: [name, value.name, value.type, await value.text()],
				),
			);
		},
	),
	'`formData()` of another type is a TypeError': is('TypeError', async ({fetch, url}) =>
		failureOf((await fetch(url(form('text/plain', 'a=1')))).formData()),
	),
	'`formData()` of broken parts is a TypeError': is('TypeError', async ({fetch, url}) =>
		failureOf((await fetch(url(form('multipart/form-data; boundary=own', 'no parts')))).formData()),
	),
	'readers of an empty body are empty': is(['', 0, 0], async ({fetch, url}) => {
		const [text, buffer, blob] = await Promise.all(
			[1, 2, 3].map(async () => fetch(url(reply({})))),
		);
		return [
			await text?.text(),
			(await buffer?.arrayBuffer())?.byteLength,
			(await blob?.blob())?.size,
		];
	}),
	'a null body can be read any number of times': is(['', '', false], async ({fetch, url}) => {
		const response = await fetch(url(reply({status: 204})));
		return [await response.text(), await response.text(), response.bodyUsed];
	}),
	'`body` is one object': is(true, async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		return response.body === response.body;
	}),
	'chunks are `Uint8Array`': is(true, async ({fetch, url}) => {
		const read = await (await fetch(url(okBytes()))).body?.getReader().read();
		return read?.value instanceof Uint8Array;
	}),
	'a body is read to its end': is([false, true, undefined], async ({fetch, url}) => {
		const reader = (await fetch(url(okBytes()))).body?.getReader();
		const first = await reader?.read();
		const last = await reader?.read();
		return [first?.done, last?.done, last?.value];
	}),
	'`closed` resolves at the end': is('resolved', async ({fetch, url}) => {
		const reader = (await fetch(url(okBytes()))).body?.getReader();
		await reader?.read();
		await reader?.read();
		return failureOf(Promise.resolve(reader?.closed));
	}),
	'a body is a stream of bytes, for readers with a buffer of their own': is(
		[111, 107],
		async ({fetch, url}) => {
			const reader = (await fetch(url(okBytes()))).body?.getReader({mode: 'byob'});
			const read = await reader?.read(new Uint8Array(4));
			return [...(read?.value ?? [])];
		},
	),
	'a body can be iterated': is('ok', async ({fetch, url}) => {
		let text = '';
		const decoder = new TextDecoder();
		for await (const chunk of (await fetch(url(okBytes()))).body ?? streamOf())
			text += decoder.decode(chunk);
		return text;
	}),
	'a body can be piped through a transform': is('ok', async ({fetch, url}) => {
		const {body} = await fetch(url(okBytes()));
		let text = '';
		const reader = (body ?? streamOf()).pipeThrough(new TextDecoderStream()).getReader();
		for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value;
		return text;
	}),
	'a body can be teed': is(['ok', 'ok'], async ({fetch, url}) => {
		const branches = (await fetch(url(okBytes()))).body?.tee() ?? [];
		return Promise.all(branches.map(async (branch) => new Response(branch).text()));
	}),
	'a body can be that of another response': is(['ok', true], async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		return [await new Response(response.body).text(), response.bodyUsed];
	}),
	'a response can be the `init` of another': is([404, 'Own', '1'], async ({fetch, url}) => {
		const response = await fetch(
			url(reply({status: 404, statusText: 'Own', headers: [['x-own', '1']]})),
		);
		const copy = new Response(null, response);
		return [copy.status, copy.statusText, copy.headers.get('x-own')];
	}),
	'readers need a response as `this`': is(
		['TypeError', 'TypeError'],
		async ({fetch, url}) => {
			const response = await fetch(url(okBytes()));
			const text: Response['text'] = Reflect.get(response, 'text');
			const clone: Response['clone'] = Reflect.get(response, 'clone');
			let sync = 'returned';
			try {
				Reflect.apply(clone, {}, []);
			} catch (error) {
				sync = error instanceof TypeError ? 'TypeError' : 'another';
			}
			return [await failureOf(Promise.resolve(Reflect.apply(text, {}, []))), sync];
		},
		{inBrowser: false},
	),
	'a body of 1 MB is read in full': is([1_000_000, 'abcdefgh'], async ({fetch, url}) => {
		const text = await (await fetch(url('/bytes?n=1000000'))).text();
		return [text.length, text.slice(-8)];
	}),
});
