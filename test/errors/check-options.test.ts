import {describe, expect, it} from 'vitest';
import {
	checkBoolean,
	checkFunction,
	checkNumber,
	checkPlainObject,
	ownProperties,
	readOptions,
} from '../../src/errors/invalid-option.ts';

describe('checkNumber', () => {
	it.each([
		[0, {min: 0}],
		[0.5, {min: 0}],
		[Infinity, {min: 0}],
		[-Infinity, {min: -Infinity}],
		[3, {min: 1, max: 3}],
		[1, {min: 1, max: 3, integer: true}],
	])('returns %d for %o', (value, bounds) => {
		expect(checkNumber('a', value, bounds)).toBe(value);
	});

	it.each([
		[-1, {min: 0}, 'a number of at least 0, but it is -1'],
		[Number.NaN, {min: 0}, 'a number of at least 0, but it is NaN'],
		[Number.NaN, {min: -Infinity}, 'a number, but it is NaN'],
		[4, {min: 1, max: 3}, 'a number from 1 to 3, but it is 4'],
		[1.5, {min: 1, integer: true}, 'a whole number of at least 1, but it is 1.5'],
		[Infinity, {min: 1, integer: true}, 'a whole number of at least 1, but it is Infinity'],
		['hunter2', {min: 1, max: 3, integer: true}, 'a whole number from 1 to 3, but it is a string'],
		[undefined, {min: -Infinity}, 'a number, but it is undefined'],
		[2n, {min: 1}, 'a number of at least 1, but it is a bigint'],
	])('refuses %s for %o', (value, bounds, rest) => {
		expect(() => checkNumber('a.b', value, bounds)).toThrow(
			new TypeError(`Option \`a.b\` must be ${rest}.`),
		);
	});
});

describe('the other checks', () => {
	it.each([
		[checkBoolean, true],
		[checkBoolean, false],
		[checkBoolean, undefined],
		[checkFunction, () => 1],
		[checkFunction, undefined],
		[checkPlainObject, {b: 1}],
		[checkPlainObject, undefined],
	])('accept the type and `undefined`: %o of %o', (check, value) => {
		expect(() => check('a', value)).not.toThrow();
	});

	it.each([
		[checkBoolean, 0, 'a boolean, but it is a number'],
		[checkBoolean, null, 'a boolean, but it is null'],
		[checkFunction, {}, 'a function, but it is an object (Object)'],
		[checkFunction, null, 'a function, but it is null'],
		[checkPlainObject, null, 'a plain object, but it is null'],
		[checkPlainObject, new Map(), 'a plain object, but it is an object (Map)'],
	])('refuse any other value: %o of %o', (check, value, rest) => {
		expect(() => check('a', value)).toThrow(new TypeError(`Option \`a\` must be ${rest}.`));
	});
});

describe('readOptions', () => {
	it('copies the options to an object that inherits none', () => {
		const options = {a: 1, b: undefined};
		const copy = readOptions(options, ['a', 'b'], {option: 'o'});
		expect(copy).not.toBe(options);
		expect({...copy}).toEqual(options);
		expect('toString' in copy).toBe(false);
		expect(Object.isFrozen(Object.getPrototypeOf(copy))).toBe(true);
	});

	it('reads a getter once', () => {
		let reads = 0;
		const options = {
			get a() {
				reads += 1;
				return reads;
			},
		};
		const copy = readOptions(options, ['a'], {option: 'o'});
		expect([copy.a, copy.a, reads]).toEqual([1, 1, 1]);
	});

	it('says what it accepts', () => {
		const read = (value: unknown, names: {where?: string; accepted?: string} = {}) =>
			readOptions(value, ['a'], {option: 'o', ...names});
		expect(() => read([1])).toThrow(
			new TypeError('Option `o` must be an object, but it is an array.'),
		);
		expect(() => read(1, {accepted: 'an object or `false`'})).toThrow(
			new TypeError('Option `o` must be an object or `false`, but it is a number.'),
		);
		expect(() => read({x: 1})).toThrow(
			new TypeError('Option `o` has an unknown option `x`. Known options: `a`.'),
		);
		expect(() => read({x: 1}, {where: 'The call'})).toThrow(
			new TypeError('The call has an unknown option `x`. Known options: `a`.'),
		);
	});
});

describe('ownProperties', () => {
	it('copies neither what is inherited nor what is not enumerable', () => {
		const value: object = Object.create({inherited: 1}, {hidden: {value: 2}});
		expect(Reflect.ownKeys(ownProperties(Object.assign(value, {own: 3})))).toEqual(['own']);
	});
});
