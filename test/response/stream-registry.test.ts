import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {type BodyReader, type Failure, failure} from '../../src/response/reply.ts';

type Part = Uint8Array<ArrayBuffer> | Failure;
type Entry = {readonly token: unknown; readonly held: unknown};

/** A registry of whose objects the test says when they are collected. */
class Registry {
	static entries: Entry[] = [];
	static onCollected: (held: unknown) => void = () => {};

	constructor(onCollected: (held: unknown) => void) {
		Registry.onCollected = onCollected;
	}

	register(_: object, held: unknown, token: unknown): void {
		Registry.entries.push({token, held});
	}

	unregister(token: unknown): void {
		Registry.entries = Registry.entries.filter((entry) => entry.token !== token);
	}
}

const collect = () => {
	for (const {held} of Registry.entries.splice(0)) Registry.onCollected(held);
};

beforeEach(() => {
	Registry.entries = [];
	vi.stubGlobal('FinalizationRegistry', Registry);
	vi.resetModules();
});

afterEach(() => {
	vi.unstubAllGlobals();
	vi.resetModules();
});

const broken = failure({kind: 'network', phase: 'body', message: 'broken'});

/** The stream of a body of these parts. */
const open = async (...parts: readonly Part[]) => {
	const {bodyStream} = await import('../../src/response/body-stream.ts');
	const left = [...parts];
	const source: BodyReader = {read: async () => left.shift(), cancel: vi.fn<() => void>()};
	const stream = bodyStream(source, ({message}) => new TypeError(message));
	return {stream, source};
};

describe.each(['a byte stream', 'a stream'])('%s that the garbage collector finds', (type) => {
	beforeEach(() => {
		if (type === 'a stream') vi.stubGlobal('ReadableByteStreamController', undefined);
	});

	it('closes the connection if it has not ended', async () => {
		const {stream, source} = await open(Uint8Array.of(1), Uint8Array.of(2));
		await stream.getReader().read();
		collect();
		expect(source.cancel).toHaveBeenCalledOnce();
	});

	it('does nothing after its end', async () => {
		const {stream, source} = await open(Uint8Array.of(1));
		await new Response(stream).arrayBuffer();
		collect();
		expect(source.cancel).not.toHaveBeenCalled();
	});

	it('does nothing after a failure', async () => {
		const {stream, source} = await open(broken);
		await expect(stream.getReader().read()).rejects.toThrow(new TypeError('broken'));
		collect();
		expect(source.cancel).not.toHaveBeenCalled();
	});

	it('closes the connection once, also if the caller has cancelled', async () => {
		const {stream, source} = await open(Uint8Array.of(1));
		await stream.cancel();
		collect();
		expect(source.cancel).toHaveBeenCalledOnce();
	});

	it('is not read ahead', async () => {
		const {stream, source} = await open(Uint8Array.of(1), Uint8Array.of(2));
		const read = vi.spyOn(source, 'read');
		await new Promise((resolve) => setImmediate(resolve));
		expect(read).not.toHaveBeenCalled();
		expect((await stream.getReader().read()).value).toEqual(Uint8Array.of(1));
		await new Promise((resolve) => setImmediate(resolve));
		expect(read).toHaveBeenCalledOnce();
	});
});

it('a stream has no part of a polluted prototype in its options', async () => {
	Object.assign(Object.prototype, {highWaterMark: 9, autoAllocateChunkSize: 0});
	try {
		const {stream} = await open(Uint8Array.of(1));
		expect(await new Response(stream).arrayBuffer()).toHaveProperty('byteLength', 1);
	} finally {
		Reflect.deleteProperty(Object.prototype, 'highWaterMark');
		Reflect.deleteProperty(Object.prototype, 'autoAllocateChunkSize');
	}
});
