import {describe, expect, it} from 'vitest';
import {clip, clipText} from '../../src/errors/clip.ts';

const cut = '… (cut)';

const nested = (depth: number): unknown => (depth === 0 ? 'x' : [nested(depth - 1)]);

describe('clipText', () => {
	it('keeps a text of the maximum length', () => {
		expect(clipText('abc', 3)).toBe('abc');
		expect(clipText('abcd', 3)).toBe(`abc${cut}`);
	});
});

describe('clip', () => {
	it.each([null, undefined, true, 0, 'a', {}, []])('returns %o as it is', (value) => {
		expect(clip(value, 100)).toEqual(value);
	});

	it('keeps the first texts of a list that together are long enough', () => {
		const list = ['a'.repeat(10), 'b'.repeat(10), 'c'.repeat(10)];
		/* 8 for the list, and 12 for each text. */
		expect(clip(list, 45)).toEqual(list);
		expect(clip(list, 42)).toEqual(list);
		expect(clip(list, 41)).toEqual([list[0], list[1], `${'c'.repeat(9)}${cut}`]);
		expect(clip(list, 33)).toEqual([list[0], list[1], `c${cut}`]);
		expect(clip(list, 32)).toEqual([list[0], list[1], cut]);
		expect(clip(list, 31)).toEqual([list[0], list[1], cut]);
		expect(clip(list, 20)).toEqual([list[0], cut]);
	});

	it('keeps the first fields of an object that together are long enough', () => {
		/* 8 for the object; 5 for a name and 8 for a number. */
		const record = {a: 1, b: 2, c: 3};
		expect(clip(record, 35)).toEqual(record);
		expect(clip(record, 34)).toEqual({a: 1, b: 2, [cut]: cut});
		expect(clip(record, 22)).toEqual({a: 1, b: 2, [cut]: cut});
		expect(clip(record, 21)).toEqual({a: 1, [cut]: cut});
		expect(clip(record, 8)).toEqual({[cut]: cut});
	});

	it('cuts a value without room left to nothing', () => {
		expect(clip({a: 'b'}, 13)).toEqual({a: cut});
		expect(clip({a: 'b'}, 10)).toEqual({a: cut});
	});

	it('keeps eight levels', () => {
		expect(clip(nested(8), 1000)).toEqual(nested(8));
		expect(JSON.stringify(clip(nested(9), 1000))).toBe(`[[[[[[[["${cut}"]]]]]]]]`);
		const records = {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}};
		expect(clip(records, 1000)).toEqual({a: {a: {a: {a: {a: {a: {a: {a: cut}}}}}}}});
	});

	it('shortens names to 200 characters, and large numbers to 100 digits', () => {
		expect(clip({['n'.repeat(201)]: 1}, 1000)).toEqual({[`${'n'.repeat(200)}${cut}`]: 1});
		expect(clip({['n'.repeat(200)]: 1}, 1000)).toEqual({['n'.repeat(200)]: 1});
		expect(clip(10n ** 100n, 1000)).toBe(`1${'0'.repeat(99)}${cut}`);
		expect(clip(10n ** 99n, 1000)).toBe(`1${'0'.repeat(99)}`);
	});
});
