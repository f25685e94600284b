import Papa from 'papaparse';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {csv, type CsvOptions} from '../../../src/api/feeds/csv.ts';
import {decodeAll, everywhere} from './pieces.ts';

const decode = (pieces: string | readonly string[], options: Partial<CsvOptions> = {}) =>
	decodeAll(
		csv({delimiter: ',', columns: ['a'], skip: 0, maxRowLength: 100, ...options}),
		[pieces].flat(),
	);

afterEach(() => void vi.restoreAllMocks());

describe('the header', () => {
	it('can have the columns in any order, and more of them', () => {
		const {rows} = decode('b,x,a\n1,2,3\n', {columns: ['a', 'b']});
		expect(rows).toEqual([{b: '1', x: '2', a: '3'}]);
	});

	it('can follow blank lines, and have a line feed in quotes', () => {
		expect(decode('\r\n\r\n"a\nb",a\r\n1,2\r\n').rows).toEqual([{'a\nb': '1', a: '2'}]);
	});

	it('is enough, with or without a line feed', () => {
		expect(decode('a,b')).toEqual({rows: []});
		expect(decode('a,b\n')).toEqual({rows: []});
	});

	it.each(['', '\n', '\r\n\r\n'])('is missing in %j', (text) => {
		expect(decode(text)).toEqual({
			rows: [],
			problem: {type: 'misfit', message: 'the CSV has no header'},
		});
	});

	it.each(['<html>\n</html>', '<html>', 'b,c\n1,2\n'])(
		'is a problem if it lacks a column: %j',
		(text) => {
			const {rows, problem} = decode(text);
			const message = 'the first line is no header of a CSV with the column `a`';
			expect(rows).toEqual([]);
			expect(problem).toMatchObject({type: 'misfit', message, text: text.split('\n')[0]});
			expect(problem?.isTruncated ?? false).toBe(false);
		},
	);
});

describe('a row', () => {
	it('that is a blank line is none, unless there is one column', () => {
		expect(decode('a,b\n\n1,2\n\n').rows).toEqual([{a: '1', b: '2'}]);
		expect(decode('a\n\n1\n\n').rows).toEqual([{a: ''}, {a: '1'}, {a: ''}]);
	});

	it('can have a quote in a field that does not begin with one', () => {
		expect(decode('a,b\n5" pipe,x"y\n').rows).toEqual([{a: '5" pipe', b: 'x"y'}]);
	});

	it.each([
		['a,b\n1,2\n3\n4,5\n', 'row 2 has 1 fields instead of 2', '3'],
		['a,b\n1,2\n3,4,5\n', 'row 2 has 3 fields instead of 2', '3,4,5'],
		['a,b\n1,2\n"x"y",2\n', 'row 2 has a quote that does not fit', 'x"y,2'],
	])('that does not fit is a problem after the rows before it: %j', (text, message, shown) => {
		expect(decode(text)).toEqual({
			rows: [{a: '1', b: '2'}],
			problem: {type: 'misfit', message, path: [1], text: shown},
		});
	});

	it.each(['a,b\n1,2\n3', 'a,b\n1,2\n"3,4', 'a,b\n1,2\n3,"4\n5,6\n'])(
		'that the feed ends in is one of a truncated feed: %j',
		(text) => {
			const {rows, problem} = decode(text);
			expect(rows).toEqual([{a: '1', b: '2'}]);
			expect(problem).toMatchObject({path: [1], isTruncated: true});
		},
	);

	it('is not checked if it is skipped', () => {
		expect(decode('a,b\n1\n"x"y",2\n3,4\n', {skip: 2}).rows).toEqual([{a: '3', b: '4'}]);
		expect(decode('a,b\n1,2\n', {skip: 5})).toEqual({rows: []});
	});

	it('is checked although it is skipped if its quote has no end: it has the rows after it', () => {
		const message = 'row 2 has a quote that does not fit';
		for (const text of ['a,b\n1,2\n"x"y,2\n3,4\n', 'a,b\n1,2\n"x']) {
			const {rows, problem} = decode(text, {skip: 2});
			expect(rows).toEqual([]);
			expect(problem).toMatchObject({type: 'misfit', message, path: [1], isTruncated: true});
		}
	});

	it('is checked after one that is skipped and does not fit', () => {
		const {problem} = decode('a,b\n"x"y",2\n"x"y",2\n', {skip: 1});
		expect(problem).toMatchObject({path: [1]});
	});

	it('is counted with the skipped ones in a problem', () => {
		const {problem} = decode('a,b\n1,2\n3,4\n5\n', {skip: 1});
		expect(problem).toMatchObject({message: expect.stringMatching(/^row 3 /), path: [2]});
	});
});

describe('a row that does not end', () => {
	it.each([
		['without a line feed', 'x'],
		['in quotes', '\n'],
	])('is a problem once it is longer than the limit: %s', (_, character) => {
		const half = character.repeat(60);
		const {rows, problem} = decode(['a,b\n1,2\n"', half, half, half]);
		const message = 'row 2 is longer than 100 characters (`maxRowLength`)';
		expect(rows).toEqual([{a: '1', b: '2'}]);
		expect(problem).toEqual({type: 'misfit', message, path: [1]});
	});

	it('is not parsed again for each piece', () => {
		const parser = vi.spyOn(Papa, 'Parser');
		const text = `a,b\n1,"${'\n'.repeat(5000)}"\n`;
		const pieces = everywhere(text.length).map((at) => text.charAt(at));
		const {rows} = decode(pieces, {maxRowLength: 10_000});
		expect(rows).toEqual([{a: '1', b: '\n'.repeat(5000)}]);
		expect(parser.mock.calls.length).toBeLessThan(30);
	});
});
