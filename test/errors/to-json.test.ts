import {inspect} from 'node:util';
import * as fc from 'fast-check';
import {AbortedError, BadRequestError, NetworkError} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {clip, clipText} from '../../src/errors/clip.ts';

const init = {message: 'it failed', method: 'GET', template: '/a'} as const;
const withBody = (body: unknown) => new BadRequestError({...init, body});

const nested = (depth: number): unknown => {
	let value: unknown = 'end';
	for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : {a: value};
	return value;
};

describe('the JSON of an error', () => {
	it('is bounded for any body, and never throws; the body stays whole', () => {
		fc.assert(
			fc.property(fc.jsonValue({maxDepth: 12}), (body) => {
				const error = withBody(body);
				expect(JSON.stringify(error).length).toBeLessThan(12_000);
				expect(error.body).toBe(body);
			}),
		);
	});

	it.each([
		['nested 20,000 deep', nested(20_000)],
		['a text of 1 MiB', 'x'.repeat(1024 * 1024)],
		['a million items', Array.from({length: 1_000_000}, (_, index) => index)],
		['a name of 1 MiB', {['x'.repeat(1024 * 1024)]: 1}],
	])('is bounded for a body %s', (_, body) => {
		const error = withBody(body);
		expect(JSON.stringify(error).length).toBeLessThan(12_000);
		expect(JSON.stringify(error)).toContain('(cut)');
		expect(inspect(error, {depth: Infinity}).length).toBeLessThan(60_000);
		expect(inspect(error)).toContain('it failed');
	});

	it('keeps a small body as it is', () => {
		const body = {error: 'a', list: [1, null, true, {b: 'c'}]};
		expect(JSON.parse(JSON.stringify(withBody(body)))).toMatchObject({body});
	});

	it.each([
		['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
		['no date', new Date(Number.NaN), null],
		['a large number', 10n ** 20n, '100000000000000000000'],
		[
			'what throws',
			{
				get a() {
					throw new Error('no');
				},
			},
			'(unreadable)',
		],
	])('survives %s, which a middleware can leave', (_, value, expected) => {
		expect(clip(value, 100)).toEqual(expected);
	});

	it('says what it has cut', () => {
		expect(clipText('abcdef', 3)).toBe('abc… (cut)');
		expect(clip(['a'.repeat(50), 'b', 'c'], 40)).toEqual([`${'a'.repeat(32)}… (cut)`, '… (cut)']);
		expect(clip({a: 'a'.repeat(50), b: 1}, 40)).toMatchObject({'… (cut)': '… (cut)'});
	});

	it('names the causes, as far as they help', () => {
		const refused = Object.assign(new Error('connect'), {code: 'ECONNREFUSED'});
		const cause = new TypeError('fetch failed', {cause: refused});
		expect(JSON.parse(JSON.stringify(new NetworkError({...init, cause})))).toMatchObject({
			cause: {
				name: 'TypeError',
				message: 'fetch failed',
				cause: {name: 'Error', message: 'connect', code: 'ECONNREFUSED'},
			},
		});
	});

	it('shows no credential of the reason of an abort, and its kind if it is no error', () => {
		const jsonOf = (cause: unknown) =>
			JSON.parse(JSON.stringify(new AbortedError({...init, cause})));
		expect(jsonOf(new Error('Bearer hunter2'))).toMatchObject({
			cause: {message: 'Bearer [redacted]'},
		});
		expect(jsonOf('accessToken=hunter2')).toMatchObject({cause: 'accessToken=[redacted]'});
		expect(jsonOf(7)).toMatchObject({cause: 'number'});
		expect(jsonOf(null)).not.toHaveProperty('cause');
	});
});

describe('what a console shows of an error', () => {
	it('is its stack and its fields', () => {
		const text = inspect(withBody({error: 'exception'}));
		expect(text).toMatch(/^BadRequestError: it failed\n {4}at /);
		expect(text).toContain("kind: 'bad-request'");
		expect(text).toContain("body: { error: 'exception' }");
	});

	it('is there without the function that Node.js hands over, and without a stack', () => {
		const error = withBody('x');
		delete error.stack;
		const show: unknown = Reflect.get(error, Symbol.for('nodejs.util.inspect.custom'));
		expect(typeof show === 'function' && Reflect.apply(show, error, [2, {}])).toMatch(
			/^BadRequestError: it failed \{"kind":"bad-request"/,
		);
	});
});
