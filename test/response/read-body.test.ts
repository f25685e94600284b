import {describe, expect, it, vi} from 'vitest';
import {readBody} from '../../src/response/read-body.ts';
import {settle, virtualClock} from '../helpers/virtual-clock.ts';

const full = {type: 'full', maxBytes: 10} as const;
const truncate = {type: 'truncate', maxBytes: 10} as const;
const discard = {type: 'discard'} as const;

const utf8 = new TextDecoder();

/** A body that delivers its chunks one at a time, then ends as `ending` states. */
const bodyOf = (
	chunks: readonly (string | number)[],
	ending: 'close' | 'break' | 'stall' | 'endless' = 'close',
) => {
	const cancel = vi.fn<() => Promise<void>>(() => new Promise(() => {}));
	const pulls = vi.fn<() => void>();
	const left = [...chunks];
	const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
		{
			pull: (controller) => {
				pulls();
				const next = left.length > 0 ? left.shift() : ending === 'endless' ? 1024 : undefined;
				if (typeof next === 'string') controller.enqueue(new TextEncoder().encode(next));
				else if (typeof next === 'number') controller.enqueue(new Uint8Array(next));
				else if (ending === 'close') controller.close();
				else if (ending === 'break') controller.error(new Error('terminated'));
				else return new Promise(() => {});
				return undefined;
			},
			cancel,
		},
		{highWaterMark: 0},
	);
	return {stream, cancel, pulls};
};

const read = async (
	body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
	mode: Parameters<typeof readBody>[1],
	headers: Record<string, string> = {},
) => {
	const clock = virtualClock();
	const result = await clock.run(readBody(new Response(body, {headers}), mode, clock.after));
	expect(clock.timers()).toBe(0);
	const text = result.ok ? utf8.decode(result.bytes) : undefined;
	return {...result, text, elapsedMs: clock.elapsed()};
};

describe('readBody in mode full', () => {
	it('returns no bytes for an empty stream', async () => {
		expect(await read(bodyOf([]).stream, full)).toMatchObject({ok: true, text: ''});
	});

	it.each([
		['parts of one buffer', [0, 4, 4, 6]],
		['a part of a larger buffer', [1, 5]],
		['a whole buffer', [0, 6]],
	])('returns a separate buffer for %s', async (_, bounds) => {
		const source = new TextEncoder().encode('abcdef');
		const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
			start: (controller) => {
				for (let index = 0; index < bounds.length; index += 2) {
					controller.enqueue(source.subarray(bounds[index], bounds[index + 1]));
				}
				controller.close();
			},
		});
		const result = await read(stream, full);
		const wanted = 'abcdef'.slice(bounds[0], bounds.at(-1));
		expect(result).toMatchObject({ok: true, text: wanted});
		expect(result.ok && result.bytes.buffer.byteLength).toBe(wanted.length);
	});

	it('reads the body to its end', async () => {
		const {stream, cancel} = bodyOf(['abc', '', 'defghij']);
		expect(await read(stream, full)).toMatchObject({ok: true, text: 'abcdefghij'});
		expect(cancel).not.toHaveBeenCalled();
	});

	it('returns no bytes if there is no body', async () => {
		expect(await read(null, full)).toMatchObject({ok: true, text: ''});
	});

	it('fails if the body is too large, without waiting for the cancellation', async () => {
		const {stream, cancel, pulls} = bodyOf(['abcdef', 'ghijk'], 'endless');
		expect(await read(stream, full)).toMatchObject({
			ok: false,
			phase: 'done',
			message: 'the body is larger than 10 bytes',
			cause: undefined,
		});
		expect(cancel).toHaveBeenCalledOnce();
		expect(pulls).toHaveBeenCalledTimes(2);
	});

	it('fails if the connection breaks', async () => {
		expect(await read(bodyOf(['{}'], 'break').stream, full)).toMatchObject({
			ok: false,
			phase: 'body',
			message: 'the connection broke while the body was read',
			cause: new Error('terminated'),
		});
	});

	it('fails if the body is shorter than declared, even if it parses', async () => {
		const headers = {'content-length': '3'};
		expect(await read(bodyOf(['{}']).stream, full, headers)).toMatchObject({
			ok: false,
			phase: 'body',
			message: 'the body ended after 2 of 3 bytes',
			cause: undefined,
		});
	});

	it('reads declared lengths of several digits', async () => {
		const headers = {'content-length': '10'};
		expect(await read(bodyOf(['{}']).stream, full, headers)).toMatchObject({
			message: 'the body ended after 2 of 10 bytes',
		});
	});

	it.each<Record<string, string>>([
		{'content-length': '2'},
		{'content-length': '1'},
		{'content-length': 'x3'},
		{'content-length': '3x'},
		{'content-length': '-3'},
		{'content-length': '3', 'content-encoding': 'gzip'},
	])('does not check the length with %j', async (headers) => {
		expect(await read(bodyOf(['{}']).stream, full, headers)).toMatchObject({ok: true, text: '{}'});
	});

	it.each([
		['break', 100_000],
		['endless', 20_000],
	] as const)('keeps the first 16 kB of a body that fails: %s', async (ending, maxBytes) => {
		const {stream} = bodyOf([10_000, 6_384, 5000, 5000], ending);
		const result = await read(stream, {type: 'full', maxBytes});
		expect(result).toMatchObject({ok: false});
		expect(result.bytes).toHaveLength(16_384);
	});

	it('keeps all of a short body that fails', async () => {
		const result = await read(bodyOf(['abc', 'def'], 'break').stream, full);
		expect(utf8.decode(result.bytes)).toBe('abcdef');
	});

	it('fails if the body is already locked', async () => {
		const {stream} = bodyOf(['{}']);
		const response = new Response(stream);
		stream.getReader();
		await expect(readBody(response, full, virtualClock().after)).resolves.toMatchObject({
			ok: false,
			phase: 'body',
		});
	});
});

describe('readBody in mode truncate', () => {
	it('returns the whole of a small body', async () => {
		expect(await read(bodyOf(['abc']).stream, truncate)).toMatchObject({ok: true, text: 'abc'});
	});

	it('returns the beginning, and drains the rest so that the connection can be reused', async () => {
		const {stream, cancel} = bodyOf(['abcdef', 'ghijklm', 60_000]);
		expect(await read(stream, truncate)).toMatchObject({
			ok: true,
			text: 'abcdefghij',
			elapsedMs: 0,
		});
		expect(cancel).not.toHaveBeenCalled();
	});

	it('fails if the connection breaks within the beginning', async () => {
		expect(await read(bodyOf(['abc'], 'break').stream, truncate)).toMatchObject({ok: false});
	});

	it('returns the beginning if the connection breaks after it', async () => {
		const {stream, cancel} = bodyOf(['abcdefghijk'], 'break');
		expect(await read(stream, truncate)).toMatchObject({ok: true, text: 'abcdefghij'});
		expect(cancel).not.toHaveBeenCalled();
	});
});

describe('readBody in mode discard', () => {
	it('reads the body to its end', async () => {
		const {stream, cancel, pulls} = bodyOf(['abc', 65_536 - 4]);
		expect(await read(stream, discard)).toMatchObject({ok: true, text: ''});
		expect(pulls).toHaveBeenCalledTimes(3);
		expect(cancel).not.toHaveBeenCalled();
	});

	it('cancels the body after 64 KiB', async () => {
		const {stream, cancel, pulls} = bodyOf([], 'endless');
		expect(await read(stream, discard)).toMatchObject({ok: true, text: '', elapsedMs: 0});
		expect(pulls).toHaveBeenCalledTimes(64);
		expect(cancel).toHaveBeenCalledOnce();
	});

	it('cancels the body after 250 ms', async () => {
		const {stream, cancel} = bodyOf(['abc'], 'stall');
		expect(await read(stream, discard)).toMatchObject({ok: true, text: '', elapsedMs: 250});
		expect(cancel).toHaveBeenCalledOnce();
	});

	it('ignores a connection that breaks', async () => {
		expect(await read(bodyOf(['abc'], 'break').stream, discard)).toMatchObject({
			ok: true,
			text: '',
		});
	});

	it('ignores a cancellation that fails', async () => {
		const {stream, cancel} = bodyOf([], 'endless');
		cancel.mockRejectedValue(new Error('cannot be cancelled'));
		expect(await read(stream, discard)).toMatchObject({ok: true});
		await settle();
	});
});
