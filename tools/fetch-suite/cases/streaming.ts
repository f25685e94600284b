import {is, subject} from '../case.ts';
import {bytesOf, failureOf, pause} from '../outcome.ts';
import {parts, reply} from '../paths.ts';

const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

/** The parts of a body, each of which is read before the server sends the next one. */
const comesInParts = (
	headers: readonly (readonly [string, string])[],
	status = 200,
	method = 'GET',
) =>
	is([status, 'one', 'two', true], async ({fetch, url, ask}) => {
		const response = await fetch(url(parts({status, headers, first: 'one', rest: 'two'})), {
			method,
		});
		const reader = response.body?.getReader();
		const first = await reader?.read();
		await ask('/release');
		const second = await reader?.read();
		const last = await reader?.read();
		return [response.status, decode(first?.value), decode(second?.value), last?.done];
	});

const resolvesAtOnce = (headers: readonly (readonly [string, string])[], status = 200) =>
	is([status, 'two'], async ({fetch, url, ask}) => {
		const response = await fetch(url(parts({status, headers, first: '', rest: 'two'})));
		await ask('/release');
		return [response.status, await response.text()];
	});

const storable = [['cache-control', 'max-age=60']] as const;
const withEtag = [['etag', '"1"']] as const;
const events = [['content-type', 'text/event-stream']] as const;

export const streaming = subject('streaming', {
	'a call resolves when the header fields are in': resolvesAtOnce([]),
	'so does one whose response may be stored': resolvesAtOnce(storable),
	'so does one that fails with a status': resolvesAtOnce([], 404),
	'a body arrives as it comes': comesInParts([]),
	'a body that may be stored arrives as it comes': comesInParts(storable),
	'a body with a validator arrives as it comes': comesInParts(withEtag),
	'a body that must not be stored arrives as it comes': comesInParts([
		['cache-control', 'no-store'],
	]),
	'server-sent events arrive as they come': comesInParts(events),
	'JSON arrives as it comes': comesInParts([['content-type', 'application/json']]),
	'the body of an error arrives as it comes': comesInParts([], 500),
	'the body of a POST arrives as it comes': comesInParts([], 200, 'POST'),
	'ten lines are read one by one': is(10, async ({fetch, url, ask}) => {
		const lines = Array.from({length: 10}, (_, index) => `line ${index}\n`).join('');
		const response = await fetch(url(parts({first: lines.slice(0, 20), rest: lines.slice(20)})));
		await ask('/release');
		return (await response.text()).split('\n').length - 1;
	}),
	'a body is read only as far as the caller reads': is(
		true,
		async ({fetch, url, ask}) => {
			const response = await fetch(url('/bytes?n=200000000'));
			const progress = await ask('/progress?name=/bytes');
			const {written} = Object.assign({written: 0}, progress);
			await response.body?.cancel();
			return written < 100_000_000;
		},
		{alone: true},
	),
	'a body that may be stored is read only as far as the caller reads': is(
		true,
		async ({fetch, url, ask}) => {
			const response = await fetch(url('/bytes?store&n=200000000'));
			const progress = await ask('/progress?name=/bytes');
			const {written} = Object.assign({written: 0}, progress);
			await response.body?.cancel();
			return written < 100_000_000;
		},
		{alone: true},
	),
	'`cancel()` closes the connection': is(true, async ({fetch, url, ask}) => {
		const response = await fetch(url(parts({first: 'one'})));
		await response.body?.cancel();
		return ask('/closed?name=/parts');
	}),
	'`cancel()` of a body that may be stored closes the connection': is(
		true,
		async ({fetch, url, ask}) => {
			const response = await fetch(url(parts({headers: storable, first: 'one'})));
			await response.body?.cancel();
			return ask('/closed?name=/parts');
		},
	),
	'`cancel()` of the body of an error closes the connection': is(
		true,
		async ({fetch, url, ask}) => {
			const response = await fetch(url(parts({status: 500, first: 'one'})));
			await response.body?.cancel();
			return ask('/closed?name=/parts');
		},
	),
	'`cancel()` in the middle closes the connection': is(true, async ({fetch, url, ask}) => {
		const reader = (await fetch(url(parts({first: 'one'})))).body?.getReader();
		await reader?.read();
		await reader?.cancel();
		return ask('/closed?name=/parts');
	}),
	'a loop that ends early closes the connection': is(true, async ({fetch, url, ask}) => {
		const {body} = await fetch(url(parts({first: 'one'})));
		if (body !== null) {
			for await (const chunk of body) if (chunk.length > 0) break;
		}
		return ask('/closed?name=/parts');
	}),
	'`cancel()` resolves to undefined': is([undefined, true], async ({fetch, url}) => {
		const response = await fetch(url(reply({body: 'one'})));
		return [await response.body?.cancel('enough'), response.bodyUsed];
	}),
	'reads after `cancel()` are done': is([true, undefined], async ({fetch, url}) => {
		const reader = (await fetch(url(parts({first: 'one'})))).body?.getReader();
		await reader?.cancel();
		const read = await reader?.read();
		return [read?.done, read?.value];
	}),
	'a body that breaks gives what came, and then a TypeError': is(
		['one', 'TypeError'],
		async ({fetch, url, ask}) => {
			const reader = (await fetch(url(parts({first: 'one', end: 'reset'})))).body?.getReader();
			const first = await reader?.read();
			await ask('/release');
			return [decode(first?.value), await failureOf(Promise.resolve(reader?.read()))];
		},
	),
	'a reader that waits is served by the next part': is('two', async ({fetch, url, ask}) => {
		const reader = (await fetch(url(parts({first: 'one', rest: 'two'})))).body?.getReader();
		await reader?.read();
		const second = reader?.read();
		await pause(1);
		await ask('/release');
		return decode((await second)?.value);
	}),
});

const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

const pattern = (size: number): Uint8Array<ArrayBuffer> => {
	const bytes = new Uint8Array(size);
	for (let index = 0; index < size; index++) bytes[index] = (index * 31) % 251;
	return bytes;
};

const large = 2_000_000;

/** Whether the server got these bytes. */
const uploads = (body: (bytes: Uint8Array<ArrayBuffer>) => unknown, traits = {}) =>
	is(
		true,
		async ({fetch, url}) => {
			const bytes = pattern(large);
			const init = {method: 'POST', body: body(bytes), duplex: 'half'};
			const {length, sha256} = await (await fetch(url('/sink'), init)).json();
			return length === large && sha256 === (await digestOf(bytes));
		},
		traits,
	);

export const largeBodies = subject('large bodies', {
	'2 MB are read with `arrayBuffer()`': is(
		large,
		async ({fetch, url}) =>
			(await (await fetch(url(`/bytes?n=${large}`))).arrayBuffer()).byteLength,
	),
	'2 MB are read chunk by chunk': is(large, async ({fetch, url}) => {
		let length = 0;
		const reader = (await fetch(url(`/bytes?n=${large}`))).body?.getReader();
		for (let read = await reader?.read(); read?.value; read = await reader?.read())
			length += read.value.length;
		return length;
	}),
	'2 MB of an error are read in full': is([500, large], async ({fetch, url}) => {
		const response = await fetch(url(`/bytes?status=500&n=${large}`));
		return [response.status, (await response.arrayBuffer()).byteLength];
	}),
	'2 MB that may be stored are read in full': is(
		large,
		async ({fetch, url}) =>
			(await (await fetch(url(`/bytes?store&n=${large}`))).arrayBuffer()).byteLength,
	),
	'2 MB of bytes are sent': uploads((bytes) => bytes),
	'2 MB of a blob are sent': uploads((bytes) => new Blob([bytes])),
	'2 MB of a stream are sent': uploads((bytes) => new Blob([bytes]).stream(), {inBrowser: false}),
	'2 MB of text are sent': is(large, async ({fetch, url}) => {
		const init = {method: 'POST', body: 'x'.repeat(large)};
		return (await (await fetch(url('/sink'), init)).json()).length;
	}),
	'2 MB of a `Request` are sent': is(large, async ({fetch, url}) => {
		const request = new Request(url('/sink'), {method: 'POST', body: pattern(large)});
		return (await (await fetch(request)).json()).length;
	}),
	'a body of one byte is sent and read': is(
		'x',
		async ({fetch, url}) =>
			(await (await fetch(url('/echo'), {method: 'POST', body: bytesOf('x')})).json()).body,
	),
});
