import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {textDecoder} from '../../../src/api/feeds/text.ts';
import {cutAt, everywhere, places} from './pieces.ts';

const decode = (bytes: Uint8Array<ArrayBuffer>, at: readonly number[], charset = 'utf-8') => {
	const decodePiece = textDecoder(charset);
	const pieces = cutAt(bytes, at, (start, end) => bytes.subarray(start, end));
	return pieces.map((piece) => decodePiece(piece)).join('') + decodePiece();
};

describe('bytes', () => {
	const near = fc.array(fc.constantFrom(0x61, 0x80, 0xbf, 0xc3, 0xe2, 0xef, 0xf0, 0xf8, 0xff), {
		maxLength: 12,
	});

	it('are decoded as they are in one piece, valid or not, wherever they are cut', () => {
		const any = fc.oneof(
			fc.string({unit: 'binary'}).map((text) => new TextEncoder().encode(text)),
			near.map((bytes) => Uint8Array.from(bytes)),
			near.map((bytes) => Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes])),
		);
		fc.assert(
			fc.property(any, places, (bytes, at) => {
				const text = new TextDecoder().decode(bytes);
				for (const cuts of [at, everywhere(bytes.length)]) {
					expect(decode(Uint8Array.from(bytes), cuts)).toBe(text);
				}
			}),
			{numRuns: 1000},
		);
	});

	it('keep a byte order mark that is not at the beginning', () => {
		const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x61);
		expect(decode(bytes, [3])).toBe('\ufeffa');
	});

	it('are decoded in another charset, and in UTF-8 if it is unknown', () => {
		expect(decode(Uint8Array.of(0x61, 0, 0xe9, 0), [1, 2, 3], 'utf-16le')).toBe('aé');
		expect(decode(Uint8Array.of(0xc3, 0xa9), [1], 'x-unknown')).toBe('é');
	});
});
