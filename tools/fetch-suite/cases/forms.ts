import {asNative, is, subject} from '../case.ts';
import {echo, echoedBody} from '../outcome.ts';

const formOf = (
	...entries: readonly (readonly [name: string, value: string | Blob, file?: string])[]
) => {
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
				typeof value === 'string'
					? [name, value]
					: [name, value.name, value.type, await value.text()],
			),
		);
	});

export const forms = subject('`FormData` as body', {
	'fields arrive in order': formFields(
		() => formOf(['a', '1'], ['b', '2'], ['a', '3']),
		[
			['a', '1'],
			['b', '2'],
			['a', '3'],
		],
	),
	'files arrive with name and type': formFields(
		() => formOf(['file', new File(['one'], 'a.csv', {type: 'text/csv'})]),
		[['file', 'a.csv', 'text/csv', 'one']],
	),
	'a blob is a file named `blob`': formFields(
		() => formOf(['file', new Blob(['one'])]),
		[['file', 'blob', 'application/octet-stream', 'one']],
	),
	'a file can be named by the form': formFields(
		() => formOf(['file', new Blob(['one'], {type: 'text/csv'}), 'own.csv']),
		[['file', 'own.csv', 'text/csv', 'one']],
	),
	'names that are not ASCII arrive': formFields(
		() => formOf(['\u00e4€', '\u{1F600}']),
		[['\u00e4€', '\u{1F600}']],
	),
	'the bytes of a field are the same': formBody(() => formOf(['a', '1'])),
	'the bytes of line breaks are the same': formBody(() =>
		formOf(['a\nb', 'one\ntwo\rthree\r\nfour']),
	),
	'the bytes of quotes are the same': formBody(() =>
		formOf(['a"b', '"'], ['c', new File(['x'], 'q"\n.txt')]),
	),
	'the bytes of files are the same': formBody(() =>
		formOf(['f', new File(['\0one'], 'a.bin', {type: 'x/y'})]),
	),
	'the bytes of an empty form are the same': formBody(() => formOf()),
	'a form of 100 kB arrives': is(100_000, async ({fetch, url}) => {
		const body = formOf(['a', '~'.repeat(100_000)]);
		return /~+/.exec(await echoedBody(fetch(url('/echo'), {method: 'POST', body})))?.[0].length;
	}),
	'a boundary of the caller replaces the right one': is(
		'multipart/form-data; boundary=own',
		async ({fetch, url}) => {
			const headers = {'content-type': 'multipart/form-data; boundary=own'};
			const init = {method: 'POST', body: formOf(['a', '1']), headers};
			return (await echo(fetch(url('/echo'), init))).headers['content-type'];
		},
	),
	'a form that changes after the call is sent as it was': is([['a', '1']], async ({fetch, url}) => {
		const body = formOf(['a', '1']);
		const sent = fetch(url('/echo'), {method: 'POST', body});
		body.set('a', '2');
		const {headers, body: text} = await echo(sent);
		const type = {'content-type': headers['content-type'] ?? ''};
		return [...(await new Response(text, {headers: type}).formData())];
	}),
});
