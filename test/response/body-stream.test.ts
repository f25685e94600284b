import * as fc from 'fast-check';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {bodyReader, readerOf} from '../../src/response/body-reader.ts';
import {bodyStream} from '../../src/response/body-stream.ts';
import {readBody} from '../../src/response/read-body.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const {after} = virtualClock();
const toError = () => new Error('broke');

/** A response whose body comes in these chunks. */
const responseOf = (chunks: readonly Bytes[]) =>
	new Response(
		new ReadableStream({
			start: (controller) => {
				for (const part of chunks) controller.enqueue(part);
				controller.close();
			},
		}),
	);

/** Cuts bytes at some places. */
const chunksOf = (bytes: Bytes, cuts: readonly number[]): Bytes[] => {
	const places = [...cuts, bytes.length].map((cut) => Math.min(cut, bytes.length));
	const sorted = places.toSorted((a, b) => a - b);
	return sorted.map((end, index) => bytes.slice(index === 0 ? 0 : sorted[index - 1], end));
};

const read = async (stream: ReadableStream<Bytes>) => {
	const parts: Bytes[] = [];
	for await (const part of stream) parts.push(part);
	return new Uint8Array(Buffer.concat(parts));
};

const streamOf = (response: Response, maxBytes = Infinity) => {
	const onEnd = vi.fn<() => void>();
	const reader = bodyReader(response, maxBytes, onEnd);
	if (reader === undefined) throw new Error('no body');
	return {stream: bodyStream(reader, toError), onEnd};
};

it('any chunks of any bytes are the same data as the whole, streamed and in full', async () => {
	const anyBytes = fc.uint8Array({maxLength: 200}).map((bytes): Bytes => new Uint8Array(bytes));
	const anyCuts = fc.array(fc.nat(200), {maxLength: 12});
	await fc.assert(
		fc.asyncProperty(anyBytes, anyCuts, async (bytes, cuts) => {
			const chunks = chunksOf(bytes, cuts);
			expect(await read(streamOf(responseOf(chunks)).stream)).toEqual(bytes);
			const full = await readBody(responseOf(chunks), {type: 'full', maxBytes: 200}, after);
			expect(full).toEqual({ok: true, bytes});
		}),
	);
});

describe('a body that is read chunk by chunk', () => {
	it('may have exactly `maxBytes`', async () => {
		const three = [Uint8Array.of(1), Uint8Array.of(2, 3)];
		const {stream, onEnd} = streamOf(responseOf(three), 3);
		expect(await read(stream)).toEqual(Uint8Array.of(1, 2, 3));
		expect(onEnd).toHaveBeenCalledOnce();
		const tooLarge = streamOf(responseOf(three), 2);
		await expect(read(tooLarge.stream)).rejects.toThrow('broke');
		expect(tooLarge.onEnd).toHaveBeenCalled();
	});

	it('is not read ahead', async () => {
		const pull = vi.fn<(controller: ReadableStreamDefaultController) => void>((controller) =>
			controller.enqueue(Uint8Array.of(1)),
		);
		const source = new ReadableStream({pull}, {highWaterMark: 0});
		const {stream} = streamOf(new Response(source));
		await new Promise((resolve) => setImmediate(resolve));
		expect(pull).not.toHaveBeenCalled();
		await stream.getReader().read();
		expect(pull).toHaveBeenCalledOnce();
	});

	it('may be cancelled even if its source refuses to', async () => {
		const source = new ReadableStream({
			cancel: () => {
				throw new Error('broken');
			},
		});
		const {stream, onEnd} = streamOf(new Response(source));
		await stream.cancel();
		expect(onEnd).toHaveBeenCalledOnce();
	});

	it('that is there already is handed over in one chunk, as a copy', async () => {
		const bytes = Uint8Array.of(1, 2);
		const reader = readerOf(bytes);
		const chunk = await reader.read();
		expect(chunk).toEqual(bytes);
		expect(chunk).not.toBe(bytes);
		expect(await reader.read()).toBeUndefined();
		const cancelled = readerOf(bytes);
		cancelled.cancel();
		expect(await cancelled.read()).toBeUndefined();
	});
});

describe('a stream that is forgotten', () => {
	afterEach(() => {
		vi.unstubAllGlobals();
		vi.resetModules();
	});

	const load = async () => {
		vi.resetModules();
		return (await import('../../src/response/body-stream.ts')).bodyStream;
	};

	it('is cancelled when the garbage collector finds it', async () => {
		let collect: () => void = () => {};
		class Registry {
			readonly #onCollected: (held: unknown) => void;

			constructor(onCollected: (held: unknown) => void) {
				this.#onCollected = onCollected;
			}

			register(_: object, held: unknown): void {
				collect = () => this.#onCollected(held);
			}
		}
		vi.stubGlobal('FinalizationRegistry', Registry);
		const create = await load();
		const cancel = vi.fn<() => void>();
		create({read: async () => undefined, cancel}, toError);
		expect(cancel).not.toHaveBeenCalled();
		collect();
		expect(cancel).toHaveBeenCalledOnce();
	});

	it('needs no registry: some runtimes have none', async () => {
		const {FinalizationRegistry: original} = globalThis;
		Reflect.deleteProperty(globalThis, 'FinalizationRegistry');
		try {
			const create = await load();
			expect(await read(create(readerOf(Uint8Array.of(1)), toError))).toEqual(Uint8Array.of(1));
			const cancel = vi.fn<() => void>();
			await create({read: async () => undefined, cancel}, toError).cancel();
			expect(cancel).toHaveBeenCalledOnce();
		} finally {
			globalThis.FinalizationRegistry = original;
		}
	});
});
