import {describe, expect, it} from 'vitest';
import {directiveMs, parseDirectives} from '../../../../src/pipeline/cache/rules/cache-control.ts';

describe('parsing Cache-Control (RFC 9111 §5.2)', () => {
	it.each([
		[undefined, {}],
		[null, {}],
		['', {}],
		['no-store', {'no-store': true}],
		['No-StOrE, MAX-AGE=60', {'no-store': true, 'max-age': '60'}],
		['max-age="60"', {'max-age': '60'}],
		['private="set-cookie", max-age=1', {private: 'set-cookie', 'max-age': '1'}],
		[
			'extension="max-age=3600, no-store", max-age=1',
			{extension: 'max-age=3600, no-store', 'max-age': '1'},
		],
		['a="x\\"y, no-store", b', {a: 'x\\"y, no-store', b: true}],
		['max-age=1,,, max-age=2', {'max-age': '1'}],
		['max-age=', {'max-age': ''}],
		[' , ;', {}],
	])('parses %j', (field, expected) => {
		expect(Object.fromEntries(parseDirectives(field))).toEqual(expected);
	});
});

describe('parsing delta-seconds (RFC 9111 §1.2.2)', () => {
	it.each([
		['max-age=60', 60_000],
		['max-age=003600', 3_600_000],
		['max-age=99999999999999999999', 2 ** 31 * 1000],
		['max-age', 0],
		['max-age =60', 0],
		['max-age= 60', 0],
		['max-age=-1', 0],
		['max-age=1.5', 0],
		["max-age='60'", 0],
		['no-store', undefined],
	])('parses %j as %j ms', (field, expected) => {
		expect(directiveMs(parseDirectives(field), 'max-age')).toBe(expected);
	});
});
