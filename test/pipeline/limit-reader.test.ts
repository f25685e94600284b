import {describe, expect, it, vi} from 'vitest';
import {limitReader} from '../../src/pipeline/limit-reader.ts';
import type {BodyReader} from '../../src/response/reply.ts';
import {failure} from '../../src/response/reply.ts';
import {manualClock} from '../helpers/manual-clock.ts';

const chunk = Uint8Array.of(1);
const never = new Promise<undefined>(() => {});

const setUp = (read: BodyReader['read'], signal?: AbortSignal) => {
	const clock = manualClock();
	const inner = {read, cancel: vi.fn<() => void>()};
	const abort = vi.fn<() => void>();
	const reader = limitReader(inner, {clock, signal, idleMs: 100, abort});
	return {clock, inner, abort, reader};
};

describe('limitReader', () => {
	it('hands over chunks and the end, and stops its timer in between', async () => {
		const chunks = [chunk, chunk, undefined];
		const {clock, reader, abort, inner} = setUp(async () => chunks.shift());
		expect(clock.timers()).toBe(1);
		for (const expected of [chunk, chunk, undefined]) {
			expect(await reader.read()).toBe(expected);
			expect(clock.timers()).toBe(0);
		}
		expect(abort).not.toHaveBeenCalled();
		expect(inner.cancel).not.toHaveBeenCalled();
	});

	it('hands over a failure', async () => {
		const failed = failure({kind: 'network', phase: 'body', message: 'broke'});
		const {clock, reader} = setUp(async () => failed);
		expect(await reader.read()).toBe(failed);
		expect(clock.timers()).toBe(0);
	});

	it('ends with a failure if the reader of a middleware rejects', async () => {
		const cause = new Error('broken');
		const {clock, reader, abort} = setUp(async () => Promise.reject(cause));
		expect(await reader.read()).toMatchObject({kind: 'network', phase: 'body', cause});
		expect(clock.timers()).toBe(0);
		expect(abort).toHaveBeenCalledOnce();
	});

	it('ends the exchange if a chunk does not come in time, and says so at every read', async () => {
		const {clock, reader, abort, inner} = setUp(() => never);
		const read = reader.read();
		clock.advance(99);
		expect(abort).not.toHaveBeenCalled();
		clock.advance(1);
		const expected = {kind: 'timeout', message: 'no part of the body came within 100 ms'};
		expect(await read).toMatchObject(expected);
		expect(await reader.read()).toMatchObject(expected);
		expect(abort).toHaveBeenCalledOnce();
		expect(inner.cancel).toHaveBeenCalledOnce();
	});

	it('ignores the time between two reads', async () => {
		const {clock, reader} = setUp(async () => chunk);
		await reader.read();
		clock.advance(10_000);
		expect(await reader.read()).toBe(chunk);
	});

	it('ends the exchange if nobody begins to read in time', async () => {
		const {clock, reader, abort} = setUp(async () => chunk);
		clock.advance(100);
		expect(abort).toHaveBeenCalledOnce();
		expect(await reader.read()).toMatchObject({kind: 'timeout'});
	});

	it('ends with the reason of the signal, and leaves no listener', async () => {
		const controller = new AbortController();
		const remove = vi.spyOn(controller.signal, 'removeEventListener');
		const {clock, reader, abort} = setUp(() => never, controller.signal);
		const read = reader.read();
		controller.abort('enough');
		expect(await read).toMatchObject({kind: 'aborted', phase: 'body', cause: 'enough'});
		expect(abort).toHaveBeenCalledOnce();
		expect(clock.timers()).toBe(0);
		expect(remove).toHaveBeenCalledOnce();
	});

	it('leaves no timer and no listener after `cancel`', () => {
		const {signal} = new AbortController();
		const remove = vi.spyOn(signal, 'removeEventListener');
		const {clock, reader, inner} = setUp(async () => chunk, signal);
		reader.cancel();
		expect(clock.timers()).toBe(0);
		expect(remove).toHaveBeenCalledOnce();
		expect(inner.cancel).toHaveBeenCalledOnce();
	});
});
