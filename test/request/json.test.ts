import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {attempt} from '../helpers/attempt.ts';
import {writeJson} from '../../src/request/json.ts';

class Commission {
	readonly amount = 1.5;
}

describe('writeJson', () => {
	it.each([
		['an object', {a: [1, 'b', null, true]}, '{"a":[1,"b",null,true]}'],
		['null', null, 'null'],
		['a text', 'a', '"a"'],
		['a date', {at: new Date(0)}, '{"at":"1970-01-01T00:00:00.000Z"}'],
		['an instance of a class', new Commission(), '{"amount":1.5}'],
		['an object without a prototype', Object.assign(Object.create(null), {a: 1}), '{"a":1}'],
		['an object with a toJSON method', new URL('https://awin.com/'), '"https://awin.com/"'],
	])('serializes %s', (_, value, json) => {
		expect(writeJson(value)).toBe(json);
	});

	it('omits a property that is undefined', () => {
		expect(writeJson({a: undefined, b: 1})).toBe('{"b":1}');
	});

	it.each([
		['undefined', undefined, 'the value itself is undefined'],
		['a function', {run: () => 1}, '`run` is a function'],
		['a symbol', {id: Symbol('id')}, '`id` is a symbol'],
		['a bigint', {id: 1n}, '`id` is a bigint'],
		['NaN', {amount: Number.NaN}, '`amount` is NaN'],
		['infinity', [Infinity], '`0` is Infinity'],
		['a Map', {orders: new Map([['a', 1]])}, '`orders` is an object (Map)'],
		['a Set', new Set([1]), 'the value itself is an object (Set)'],
		['a regular expression', {match: /a/}, '`match` is an object (RegExp)'],
		['a promise', {later: Promise.resolve(1)}, '`later` is an object (Promise)'],
		['an error', {error: new Error('a')}, '`error` is an object (Error)'],
		['bytes', {file: new Uint8Array(1)}, '`file` is an object (Uint8Array)'],
		['a form', {form: new FormData()}, '`form` is an object (FormData)'],
		['an invalid date', {at: new Date(Number.NaN)}, '`at` is an invalid Date'],
		['undefined in an array', {ids: [1, undefined]}, '`1` is undefined inside an array'],
	])('rejects %s', (_, value, problem) => {
		expect(() => writeJson(value)).toThrow(TypeError);
		expect(() => writeJson(value)).toThrow(
			`Option \`json\` cannot be serialized as JSON: ${problem}.`,
		);
	});

	it('rejects a circular value, without showing it', () => {
		const order: Record<string, unknown> = {secret: 'hunter2'};
		order['self'] = order;
		expect(() => writeJson(order)).toThrow(TypeError);
		expect(() => writeJson(order)).toThrow('Option `json` cannot be serialized as JSON');
		expect(() => writeJson(order)).not.toThrow('hunter2');
	});

	it('keeps an error thrown by a toJSON method as the cause', () => {
		const failure = new Error('no rate');
		const order = {
			toJSON: () => {
				throw failure;
			},
		};
		expect(() => writeJson(order)).toThrow(expect.objectContaining({cause: failure}));
		expect(() => writeJson(order)).toThrow('See `cause`');
	});

	it('round-trips through JSON.parse', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(JSON.parse(writeJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
			}),
		);
	});

	it('returns valid JSON for any value, or throws a TypeError that names the option', () => {
		fc.assert(
			fc.property(fc.anything({withBigInt: true, withMap: true, withSet: true}), (value) => {
				const {value: json, error} = attempt(() => writeJson(value));
				if (json !== undefined) return 'value' in attempt((): unknown => JSON.parse(json));
				return error instanceof TypeError && error.message.startsWith('Option `json` ');
			}),
			{numRuns: 500},
		);
	});
});
