import {describe, expect, it} from 'vitest';
import {
	invalidOption,
	isPlainObject,
	kindOfValue,
	refuseUnknownKeys,
} from '../../src/errors/invalid-option.ts';

class Commission {
	readonly amount = 1;
}

describe('kindOfValue', () => {
	it.each([
		[undefined, 'undefined'],
		[null, 'null'],
		['', 'an empty string'],
		['hunter2', 'a string'],
		[7, 'a number'],
		[Number.NaN, 'NaN'],
		[-Infinity, '-Infinity'],
		[1n, 'a bigint'],
		[Symbol('hunter2'), 'a symbol'],
		[() => 1, 'a function'],
		[[], 'an empty array'],
		[[1], 'an array'],
		[{hunter2: 1}, 'an object (Object)'],
		[new Date(0), 'an object (Date)'],
		[new Date('hunter2'), 'an invalid Date'],
		[Object.create(null), 'an object (no prototype)'],
	])('describes %o', (value, kind) => {
		expect(kindOfValue(value)).toBe(kind);
	});

	it('does not reveal the value of an own `constructor` property', () => {
		expect(kindOfValue({constructor: {name: 'hunter2'}})).toBe('an object (Object)');
		expect(kindOfValue({constructor: 'hunter2'})).toBe('an object (Object)');
	});
});

describe('isPlainObject', () => {
	it.each([[{}], [Object.create(null)], [new Commission()]])('accepts %o', (value) => {
		expect(isPlainObject(value)).toBe(true);
	});

	it.each([[null], [undefined], ['a'], [[]], [new Map()], [new Headers()], [() => 1]])(
		'rejects %o',
		(value) => {
			expect(isPlainObject(value)).toBe(false);
		},
	);
});

describe('invalidOption', () => {
	it('names the option and the accepted values, but not the actual value', () => {
		const error = invalidOption('token', 'a non-empty string', ['hunter2']);
		expect(error).toBeInstanceOf(TypeError);
		expect(error.message).toBe('Option `token` must be a non-empty string, but it is an array.');
	});
});

describe('refuseUnknownKeys', () => {
	it('accepts known keys', () => {
		expect(() => refuseUnknownKeys('The call', {a: 1}, ['a', 'b'])).not.toThrow();
	});

	it('names the unknown key and the known ones', () => {
		expect(() => refuseUnknownKeys('The call', {c: 'hunter2'}, ['a', 'b'])).toThrow(
			new TypeError('The call has an unknown option `c`. Known options: `a`, `b`.'),
		);
	});

	it('proposes a known key that is close to the unknown one', () => {
		expect(() => refuseUnknownKeys('The call', {quer: 1}, ['path', 'query'])).toThrow(
			new TypeError(
				'The call has an unknown option `quer`; did you mean `query`? Known options: `path`, `query`.',
			),
		);
	});
});
