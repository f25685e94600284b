import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {describe, expect, it, vi} from 'vitest';
import {bodyReader} from '../../src/response/body-reader.ts';
import {bodyStream} from '../../src/response/body-stream.ts';

setFlagsFromString('--expose-gc');
const runCollector: () => void = runInNewContext('gc');

/** Runs the garbage collector, and what it calls. */
const collectGarbage = async () => {
	for (let round = 0; round < 3; round++) {
		runCollector();
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
};

type Wrapper = Pick<ReadableStream<Uint8Array<ArrayBuffer>>, 'getReader'>;

/*
 * As in Chromium: the object that a program has of a stream is a wrapper, which the reader of the stream does not refer
 * to.
 */
class WrappedStream {
	readonly getReader: unknown;

	constructor(...args: ConstructorParameters<typeof ReadableStream>) {
		const stream = new Real(...args);
		this.getReader = () => stream.getReader();
	}
}
const Real = ReadableStream;

const create = (
	reader: Parameters<typeof bodyStream>[0],
	...[onStart]: [onStart?: Parameters<typeof bodyStream>[2]]
): Wrapper => {
	vi.stubGlobal('ReadableStream', WrappedStream);
	try {
		return bodyStream(reader, ({message}) => new Error(message), onStart);
	} finally {
		vi.unstubAllGlobals();
	}
};

/** A body that never ends and has a part whenever it is asked for one. */
const endless = () => ({
	read: async () => Uint8Array.of(1),
	cancel: vi.fn<() => void>(),
});

describe('a stream that only its reader refers to', () => {
	it('is read to its end while the garbage collector runs', async () => {
		let left = 6;
		const cancel = () => {
			left = 0;
		};
		const read = async () => {
			await collectGarbage();
			return left-- > 0 ? Uint8Array.of(left) : undefined;
		};
		const reader = create({read, cancel}).getReader();
		const bytes: number[] = [];
		for (;;) {
			await collectGarbage();
			const {done, value} = await reader.read();
			if (done) break;
			bytes.push(...value);
		}
		expect(bytes).toHaveLength(6);
	});

	it('still ends with the error that it is given', async () => {
		let end: (error: unknown) => void = () => {};
		const body = endless();
		const reader = create(body, (fail) => {
			end = fail;
		}).getReader();
		await collectGarbage();
		expect(body.cancel).not.toHaveBeenCalled();
		end(new Error('given'));
		await expect(reader.read()).rejects.toThrow('given');
	});
});

it('a stream that nobody can read any more is closed, and takes an error without effect', async () => {
	const body = endless();
	let end: (error: unknown) => void = () => {};
	const begin = async () => {
		const reader = create(body, (fail) => {
			end = fail;
		}).getReader();
		await reader.read();
	};
	await begin();
	await vi.waitFor(async () => {
		await collectGarbage();
		expect(body.cancel).toHaveBeenCalledOnce();
	});
	expect(() => end(new Error('too late'))).not.toThrow();
});

it('a body that is cancelled before its end is a failure for whoever still reads it', async () => {
	const source = new ReadableStream({
		start: (controller) => controller.enqueue(Uint8Array.of(1)),
	});
	const reader = bodyReader(new Response(source), Infinity, () => {});
	expect(await reader?.read()).toEqual(Uint8Array.of(1));
	const pending = reader?.read();
	reader?.cancel();
	expect(await pending).toMatchObject({type: 'failure', kind: 'network', phase: 'body'});
});
