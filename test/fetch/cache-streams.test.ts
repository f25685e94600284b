import {describe, expect, it, vi} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {deferred} from '../helpers/deferred.ts';
import {startServer} from '../helpers/http-server.ts';

const storable = {'cache-control': 'max-age=60'};

/** A server whose responses may be stored, and end when they are told to. */
const startSlow = async (first = 'first ', last = 'second') => {
	const rest = deferred();
	const closed = vi.fn<() => void>();
	const asked: string[] = [];
	const url = await startServer((request, response) => {
		asked.push(request.method ?? '');
		response.on('close', () => {
			if (!response.writableFinished) closed();
		});
		response.writeHead(200, storable);
		response.flushHeaders();
		if (first !== '') response.write(first);
		void rest.promise.then(() => response.end(last));
	});
	return {client: connect(url, {cache: {}}), finish: () => rest.resolve(), asked, closed};
};

const text = async (response: Response) => response.text();

describe('a response that client.fetch streams and stores', () => {
	it('is stored when all of it has come, even if nobody reads it', async () => {
		const {client, finish, asked} = await startSlow();
		await client.fetch('/a');
		finish();
		await expect.poll(async () => (await client.fetch('/a')).headers.has('age')).toBe(true);
		const count = asked.length;
		expect(await text(await client.fetch('/a'))).toBe('first second');
		expect(asked).toHaveLength(count);
	});

	it('is the same for the caller and the store', async () => {
		const {client, finish, asked} = await startSlow();
		const response = await client.fetch('/a');
		finish();
		const bytes = new Uint8Array(await response.arrayBuffer());
		expect(new TextDecoder().decode(bytes)).toBe('first second');
		bytes.fill(0);
		expect(await text(await client.fetch('/a'))).toBe('first second');
		expect(asked).toHaveLength(1);
	});

	it('is not stored if it is larger than 8 MiB', async () => {
		const large = 'x'.repeat(9 * 1024 * 1024);
		const {client, finish, asked} = await startSlow('', large);
		finish();
		for (let call = 1; call <= 2; call++) {
			expect((await text(await client.fetch('/a'))).length).toBe(large.length);
			expect(asked).toHaveLength(call);
		}
	});

	it('is not stored if the caller cancels it', async () => {
		const {client, finish, asked, closed} = await startSlow();
		await (await client.fetch('/a')).body?.cancel();
		await expect.poll(() => closed.mock.calls.length).toBe(1);
		finish();
		expect(await text(await client.fetch('/a'))).toBe('first second');
		expect(asked).toHaveLength(2);
	});

	it('is not stored if it breaks, and rejects', async () => {
		let count = 0;
		const url = await startServer((_, response) => {
			count += 1;
			response.writeHead(200, storable);
			if (count === 1) response.write('abc', () => response.destroy());
			else response.end('whole');
		});
		const {fetch: send} = connect(url, {cache: {}});
		await expect(text(await send('/a'))).rejects.toThrow(new TypeError('terminated'));
		expect(await text(await send('/a'))).toBe('whole');
	});

	it('is not stored after a write that came in between', async () => {
		const {client, finish, asked} = await startSlow();
		const read = await client.fetch('/a');
		const written = client.fetch('/a', {method: 'POST'});
		finish();
		await written;
		expect(await text(read)).toBe('first second');
		await text(await client.fetch('/a'));
		expect(asked).toEqual(['GET', 'POST', 'GET']);
	});

	it('gives way to a stale one if the server fails and both allow it', async () => {
		let count = 0;
		const fields = {'cache-control': 'max-age=0, stale-if-error=60', etag: '"1"'};
		const url = await startServer((_, response) => {
			count += 1;
			if (count === 1) response.writeHead(200, fields).end('stored');
			else response.writeHead(500).end('broken');
		});
		const {fetch: send} = connect(url, {cache: {allowStale: true}});
		await text(await send('/a'));
		expect(await text(await send('/a'))).toBe('stored');
		expect(count).toBe(2);
	});

	it('is revalidated in the background if it is stale and both allow it', async () => {
		let count = 0;
		const fields = {'cache-control': 'max-age=0, stale-while-revalidate=60', etag: '"1"'};
		const url = await startServer((_, response) => {
			count += 1;
			response.writeHead(200, {...fields, etag: `"${count}"`}).end(`version ${count}`);
		});
		const {fetch: send} = connect(url, {cache: {allowStale: true}});
		await text(await send('/a'));
		expect(await text(await send('/a'))).toBe('version 1');
		await expect.poll(() => count).toBe(2);
		await expect.poll(async () => text(await send('/a'))).not.toBe('version 1');
	});
});

describe('calls of client.fetch that share a response', () => {
	/** A server that sends the header fields when it is told to, then two parts. */
	const startShared = async () => {
		const head = deferred();
		const rest = deferred();
		const closed = vi.fn<() => void>();
		let count = 0;
		const url = await startServer((_, response) => {
			count += 1;
			response.on('close', () => {
				if (!response.writableFinished) closed();
			});
			void head.promise.then(() => response.writeHead(200).write('first '));
			void rest.promise.then(() => response.end('second'));
		});
		const {fetch: send} = connect(url, {cache: {}});
		return {
			send,
			answer: () => head.resolve(),
			finish: () => rest.resolve(),
			closed,
			count: () => count,
		};
	};

	it('each read all of it, at their own pace', async () => {
		const {send, answer, finish, count} = await startShared();
		const calls = [send('/a'), send('/a'), send('/a')];
		answer();
		const [one, two, three] = await Promise.all(calls);
		const reader = one?.body?.getReader();
		expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first ');
		finish();
		expect(await two?.text()).toBe('first second');
		expect(await three?.text()).toBe('first second');
		expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('second');
		expect(count()).toBe(1);
	});

	it('can abort alone, before and after the header fields', async () => {
		const {send, answer, finish, closed} = await startShared();
		const [before, after] = [new AbortController(), new AbortController()];
		const first = send('/a', {signal: before.signal});
		const second = send('/a', {signal: after.signal});
		const third = send('/a');
		before.abort('before');
		await expect(first).rejects.toBe('before');
		answer();
		const response = await second;
		after.abort('after');
		await expect(response.text()).rejects.toBe('after');
		finish();
		expect(await (await third).text()).toBe('first second');
		expect(closed).not.toHaveBeenCalled();
	});

	it('close the connection when the last of them cancels', async () => {
		const {send, answer, closed} = await startShared();
		const calls = [send('/a'), send('/a')];
		answer();
		const [one, two] = await Promise.all(calls);
		await one?.body?.cancel();
		expect(closed).not.toHaveBeenCalled();
		await two?.body?.cancel();
		await expect.poll(() => closed.mock.calls.length).toBe(1);
	});

	it('do not share if their init has an object that cannot be compared', async () => {
		const {send, answer, finish, count} = await startShared();
		const own: RequestInit = {method: 'GET'};
		const init = Object.assign(own, {cf: {cacheTtl: 5}});
		const calls = [send('/a', init), send('/a', init)];
		await expect.poll(count).toBe(2);
		answer();
		finish();
		for (const call of calls) expect(await (await call).text()).toBe('first second');
	});

	it('share with no typed call', async () => {
		const answered = deferred();
		let count = 0;
		const url = await startServer((_, response) => {
			count += 1;
			void answered.promise.then(() => response.end('{"a":1}'));
		});
		const client = connect(url, {cache: {}});
		const calls = [client.fetch('/a'), client.get('/a')] as const;
		await expect.poll(() => count).toBe(2);
		answered.resolve();
		expect(await (await calls[0]).json()).toEqual({a: 1});
		expect((await calls[1]).data).toEqual({a: 1});
	});
});
