import {getEventListeners} from 'node:events';
import {expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {readStream} from '../../src/fetch/read-stream.ts';
import {unhandledRejections} from '../helpers/unhandled-rejections.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const abortInTurn = () => {
	const controller = new AbortController();
	return {signal: controller.signal, abort: () => controller.abort()};
};

it('ends at the limit even if the stream cannot be cancelled', async () => {
	const rejections = unhandledRejections();
	const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull: (controller) => controller.enqueue(new Uint8Array(10)),
		cancel: () => {
			throw new Error('broken');
		},
	});
	const {after} = virtualClock();
	const limits = {signal: undefined, timeoutMs: 1000, maxBytes: 15, after};
	expect(await readStream(stream, limits)).toEqual({type: 'too-large'});
	await new Promise((resolve) => setImmediate(resolve));
	expect(rejections).toEqual([]);
});

it.each([
	['a text', 'hello'],
	['other numbers', new Uint16Array([300])],
	['a buffer', new ArrayBuffer(8)],
	['nothing', undefined],
])('fails if a chunk is %s', async (_, chunk) => {
	const stream = new ReadableStream({start: (controller) => controller.enqueue(chunk)});
	const {after} = virtualClock();
	const limits = {signal: undefined, timeoutMs: 1000, maxBytes: 100, after};
	expect(await readStream(stream, limits)).toMatchObject({
		type: 'failed',
		cause: {message: 'A chunk of the body is not a `Uint8Array`.'},
	});
});

it('ends when the signal aborts, even if empty chunks never end', async () => {
	const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull: (controller) => controller.enqueue(new Uint8Array(0)),
	});
	const {signal, abort} = abortInTurn();
	const limits = {signal, timeoutMs: 60_000, maxBytes: 100, after: systemClock.after};
	const pending = readStream(stream, limits);
	setImmediate(abort);
	expect(await pending).toEqual({type: 'aborted', signal});
});

it('adds one listener to a signal, however many streams are read', async () => {
	const {signal, abort} = abortInTurn();
	const {after} = virtualClock();
	const reads = Array.from({length: 20}, () =>
		readStream(new ReadableStream(), {signal, timeoutMs: 1000, maxBytes: 100, after}),
	);
	expect(getEventListeners(signal, 'abort')).toHaveLength(1);
	abort();
	await Promise.all(reads);
	expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});
