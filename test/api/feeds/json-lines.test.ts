import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {jsonLines} from '../../../src/api/feeds/json-lines.ts';
import {lineSplitter} from '../../../src/api/feeds/lines.ts';
import {cutAt, decodeAll, everywhere, places} from './pieces.ts';

const decode = (text: string, options: {skip?: number; maxRowLength?: number} = {}) =>
	decodeAll(jsonLines({skip: 0, maxRowLength: 1000, ...options}), [text]);

const piecesOf = (text: string, at: readonly number[]) =>
	cutAt(text, at, (start, end) => text.slice(start, end));

describe('lines', () => {
	it('are those of the text, wherever it is cut', () => {
		const text = fc
			.array(fc.constantFrom('\n', '\r', 'a', 'é😀', '\u2028'), {maxLength: 20})
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(text, places, (whole, at) => {
				const lines = whole.split('\n');
				if (lines.at(-1) === '') lines.pop();
				for (const cuts of [at, everywhere(whole.length)]) {
					const split = lineSplitter(100);
					const parts = piecesOf(whole, cuts).flatMap((piece) => split(piece, false));
					expect([...parts, ...split('', true)]).toEqual(lines);
				}
			}),
		);
	});

	it('that are too long are returned before they end', () => {
		const split = lineSplitter(3);
		expect(split('a\nbc', false)).toEqual(['a']);
		expect(split('de', false)).toEqual(['bcde']);
	});
});

describe('JSON Lines', () => {
	const row = fc.dictionary(
		fc.constantFrom('meta', 'tax', 'error', '__proto__'),
		fc.jsonValue({maxDepth: 2}),
	);

	it('are decoded to the rows that they were made of, wherever they are cut', () => {
		const rows = fc.array(
			/* Without a group, an object with an error is no row. JSON has no -0. */
			row.map((one): unknown => JSON.parse(JSON.stringify({...one, meta: null}))),
			{maxLength: 6},
		);
		fc.assert(
			fc.property(
				rows,
				places,
				fc.constantFrom('\n', '\r\n', '\n\n \n'),
				fc.boolean(),
				fc.nat(8),
				(expected, at, newline, endsWithNewline, skip) => {
					const lines = expected.map((one) => JSON.stringify(one)).join(newline);
					const text = endsWithNewline ? lines + newline : lines;
					const options = {skip: 0, maxRowLength: 10_000};
					for (const cuts of [at, everywhere(text.length)]) {
						const pieces = piecesOf(text, cuts);
						expect(decodeAll(jsonLines(options), pieces)).toEqual({rows: expected});
						const rest = decodeAll(jsonLines({...options, skip}), pieces);
						expect(rest).toEqual({rows: expected.slice(skip)});
					}
				},
			),
		);
	});

	it('of any text are rows or a problem, the same wherever they are cut', () => {
		const text = fc
			.array(fc.constantFrom('{}', '{', '}', '1', '\n', '\n', ' ', '{"error":1}', '"', 'null'), {
				maxLength: 12,
			})
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(text, places, (whole, at) => {
				const options = {skip: 0, maxRowLength: 8};
				const decoded = decodeAll(jsonLines(options), [whole]);
				for (const cuts of [at, everywhere(whole.length)]) {
					const {rows, problem} = decodeAll(jsonLines(options), piecesOf(whole, cuts));
					expect(rows).toEqual(decoded.rows);
					expect(problem?.message).toBe(decoded.problem?.message);
				}
			}),
		);
	});
});

describe('a line', () => {
	it.each([
		['{"a":1}\n\n<html>\n{"b":2}\n', 'line 3 is not JSON', '<html>', false],
		['{"a":1}\n[1]\n', 'line 2 is not an object', '[1]', false],
		['{"a":1}\n"x"', 'line 2 is not an object', '"x"', false],
		['{"a":1}\nnull\n', 'line 2 is not an object', 'null', false],
		['{"a":1}\n{"b":\n', 'line 2 is not JSON', '{"b":', false],
		['{"a":1}\n{"b":', 'line 2 is not JSON', '{"b":', true],
	])(
		'that is no row is a problem after the rows before it: %j',
		(text, message, shown, isTruncated) => {
			expect(decode(text)).toEqual({
				rows: [{a: 1}],
				problem: {type: 'misfit', message, path: [1], text: shown, isTruncated},
			});
		},
	);

	it('that is too long is a problem, also if it is blank', () => {
		const message = 'row 2 is longer than 8 characters (`maxRowLength`)';
		for (const line of ['{"a":"bcdefg"}', '          ']) {
			expect(decode(`{"a":1}\n${line}\n`, {maxRowLength: 8})).toEqual({
				rows: [{a: 1}],
				problem: {type: 'misfit', message, path: [1]},
			});
		}
	});

	it('is not checked if it is skipped', () => {
		expect(decode('{"a":1}\n<html>\n{"b":2}\n', {skip: 2}).rows).toEqual([{b: 2}]);
	});

	it.each([
		[{error: 500, message: 'Internal error'}, 'Internal error'],
		[{error: 500}, 'error 500'],
		[{error: 'gone', description: 'The feed is gone.'}, 'The feed is gone.'],
		[{errors: ['a', {message: 'b'}], timestamp: 1}, 'a; b'],
		[{message: 'Locale not found'}, 'Locale not found'],
		[{status: 500, error: 'Error', exception: 'a.B', trace: 'a.B: at c'}, 'Error'],
		[{message: '', error: {code: 1}}, 'no reason'],
	])('that is an error refuses the rest: %j', (error, message) => {
		const line = JSON.stringify(error);
		const problem = {type: 'refused', message, path: [1], text: line};
		expect(decode(`{"a":1}\n${line}\n`)).toEqual({rows: [{a: 1}], problem});
		expect(decode(`{"a":1}\n${line}`, {skip: 2})).toEqual({rows: [], problem});
	});

	it.each([{}, {error: 500, meta: {}}, {errors: []}, {status: 'new'}, {message: ' '}])(
		'that has no reason, or the fields of a product, is a row: %j',
		(row) => {
			expect(decode(JSON.stringify(row))).toEqual({rows: [row]});
			expect(decode(JSON.stringify(row), {skip: 1})).toEqual({rows: []});
		},
	);

	it('that is skipped and no object is no problem, even at the end', () => {
		expect(decode('{"a":1}\n[1]', {skip: 2})).toEqual({rows: []});
		expect(decode('', {skip: 2})).toEqual({rows: []});
	});
});
