import {describe, expect, it, vi} from 'vitest';
import {bodyReader, readerOf} from '../../src/response/body-reader.ts';
import {settle} from '../helpers/virtual-clock.ts';

/** The reader of a response whose body comes in these chunks, and then ends, breaks or never ends. */
const open = (
	chunks: readonly unknown[],
	{
		maxBytes = 10,
		headers = {},
		ending = 'close',
	}: {
		readonly maxBytes?: number;
		readonly headers?: Record<string, string>;
		readonly ending?: 'close' | 'break' | 'stall';
	} = {},
) => {
	const left = [...chunks];
	const cancel = vi.fn<() => void>();
	const body = new ReadableStream(
		{
			pull: (controller: ReadableStreamDefaultController) => {
				if (left.length > 0) controller.enqueue(left.shift());
				else if (ending === 'close') controller.close();
				else if (ending === 'break') controller.error(new Error('terminated'));
				else return new Promise(() => {});
				return undefined;
			},
			cancel,
		},
		{highWaterMark: 0},
	);
	const response = new Response(body, {status: 201, headers});
	const onEnd = vi.fn<() => void>();
	const reader = bodyReader(response, maxBytes, onEnd);
	if (reader === undefined) throw new Error('no body');
	return {...reader, cancelled: cancel, onEnd, headers: response.headers};
};

const bytes = (...values: readonly number[]) => Uint8Array.from(values);

describe('bodyReader', () => {
	it('reads the chunks, and then the end', async () => {
		const {read, onEnd, cancelled} = open([bytes(1), bytes(2, 3)], {maxBytes: 3});
		expect(await read()).toEqual(bytes(1));
		expect(await read()).toEqual(bytes(2, 3));
		expect(onEnd).not.toHaveBeenCalled();
		expect(await read()).toBeUndefined();
		expect(onEnd).toHaveBeenCalledOnce();
		expect(cancelled).not.toHaveBeenCalled();
	});

	it('is undefined if there is no body', () => {
		expect(bodyReader(new Response(null), 1, () => {})).toBeUndefined();
		const foreign = new Response(null);
		Object.defineProperty(foreign, 'body', {value: undefined});
		expect(bodyReader(foreign, 1, () => {})).toBeUndefined();
	});

	it('fails at the limit for all chunks together, and closes the connection', async () => {
		const {read, onEnd, cancelled, headers} = open([bytes(1, 2), bytes(3)], {maxBytes: 2});
		await read();
		expect(await read()).toMatchObject({
			type: 'failure',
			kind: 'invalid-body',
			phase: 'done',
			message: 'the body is larger than 2 bytes',
			status: 201,
			headers,
		});
		expect(cancelled).toHaveBeenCalledOnce();
		expect(onEnd).toHaveBeenCalledOnce();
	});

	it('fails for a chunk that is not bytes, and closes the connection', async () => {
		const {read, onEnd, cancelled} = open(['text']);
		expect(await read()).toMatchObject({
			kind: 'invalid-body',
			phase: 'done',
			message: 'a part of the body is not bytes',
		});
		expect(cancelled).toHaveBeenCalledOnce();
		expect(onEnd).toHaveBeenCalledOnce();
	});

	it('fails if the body is shorter than declared, and may succeed the next time', async () => {
		const headers = {'content-length': '4'};
		const short = open([bytes(1, 2), bytes(3)], {headers});
		await short.read();
		await short.read();
		expect(await short.read()).toMatchObject({
			kind: 'invalid-body',
			phase: 'body',
			message: 'the body ended after 3 of 4 bytes',
		});
		expect(short.onEnd).toHaveBeenCalledOnce();
		const exact = open([bytes(1, 2, 3, 4)], {headers});
		await exact.read();
		expect(await exact.read()).toBeUndefined();
	});

	it('fails if the connection breaks', async () => {
		const {read, onEnd} = open([], {ending: 'break'});
		expect(await read()).toMatchObject({
			kind: 'network',
			phase: 'body',
			message: 'the connection broke while the body was read',
			cause: new Error('terminated'),
		});
		expect(onEnd).toHaveBeenCalledOnce();
	});

	it('can be cancelled while it reads', async () => {
		const {read, cancel, onEnd, cancelled} = open([], {ending: 'stall'});
		const reading = read();
		await settle();
		cancel();
		expect(onEnd).toHaveBeenCalled();
		expect(cancelled).toHaveBeenCalledOnce();
		expect(await reading).toMatchObject({
			kind: 'network',
			phase: 'body',
			message: 'the body was cancelled before its end',
		});
	});
});

describe('readerOf', () => {
	it('reads bytes once, and nothing if there are none', async () => {
		const {read} = readerOf(bytes(1));
		expect([await read(), await read()]).toEqual([bytes(1), undefined]);
		expect(await readerOf(bytes()).read()).toBeUndefined();
	});
});
