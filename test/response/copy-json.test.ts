import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {copyJson, isContainer, type JsonContainer} from '../../src/response/copy-json.ts';

/** All objects and arrays in a value. */
const containersIn = (value: unknown): JsonContainer[] =>
	isContainer(value) ? [value, ...Object.values(value).flatMap(containersIn)] : [];

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const parse = (text: string): JsonContainer => {
	const value: unknown = JSON.parse(text);
	if (!isContainer(value)) throw new Error('The text must be an object or an array.');
	return value;
};

describe('copyJson', () => {
	it('gives an equal value that shares nothing with the first, whatever the value', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				const value = parse(`[${text}]`);
				const copy = copyJson(value);
				expect(copy).toEqual(value);
				expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
				const own = new Set(containersIn(copy));
				expect(containersIn(value).filter((each) => own.has(each))).toEqual([]);
			}),
		);
	});

	it('copies a key by the name of __proto__ as a property like any other', () => {
		const copy = copyJson(parse('{"__proto__":{"admin":true},"a":1}'));
		expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
		expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":true},"a":1}');
		expect(Reflect.get(copy ?? {}, 'admin')).toBeUndefined();
	});

	it.each(['{"a":', '['])('goes 200 levels deep, and no deeper: %s', (open) => {
		const close = open === '[' ? ']' : '}';
		const deep = (levels: number) =>
			parse(`${open.repeat(levels - 1)}${open === '[' ? '[]' : '{}'}${close.repeat(levels - 1)}`);
		expect(copyJson(deep(200))).toEqual(deep(200));
		expect(copyJson(deep(201))).toBeUndefined();
	});

	it('takes nothing over from a prototype that somebody has added to', () => {
		Object.assign(Object.prototype, {legacy: [1]});
		try {
			expect(Object.hasOwn(copyJson(parse('{"a":[2]}')) ?? {}, 'legacy')).toBe(false);
		} finally {
			Reflect.deleteProperty(Object.prototype, 'legacy');
		}
	});

	it('gives up on what would not fit the stack', () => {
		expect(copyJson(parse(nested(100_000)))).toBeUndefined();
	});
});
