import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {attempt} from '../helpers/attempt.ts';
import {writeQuery} from '../../src/request/query.ts';

describe('writeQuery', () => {
	it('serializes every kind of value in order', () => {
		expect(writeQuery({relationship: 'joined', page: 2, includeHidden: true, ids: [1, 2]})).toBe(
			'relationship=joined&page=2&includeHidden=true&ids=1,2',
		);
	});

	it('omits undefined parameters', () => {
		expect(writeQuery({a: undefined, b: 1})).toBe('b=1');
		expect(writeQuery({a: undefined})).toBe('');
	});

	it("writes dates in UTC in Awin's format", () => {
		const date = new Date('2026-03-01T23:30:00.999+01:00');
		expect(writeQuery({startDate: date})).toBe('startDate=2026-03-01T22%3A30%3A00');
	});

	it.each([
		['beside a zone', {startDate: new Date(0), timezone: 'Europe/London'}, ''],
		['before its zone', {timezone: 'US/Pacific', endDate: new Date(0)}, ''],
		['in an array', {dates: ['a', new Date(0)], timezone: 'Europe/Paris'}, ''],
		['beside a zone in the path', {startDate: new Date(0)}, '/a?timezone=Europe%2FLondon'],
		['beside a zone that is no text', {startDate: new Date(0), timezone: 7}, ''],
		['beside a zone in capitals', {startDate: new Date(0), timeZone: 'Europe/Dublin'}, ''],
	])('rejects a Date %s, because it is written in UTC', (_, query, path) => {
		expect(() => writeQuery(query, path)).toThrow(TypeError);
		expect(() => writeQuery(query, path)).toThrow(/must not be a Date if `timezone` is not UTC/);
	});

	it.each([
		[{startDate: new Date(0), timezone: 'UTC'}, '/a'],
		[{startDate: new Date(0), timezone: 'Etc/UTC'}, '/a'],
		[{startDate: new Date(0), timezone: undefined}, '/a'],
		[{startDate: new Date(0)}, '/a?timezone=UTC'],
		[{startDate: '2026-01-01T00:00:00', timezone: 'Europe/London'}, '/a'],
		[{startDate: new Date(0), zone: 'Europe/London'}, '/a'],
	])('accepts %o', (query, path) => {
		expect(writeQuery(query, path)).toMatch(/startDate=/);
	});

	it('encodes names and values', () => {
		expect(writeQuery({'a&b': 'c=d&e', text: 'a,b+c d'})).toBe(
			'a%26b=c%3Dd%26e&text=a%2Cb%2Bc%20d',
		);
	});

	it('keeps an empty string, because it may be meaningful', () => {
		expect(writeQuery({q: ''})).toBe('q=');
	});

	it.each([
		['NaN', Number.NaN, 'it is NaN'],
		['infinity', Infinity, 'it is Infinity'],
		['null', null, 'it is null'],
		['an object', {a: 1}, 'it is an object (Object)'],
		['an invalid date', new Date(Number.NaN), 'it is an invalid Date'],
		['a date past the year 9999', new Date(8.64e15), 'it is an object (Date)'],
		['a date before the year 0', new Date(-8.64e15), 'it is an object (Date)'],
		['an array in an array', [[1]], 'it is an array'],
	])('rejects %s', (_, value, message) => {
		expect(() => writeQuery({ids: value})).toThrow(TypeError);
		expect(() => writeQuery({ids: value})).toThrow(`Option \`query.ids\``);
		expect(() => writeQuery({ids: value})).toThrow(message);
	});

	it('rejects an empty array, because it would not filter anything', () => {
		expect(() => writeQuery({ids: []})).toThrow('Option `query.ids` must not be an empty array');
	});

	it.each([
		['an empty element', ['a', '']],
		['an element with a comma', ['a,b']],
	])('rejects %s in an array', (_, value) => {
		expect(() => writeQuery({ids: value})).toThrow('Awin reads commas as separators');
	});

	it('rejects a hole in an array', () => {
		const holed = [1];
		holed[2] = 3;
		expect(() => writeQuery({ids: holed})).toThrow('it is undefined');
	});

	it('rejects a lone surrogate in a value and in a name', () => {
		expect(() => writeQuery({q: '\udfff'})).toThrow('Option `query.q` must be well-formed Unicode');
		expect(() => writeQuery({'\udfff': 'q'})).toThrow(TypeError);
		expect(() => writeQuery({'\udfff': 'q'})).toThrow('must be well-formed Unicode');
	});

	it('round-trips through a URL, and injects no parameter', () => {
		const text = fc.string({unit: 'grapheme', minLength: 1});
		fc.assert(
			fc.property(fc.dictionary(text, fc.string({unit: 'grapheme'})), (query) => {
				const written = writeQuery(query);
				const {origin, pathname, searchParams, hash} = new URL(`https://api.awin.com/a?${written}`);
				expect(written).toMatch(/^[\x21-\x7e]*$/);
				expect([origin, pathname, hash]).toEqual(['https://api.awin.com', '/a', '']);
				expect([...searchParams]).toEqual(Object.entries(query));
			}),
			{numRuns: 300},
		);
	});

	it('joins arrays so that splitting at the commas restores them', () => {
		const element = fc
			.string({unit: 'grapheme', minLength: 1})
			.filter((text) => !text.includes(','));
		fc.assert(
			fc.property(fc.array(element, {minLength: 1}), (elements) => {
				const [, written = ''] = writeQuery({ids: elements}).split('=');
				expect(written.split(',').map(decodeURIComponent)).toEqual(elements);
			}),
		);
	});

	it('serializes any value or throws a TypeError that names the option', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				const {value: written, error} = attempt(() => writeQuery({value}));
				if (written !== undefined) return /^(value=[\x21-\x7e]*)?$/.test(written);
				return error instanceof TypeError && error.message.includes('`query.value`');
			}),
			{numRuns: 300},
		);
	});
});
