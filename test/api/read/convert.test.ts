import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {numberIn} from '../../../src/api/read/convert.ts';

/** What a number in a text is, slowly. */
const expected = (text: string): number | undefined => {
	const value = /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
	return Number.isFinite(value) ? value : undefined;
};

describe('numberIn', () => {
	it.each([
		['0', 0],
		['-0', -0],
		['12.50', 12.5],
		['-1.05', -1.05],
		['+7', 7],
		[' 7 ', 7],
		['0.1', 0.1],
		['123456789012.25', 123456789012.25],
		['0.30000000000000004', 0.30000000000000004],
		['12345678901234567890.5', 12345678901234567000],
	])('reads %j', (text, value) => {
		expect(numberIn(text)).toBe(value);
	});

	it.each(['', '-', '.', '1.', '.5', '-.5', '1.2.3', '1e5', '0x10', '1,000.00', 'NaN', 'Infinity'])(
		'finds none in %j',
		(text) => {
			expect(numberIn(text)).toBeUndefined();
		},
	);

	it('finds none in more digits than a number has', () => {
		expect(numberIn('9'.repeat(400))).toBeUndefined();
	});

	it('reads any decimal as `Number` does, and nothing else', () => {
		const decimals = fc
			.tuple(fc.constantFrom('', '-', '+'), fc.nat(), fc.stringMatching(/^\d{0,12}$/))
			.map(([sign, whole, part]) => `${sign}${whole}${part === '' ? '' : `.${part}`}`);
		const texts = fc.oneof(
			decimals,
			fc.double().map(String),
			fc.stringMatching(/^[-+. \d]{0,20}$/),
			fc.string(),
		);
		fc.assert(
			fc.property(texts, (text) => {
				expect(numberIn(text)).toBe(expected(text));
			}),
			{numRuns: 5000},
		);
	});
});
