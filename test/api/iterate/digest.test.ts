import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {canonicalJson, fnv1a} from '../../../src/api/iterate/digest.ts';

/** FNV-1a as it is defined, with arithmetic that is exact. */
const reference = (text: string): string => {
	let hash = 0xcbf29ce484222325n;
	for (const byte of Buffer.from(text)) {
		hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
	}
	return hash.toString(16).padStart(16, '0');
};

describe('fnv1a', () => {
	it.each([
		['', 'cbf29ce484222325'],
		['a', 'af63dc4c8601ec8c'],
		['foobar', '85944171f73967e8'],
	])('of %j is that of the published vectors', (text, hash) => {
		expect(fnv1a(text)).toBe(hash);
	});

	it('is that of the definition for any text', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 200}), (text) => {
				expect(fnv1a(text)).toBe(reference(text));
			}),
		);
	});
});

describe('canonicalJson', () => {
	it('writes equal data equally, whatever the order of its names', () => {
		expect(canonicalJson({b: [2, {d: 1, c: null}], a: undefined, e: 'x'})).toBe(
			'{"b":[2,{"c":null,"d":1}],"e":"x"}',
		);
		expect(canonicalJson({e: 'x', b: [2, {c: null, d: 1}]})).toBe(
			canonicalJson({b: [2, {d: 1, c: null}], e: 'x'}),
		);
	});
});
