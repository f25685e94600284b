import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {copyHeaders, isField} from '../../src/response/fields.ts';

/* Mostly names that are accepted, and values of any characters. */
const names = fc.stringMatching(/^[ -~]{1,3}$/);

describe('isField', () => {
	it.each([
		['x-a', 'b'],
		["X-A1!#$%&'*+.^_`|~-", ''],
		['a', '\t !~\u0080\u00ff'],
	])('accepts %j: %j', (name, value) => {
		expect(isField(name, value)).toBe(true);
	});

	it.each([
		['', 'b'],
		['x a', 'b'],
		['x:', 'b'],
		['x\u00e4', 'b'],
		['x-a', 'a\rb'],
		['x-a', 'a\nb'],
		['x-a', 'a\u0000b'],
		['x-a', 'a\u007fb'],
		['x-a', '\u0100'],
		[7, 'b'],
		['x-a', 7],
		[undefined, undefined],
	])('refuses %j: %j', (name, value) => {
		expect(isField(name, value)).toBe(false);
	});

	it('accepts only what `Headers` takes', () => {
		fc.assert(
			fc.property(names, fc.string({unit: 'binary', maxLength: 4}), (name, value) => {
				fc.pre(isField(name, value));
				expect(() => new Headers([[name, value]])).not.toThrow();
			}),
		);
	});
});

describe('copyHeaders', () => {
	it('copies the fields, and leaves the original alone', () => {
		const original = new Headers({'x-a': '1'});
		original.append('set-cookie', 'a=1');
		original.append('set-cookie', 'b=2');
		const copy = copyHeaders(original);
		copy.set('x-a', '2');
		expect(original.get('x-a')).toBe('1');
		expect(copy.getSetCookie()).toEqual(['a=1', 'b=2']);
	});

	it('leaves out what `Headers` refuses', () => {
		const odd = [
			['x-a', '1'],
			['x a', '2'],
			['x-b', 'a\nb'],
		] as const;
		expect([...copyHeaders(odd)]).toEqual([['x-a', '1']]);
	});
});
