import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {copyJson, isContainer, type JsonContainer} from '../../src/response/copy-json.ts';

/** Returns all objects and arrays in a value. */
const containersIn = (value: unknown): JsonContainer[] =>
	isContainer(value) ? [value, ...Object.values(value).flatMap(containersIn)] : [];

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const parse = (text: string): JsonContainer => {
	const value: unknown = JSON.parse(text);
	if (!isContainer(value)) throw new Error('The text must be an object or an array.');
	return value;
};

describe('copyJson', () => {
	it('returns an equal value that shares no object with the original', () => {
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

	it('copies a key named __proto__ like any other property', () => {
		const copy = copyJson(parse('{"__proto__":{"admin":true},"a":1}'));
		expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
		expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":true},"a":1}');
		expect(Reflect.get(copy ?? {}, 'admin')).toBeUndefined();
	});

	it.each(['{"a":', '['])('copies up to 200 levels: %s', (open) => {
		const close = open === '[' ? ']' : '}';
		const deep = (levels: number) =>
			parse(`${open.repeat(levels - 1)}${open === '[' ? '[]' : '{}'}${close.repeat(levels - 1)}`);
		expect(copyJson(deep(200))).toEqual(deep(200));
		expect(copyJson(deep(201))).toBeUndefined();
	});

	it('does not copy properties of a modified Object.prototype', () => {
		Object.assign(Object.prototype, {legacy: [1]});
		try {
			expect(Object.hasOwn(copyJson(parse('{"a":[2]}')) ?? {}, 'legacy')).toBe(false);
		} finally {
			Reflect.deleteProperty(Object.prototype, 'legacy');
		}
	});

	it('returns undefined for a value that would overflow the stack', () => {
		expect(copyJson(parse(nested(100_000)))).toBeUndefined();
	});
});
