import {describe, expect, it, vi} from 'vitest';
import {readBody} from '../../src/response/read-body.ts';
import {manualClock} from '../helpers/manual-clock.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const chunk = (size: number) => new Uint8Array(size).fill(97);

/* A body that gives one chunk at each pull; an error in the list breaks it, `never` makes it hang. */
const streamOf = (...parts: readonly (Uint8Array | Error | 'never')[]) => {
	const left = [...parts];
	const cancel = vi.fn<() => Promise<void>>(async () => {});
	const stream = new ReadableStream<Uint8Array>(
		{
			pull: (controller) => {
				const part = left.shift();
				if (part === undefined) return controller.close();
				if (part === 'never') return new Promise<void>(() => {});
				if (part instanceof Error) return controller.error(part);
				return controller.enqueue(part);
			},
			cancel,
		},
		{highWaterMark: 0},
	);
	return {stream, cancel, left};
};

const read = (response: Response, maxBytes = 10, truncate = false, clock = manualClock()) =>
	readBody(response, {type: truncate ? 'beginning' : 'whole', maxBytes}, clock.after);

describe('readBody', () => {
	it('reads nothing where there is no body', async () => {
		expect(await read(new Response(null))).toEqual({
			ok: true,
			bytes: new Uint8Array(0),
		});
	});

	it('reads a body of unknown length to its end', async () => {
		const {stream} = streamOf(chunk(3), chunk(0), chunk(4));
		const body = await read(new Response(stream));
		expect(body).toEqual({ok: true, bytes: chunk(7)});
	});

	it('reads a body of a declared length at once', async () => {
		const body = await read(new Response('hello', {headers: {'content-length': '5'}}));
		expect(body).toMatchObject({ok: true});
	});

	it('takes a body that is exactly as large as allowed', async () => {
		expect(await read(new Response(streamOf(chunk(10)).stream))).toMatchObject({ok: true});
	});

	it('fails where the body is larger than allowed, and reads no further', async () => {
		const {stream, cancel, left} = streamOf(chunk(6), chunk(6), chunk(6));
		expect(await read(new Response(stream))).toEqual({
			ok: false,
			phase: 'done',
			message: 'the body is larger than 10 bytes',
			cause: undefined,
		});
		expect(cancel).toHaveBeenCalledOnce();
		expect(left).toHaveLength(1);
	});

	it('does not read what is declared to be larger than allowed', async () => {
		const {stream, left} = streamOf(chunk(11), chunk(11));
		const body = await read(new Response(stream, {headers: {'content-length': '22'}}));
		expect(body).toMatchObject({ok: false, phase: 'done'});
		expect(left).toHaveLength(1);
	});

	it('fails without waiting for a cancel that never ends or fails', async () => {
		const {stream, cancel} = streamOf(chunk(20));
		cancel.mockRejectedValue(new Error('no'));
		expect(await read(new Response(stream))).toMatchObject({ok: false, phase: 'done'});
	});

	it('fails where fewer bytes come than were declared', async () => {
		const body = await read(new Response('hell', {headers: {'content-length': '5'}}));
		expect(body).toMatchObject({
			ok: false,
			phase: 'body',
			message: 'the body ended after 4 of 5 bytes',
		});
	});

	it.each([
		['compressed', {'content-length': '5', 'content-encoding': 'gzip'}],
		['of no readable length', {'content-length': 'five'}],
	])('counts no bytes of a body that is %s', async (_, headers) => {
		expect(await read(new Response('hell', {headers}))).toMatchObject({ok: true});
	});

	it('fails where the connection breaks', async () => {
		const cause = new Error('reset');
		expect(await read(new Response(streamOf(chunk(3), cause).stream))).toEqual({
			ok: false,
			phase: 'body',
			message: 'the connection broke while the body was read',
			cause,
		});
	});

	it('keeps the first bytes of an error, and reads the rest so that the connection survives', async () => {
		const clock = manualClock();
		const {stream, cancel, left} = streamOf(chunk(6), chunk(6), chunk(6));
		const body = await read(new Response(stream), 10, true, clock);
		expect(body).toEqual({ok: true, bytes: chunk(10)});
		expect([cancel.mock.calls.length, left.length, clock.timers()]).toEqual([0, 0, 0]);
	});

	it('gives up on the rest of an error after 64 KiB', async () => {
		const clock = manualClock();
		const {stream, cancel, left} = streamOf(...Array.from({length: 10}, () => chunk(30_000)));
		const body = await read(new Response(stream), 10, true, clock);
		expect(body).toMatchObject({ok: true});
		expect([cancel.mock.calls.length, left.length, clock.timers()]).toEqual([1, 6, 0]);
	});

	it('gives up on the rest of an error after 250 ms', async () => {
		const clock = manualClock();
		const {stream, cancel} = streamOf(chunk(20), 'never');
		const body = read(new Response(stream), 10, true, clock);
		await vi.waitFor(() => expect(clock.timers()).toBe(1));
		clock.advance(249);
		expect(cancel).not.toHaveBeenCalled();
		clock.advance(1);
		expect(await body).toEqual({ok: true, bytes: chunk(10)});
		expect([cancel.mock.calls.length, clock.timers()]).toEqual([1, 0]);
	});

	it('keeps the first bytes of an error whose rest breaks', async () => {
		const clock = manualClock();
		const {stream} = streamOf(chunk(20), new Error('reset'));
		const body = await read(new Response(stream), 10, true, clock);
		expect(body).toEqual({ok: true, bytes: chunk(10)});
		expect(clock.timers()).toBe(0);
	});

	it('survives a cancel of the rest that fails', async () => {
		const {stream, cancel} = streamOf(...Array.from({length: 10}, () => chunk(30_000)));
		cancel.mockRejectedValue(new Error('no'));
		expect(await read(new Response(stream), 10, true)).toMatchObject({ok: true});
	});

	it('holds text of many chunks together', async () => {
		const euro = new TextEncoder().encode('€');
		const body = await read(new Response(streamOf(euro.slice(0, 1), euro.slice(1)).stream));
		expect(body.ok && text(body.bytes)).toBe('€');
	});
});
