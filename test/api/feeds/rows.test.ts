import {InvalidBodyError, NetworkError, RefusedError} from 'awin-sdk';
import {gzipSync} from 'node:zlib';
import {inspect} from 'node:util';
import {describe, expect, it} from 'vitest';
import {bodyOf, clientOf, downloadCsv, downloadLines, feedKey, readRows} from './feed.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const lines = (count: number) =>
	Array.from({length: count}, (_, index) => `{"meta":{"id":${index}}}\n`).join('');
const message = (text: string) => expect.stringContaining(text);

describe('a feed that is not read to its end', () => {
	it('is cancelled by whoever leaves the loop', async () => {
		const {body, state} = bodyOf([bytesOf(lines(3)), bytesOf(lines(3))]);
		for await (const row of await downloadLines(body)) {
			expect(row).toEqual({meta: {id: 0}});
			break;
		}
		expect(state.cancelled).toBe(true);
	});

	it('is cancelled if it is a gzip', async () => {
		const cells = Array.from({length: 20_000}, () => `${crypto.randomUUID()},2\n`);
		const bytes = gzipSync(`a,b\n1,2\n${cells.join('')}`);
		const chunks = Array.from({length: 100}, (_, at) =>
			bytes.subarray(at * 4000, at * 4000 + 4000),
		);
		const {body, state} = bodyOf(chunks);
		for await (const row of await downloadCsv(body)) {
			expect(row).toEqual({a: '1', b: '2'});
			break;
		}
		expect(bytes.length).toBeGreaterThan(400_000);
		expect(state.cancelled).toBe(true);
	});

	it('is cancelled after a row that cannot be read', async () => {
		const {body, state} = bodyOf([bytesOf('{}\n[]\n{}\n'), bytesOf('{}\n')]);
		const {rows, error} = await readRows(await downloadLines(body));
		expect(rows).toEqual([{}]);
		expect(error).toBeInstanceOf(InvalidBodyError);
		expect(state.cancelled).toBe(true);
	});

	it('ends a next() that waits, and gives no more rows', async () => {
		const body = new ReadableStream<Uint8Array>();
		const iterator = (await downloadLines(body))[Symbol.asyncIterator]();
		const waiting = iterator.next();
		const done = {done: true, value: undefined};
		expect(await iterator.return?.()).toEqual(done);
		expect(await waiting).toEqual(done);
		expect(await iterator.next()).toEqual(done);
	});
});

describe('calls of next() that do not wait for each other', () => {
	it('get the rows in turn', async () => {
		const {body} = bodyOf([bytesOf(lines(2)), bytesOf('{"meta":{"id":2}}\n')]);
		const iterator = (await downloadLines(body))[Symbol.asyncIterator]();
		const results = await Promise.all(Array.from({length: 5}, () => iterator.next()));
		expect(results.map(({value}) => value)).toEqual([
			{meta: {id: 0}},
			{meta: {id: 1}},
			{meta: {id: 2}},
			undefined,
			undefined,
		]);
	});

	it('get an error once', async () => {
		const iterator = (await downloadLines('{}\n[]\n{}\n'))[Symbol.asyncIterator]();
		const results = await Promise.allSettled(Array.from({length: 4}, () => iterator.next()));
		expect(results.map(({status}) => status)).toEqual([
			'fulfilled',
			'rejected',
			'fulfilled',
			'fulfilled',
		]);
		expect(results[2]).toMatchObject({value: {done: true}});
	});
});

describe('a feed', () => {
	it('can be read once', async () => {
		const rows = await downloadLines(lines(2));
		for await (const _ of rows) break;
		const again = 'A feed can be read once: its rows or its `body`.';
		expect(() => rows[Symbol.asyncIterator]()).toThrow(new TypeError(again));
	});

	it('can be read as bytes, as they are', async () => {
		const bytes = gzipSync('a,b\n1,2\n');
		const rows = await downloadCsv(bytes, {skip: 1});
		const read = new Response(rows.body).bytes();
		expect(() => rows[Symbol.asyncIterator]()).toThrow(TypeError);
		expect(Buffer.compare(await read, bytes)).toBe(0);
	});

	it('that breaks has the rows before, and ends with the error of the stream', async () => {
		const {body} = bodyOf([bytesOf(lines(2)), bytesOf('{"meta"')], new Error('Reset.'));
		const {rows, error} = await readRows(await downloadLines(body));
		expect(rows).toHaveLength(2);
		expect(error).toBeInstanceOf(NetworkError);
		expect(error).toMatchObject({retryable: true, cause: {message: 'Reset.'}});
	});

	it('that breaks within a gzip ends with the error of the stream', async () => {
		const bytes = gzipSync(`a,b\n${'1,2\n'.repeat(100)}`);
		const {body} = bodyOf([bytes.subarray(0, 30)], new Error('Reset.'));
		const {error} = await readRows(await downloadCsv(body));
		expect(error).toBeInstanceOf(NetworkError);
	});

	it('that is a gzip and ends too early is an error that may be retried', async () => {
		const bytes = gzipSync(`a,b\n${'1,2\n'.repeat(100)}`);
		const {error} = await readRows(await downloadCsv(bytes.subarray(0, 30)));
		expect(error).toBeInstanceOf(InvalidBodyError);
		expect(error).toMatchObject({
			retryable: true,
			description: 'the gzip is broken or ends too early',
			responseStatus: 200,
			request: {method: 'GET'},
		});
	});

	it('has the replacement character for what is not UTF-8', async () => {
		const {rows} = await readRows(await downloadCsv(Uint8Array.of(97, 44, 98, 10, 0xff, 44, 50)));
		expect(rows).toEqual([{a: '\ufffd', b: '2'}]);
	});

	it('is decoded with the charset of its content type', async () => {
		const headers = {'content-type': 'text/csv; charset=iso-8859-1'};
		const bytes = Uint8Array.of(97, 44, 98, 10, 0xe9, 44, 50);
		const {rows} = await readRows(await downloadCsv(bytes, {headers}));
		expect(rows).toEqual([{a: 'é', b: '2'}]);
	});
});

describe('an error in a feed', () => {
	it('has the line, the index of the row, and its beginning', async () => {
		const {rows, error} = await readRows(await downloadLines('{}\n\n{"a":tru}\n{}\n'));
		expect(rows).toEqual([{}]);
		expect(error).toMatchObject({
			kind: 'invalid-body',
			message: message('invalid-body (200): GET /publishers/{publisherId}/awinfeeds'),
			description: 'line 3 is not JSON',
			body: '{"a":tru}',
			issues: [{message: 'line 3 is not JSON', path: [1]}],
			retryable: false,
		});
	});

	it('of Awin is a RefusedError after all rows before it', async () => {
		const error500 = '{"error":500,"message":"Internal error"}';
		const {rows, error} = await readRows(await downloadLines(lines(2) + error500));
		expect(rows).toHaveLength(2);
		expect(error).toBeInstanceOf(RefusedError);
		expect(error).toMatchObject({
			kind: 'refused',
			status: 200,
			message: message('200 refused: GET '),
			description: 'Internal error',
			hint: message('Download it again'),
		});
	});

	it('never has the key or the token', async () => {
		const token = 'test-0f3c9a52';
		const text = `{"error":500,"message":"No feed for ${token}"}`;
		const params = {feedIds: 1, language: 'en', columns: ['a', 'b']};
		const csv = await clientOf(`a,b\n${feedKey}`).feeds(feedKey).download(params);
		if (!csv.ok) throw csv.error;
		const errors = [
			(await readRows(await downloadLines(text))).error,
			(await readRows(await downloadLines(`{"a":"${token}`))).error,
			(await readRows(csv.data)).error,
		];
		for (const error of errors) {
			expect(error).toBeInstanceOf(Error);
			const shown = [inspect(error, {depth: 9}), JSON.stringify(error), String(error)].join();
			expect(shown).not.toContain(token);
			expect(shown).not.toContain(feedKey);
		}
		expect(inspect(csv.data, {depth: 9, showHidden: true})).not.toContain(feedKey);
	});
});

describe('the signal of the call', () => {
	it('ends the rows with its reason, although more of them are there', async () => {
		const controller = new AbortController();
		const {body, state} = bodyOf([bytesOf(lines(9)), bytesOf(lines(9))]);
		const reason = new Error('The user left.');
		const read: unknown[] = [];
		const loop = async () => {
			for await (const row of await downloadLines(body, {signal: controller.signal})) {
				read.push(row);
				if (read.length === 2) controller.abort(reason);
			}
		};
		await expect(loop()).rejects.toBe(reason);
		expect(read).toHaveLength(2);
		expect(state.cancelled).toBe(true);
	});

	it('does nothing after the end', async () => {
		const controller = new AbortController();
		const rows = await downloadLines('{}\n', {signal: controller.signal});
		const iterator = rows[Symbol.asyncIterator]();
		expect(await iterator.next()).toEqual({done: false, value: {}});
		expect(await iterator.next()).toEqual({done: true, value: undefined});
		controller.abort();
		expect(await iterator.next()).toEqual({done: true, value: undefined});
	});
});
