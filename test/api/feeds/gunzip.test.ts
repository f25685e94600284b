import {gzipSync} from 'node:zlib';
import * as fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {gunzip} from '../../../src/api/feeds/gunzip.ts';
import {ProblemError} from '../../../src/api/feeds/problem.ts';
import type {Source} from '../../../src/api/feeds/source.ts';
import {cutAt, everywhere, places} from './pieces.ts';

const bytesOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);
const zip = (bytes: Uint8Array) => bytesOf(gzipSync(bytes));

const chunksOf = (bytes: Uint8Array<ArrayBuffer>, at: readonly number[]) =>
	cutAt(bytes, at, (start, end) => bytes.subarray(start, end));

/** A source of some chunks, after which it ends or fails. */
const sourceOf = (chunks: readonly Uint8Array<ArrayBuffer>[], failure?: unknown) => {
	const rest = [...chunks];
	const cancel = vi.fn<() => void>(() => {
		rest.length = 0;
	});
	const read = async () => {
		if (rest.length === 0 && failure !== undefined) throw failure;
		return rest.shift();
	};
	return {read, cancel};
};

const readAll = async ({read}: Source) => {
	const parts: Uint8Array[] = [];
	for (let part = await read(); part !== undefined; part = await read()) parts.push(part);
	return bytesOf(Buffer.concat(parts));
};

const text = bytesOf(Buffer.from('a,b\n1,"é😀"\n'.repeat(20)));
const once = zip(text);

describe('bytes', () => {
	it.each([
		['as they are', text, text],
		['of a gzip decompressed', once, text],
		['of a gzip in a gzip decompressed', zip(once), text],
		['of a gzip that contains more of them decompressed twice', zip(zip(once)), once],
	])('are read %s, wherever they are cut', async (_, bytes, expected) => {
		for (const cuts of [[], [1], [0, 1, 2], everywhere(bytes.length)]) {
			const read = await readAll(gunzip(sourceOf(chunksOf(bytes, cuts))));
			expect(Buffer.compare(read, expected)).toBe(0);
		}
	});

	it('that are not compressed are the same, whatever they are', async () => {
		const plain = fc
			.uint8Array({maxLength: 40})
			.filter(([first, second]) => first !== 0x1f || second !== 0x8b)
			.map(bytesOf);
		await fc.assert(
			fc.asyncProperty(plain, places, async (bytes, at) => {
				expect(await readAll(gunzip(sourceOf(chunksOf(bytes, at))))).toEqual(bytes);
			}),
		);
	});

	it('that are compressed are the same, wherever they are cut', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array().map(bytesOf), places, async (bytes, at) => {
				const compressed = zip(bytes);
				fc.pre(bytes[0] !== 0x1f);
				expect(await readAll(gunzip(sourceOf(chunksOf(compressed, at))))).toEqual(bytes);
			}),
		);
	});
});

describe('a gzip', () => {
	it('that ends too early is a problem, wherever it ends', async () => {
		for (let length = 2; length < once.length; length += 1) {
			const reading = readAll(gunzip(sourceOf([once.subarray(0, length)])));
			await expect(reading).rejects.toThrow(ProblemError);
			await expect(reading).rejects.toMatchObject({
				problem: {type: 'misfit', message: 'the gzip is broken or ends too early'},
			});
		}
	});

	it('that is damaged gives bytes or a problem', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(once.length - 1), fc.nat(255), places, async (at, byte, cuts) => {
				const damaged = once.slice();
				damaged[at] = byte;
				const outcome = await readAll(gunzip(sourceOf(chunksOf(damaged, cuts)))).catch(
					(error: unknown) => error,
				);
				expect(outcome instanceof Uint8Array || outcome instanceof ProblemError).toBe(true);
			}),
		);
	});

	it('is inflated a little further than it is read, and no more', async () => {
		const member = zip(new Uint8Array(16 * 1024 * 1024));
		const bomb = bytesOf(Buffer.concat(Array.from({length: 32}, () => member)));
		const source = sourceOf(
			chunksOf(
				bomb,
				everywhere(bomb.length / 1000).map((at) => at * 1000),
			),
		);
		const read = vi.spyOn(source, 'read');
		const {read: next, cancel} = gunzip(source);
		for (let chunks = 0; chunks < 100; chunks += 1) await next();
		expect(bomb.length).toBeGreaterThan(500_000);
		expect(read.mock.calls.length * 1000).toBeLessThan(150_000);
		cancel();
	});
});

describe('a source that fails', () => {
	it.each([
		['at once', []],
		['after the first byte', [once.subarray(0, 1)]],
		['in the middle of a gzip', [once.subarray(0, 20)]],
		['in the middle of a gzip in a gzip', [zip(once).subarray(0, 40)]],
		['at the end of other bytes', [text]],
	])('passes on its error as it is: %s', async (_, chunks) => {
		const failure = new Error('The connection broke.');
		await expect(readAll(gunzip(sourceOf(chunks, failure)))).rejects.toBe(failure);
	});
});

describe('cancelling', () => {
	it.each([
		['before anything is read', text, 0],
		['bytes that are not compressed', text, 1],
		['a gzip', zip(new Uint8Array(1_000_000)), 1],
		['a gzip in a gzip', zip(zip(new Uint8Array(1_000_000))), 1],
	])('cancels the source: %s', async (_, bytes, reads) => {
		const source = sourceOf([bytes]);
		const {read, cancel} = gunzip(source);
		for (let left = reads; left > 0; left -= 1) await read();
		cancel();
		expect(source.cancel).toHaveBeenCalled();
	});

	it('ends a read that waits for more of a gzip', async () => {
		let end = (_chunk: undefined) => {};
		const waiting = new Promise<undefined>((resolve) => {
			end = resolve;
		});
		const first = [once.subarray(0, 20)];
		const read = async () => first.shift() ?? waiting;
		const {read: next, cancel} = gunzip({read, cancel: () => end(undefined)});
		expect(await next()).toBeInstanceOf(Uint8Array);
		const pending = next().catch((error: unknown) => error);
		await new Promise((resolve) => setTimeout(resolve, 10));
		cancel();
		expect(await pending).not.toBeInstanceOf(Uint8Array);
	});

	it('a source that has failed does nothing', async () => {
		const failure = new Error('The connection broke.');
		const {read, cancel} = gunzip(sourceOf([], failure));
		await expect(read()).rejects.toBe(failure);
		cancel();
		await expect(read()).rejects.toBe(failure);
	});
});
