import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {csv} from '../../../src/api/feeds/csv.ts';
import {cutAt, decodeAll, everywhere, places} from './pieces.ts';

const delimiters = fc.constantFrom(',', ';', '|', '\t', '~', ' ');
const newlines = fc.constantFrom('\n', '\r\n');

/* Texts that come near to the syntax. */
const cell = fc.oneof(
	fc.string({unit: 'binary', maxLength: 12}),
	fc
		.array(
			fc.constantFrom('a', '"', ',', ';', '|', '\t', ' ', '\n', '\r', '\r\n', '\ufeff', 'é', '😀'),
			{
				maxLength: 8,
			},
		)
		.map((parts) => parts.join('')),
);

const table = fc
	.uniqueArray(fc.stringMatching(/^[a-z_]{1,8}$/), {minLength: 1, maxLength: 5})
	.chain((columns) =>
		fc.record({
			columns: fc.constant(columns),
			rows: fc.array(fc.array(cell, {minLength: columns.length, maxLength: columns.length}), {
				maxLength: 8,
			}),
		}),
	);

const forms = fc.record({
	delimiter: delimiters,
	newline: newlines,
	/* Whether cells are quoted that need not be. */
	quotesAll: fc.boolean(),
	endsWithNewline: fc.boolean(),
});

type Form = {
	readonly delimiter: string;
	readonly newline: string;
	readonly quotesAll: boolean;
	readonly endsWithNewline: boolean;
};

const encode = (rows: readonly (readonly string[])[], {delimiter, newline, ...form}: Form) => {
	const write = (text: string) =>
		form.quotesAll || text === '' || /["\r\n\ufeff]/.test(text) || text.includes(delimiter)
			? `"${text.replaceAll('"', '""')}"`
			: text;
	const lines = rows.map((row) => row.map(write).join(delimiter));
	return lines.join(newline) + (form.endsWithNewline ? newline : '');
};

const limits = {skip: 0, maxRowLength: 1_000_000};
const textPieces = (text: string, at: readonly number[]) =>
	cutAt(text, at, (start, end) => text.slice(start, end));

describe('a CSV', () => {
	it('is decoded to the rows that it was made of, wherever it is cut', () => {
		fc.assert(
			fc.property(table, forms, places, fc.nat(10), ({columns, rows}, written, at, skip) => {
				const text = encode([columns, ...rows], written);
				const expected = rows.map((row) =>
					Object.fromEntries(columns.map((name, index) => [name, row[index]])),
				);
				const options = {...limits, delimiter: written.delimiter, columns};
				for (const cuts of [at, [], everywhere(text.length)]) {
					const pieces = textPieces(text, cuts);
					expect(decodeAll(csv(options), pieces)).toEqual({rows: expected});
					const rest = decodeAll(csv({...options, skip}), pieces);
					expect(rest).toEqual({rows: expected.slice(skip)});
				}
			}),
			{numRuns: 1000},
		);
	});

	it('that is anything else gives rows or a problem, the same wherever it is cut', () => {
		const text = fc
			.array(fc.constantFrom('a', '"', ',', ' ', '\n', '\r\n', 'a,b', '"a"'), {maxLength: 20})
			.map((parts) => `a,b\n${parts.join('')}`);
		fc.assert(
			fc.property(text, places, (whole, at) => {
				const options = {...limits, delimiter: ',', columns: ['a']};
				const decoded = decodeAll(csv(options), [whole]);
				for (const cuts of [at, everywhere(whole.length)]) {
					expect(decodeAll(csv(options), textPieces(whole, cuts))).toEqual(decoded);
				}
				for (const row of decoded.rows) expect(Object.keys(row)).toEqual(['a', 'b']);
			}),
			{numRuns: 1000},
		);
	});
});
