import {runInNewContext} from 'node:vm';
import {describe, expect, it, vi} from 'vitest';
import {bodyProblems, cancelRest, concat, isBytes, isTooLarge} from '../../src/response/chunks.ts';

describe('concat', () => {
	it('joins chunks in their order', () => {
		const chunks = [Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(3)];
		expect(concat(chunks, 3)).toEqual(Uint8Array.of(1, 2, 3));
		expect(concat([], 0)).toEqual(new Uint8Array(0));
	});
});

describe('isTooLarge', () => {
	it('recognizes the message of a body that is too large', () => {
		const message = bodyProblems.tooLarge(7);
		expect(message).toBe('the body is larger than 7 bytes');
		expect(isTooLarge(message)).toBe(true);
		expect(isTooLarge(`${message}, but`)).toBe(true);
		expect(isTooLarge(`but ${message}`)).toBe(false);
		expect(isTooLarge(bodyProblems.broken)).toBe(false);
		expect(isTooLarge('the body is not JSON')).toBe(false);
	});
});

describe('cancelRest', () => {
	it('passes the reason on, and handles a cancellation that fails', async () => {
		const cancel = vi.fn<(reason: unknown) => Promise<void>>(async () => {
			throw new Error('cannot be cancelled');
		});
		const reader = new ReadableStream({cancel}).getReader();
		cancelRest(reader, 'enough');
		expect(cancel).toHaveBeenCalledExactlyOnceWith('enough');
		await expect(reader.closed).resolves.toBeUndefined();
	});

	it('does nothing without a reader', () => {
		expect(() => cancelRest(undefined)).not.toThrow();
	});
});

describe('isBytes', () => {
	it.each([
		[new Uint8Array(1), true],
		[Buffer.from('a'), true],
		[runInNewContext('new Uint8Array(1)'), true],
		[new Uint16Array(1), false],
		[new ArrayBuffer(1), false],
		['text', false],
		[undefined, false],
	])('of %o is %s', (value, expected) => {
		expect(isBytes(value)).toBe(expected);
	});
});
