import {inspect} from 'node:util';
import {AbortedError, BadRequestError, isBadRequestError, NetworkError} from 'awin-sdk';
import {describe, expect, it} from 'vitest';

const init = {message: 'it failed', method: 'GET', template: '/a'} as const;

const jsonOf = (error: Error): unknown => JSON.parse(JSON.stringify(error));
const causeOf = (cause: unknown) =>
	Reflect.get(Object(jsonOf(new AbortedError({...init, cause}))), 'cause');

/** An error with so many causes. */
const chainOf = (length: number): Error =>
	length === 0 ? new Error('0') : new Error(String(length), {cause: chainOf(length - 1)});

describe('the JSON of an error', () => {
	const long = 'x'.repeat(1001);
	const cut = `${'x'.repeat(1000)}… (cut)`;

	it('has texts of up to 1000 characters', () => {
		const texts = {message: long, code: long, description: long, requestId: long};
		expect(jsonOf(new BadRequestError({...init, ...texts}))).toMatchObject({
			message: cut,
			code: cut,
			description: cut,
			requestId: cut,
		});
		const template = `/${long}`;
		expect(jsonOf(new BadRequestError({...init, template}))).toMatchObject({
			request: {method: 'GET', template: expect.stringMatching(/^\/x{900,1000}… \(cut\)$/)},
		});
	});

	it('has a body of up to 4000 characters', () => {
		const body = 'x'.repeat(4000);
		expect(jsonOf(new BadRequestError({...init, body}))).toMatchObject({body});
		expect(jsonOf(new BadRequestError({...init, body: `${body}x`}))).toMatchObject({
			body: `${body}… (cut)`,
		});
	});

	it('has three causes', () => {
		expect(causeOf(chainOf(5))).toEqual({
			name: 'Error',
			message: '5',
			cause: {name: 'Error', message: '4', cause: {name: 'Error', message: '3'}},
		});
	});

	it('has the type of what a cause has instead of a text', () => {
		const odd = Object.assign(new Error('x'), {name: {}, message: Symbol('x'), code: Number.NaN});
		expect(causeOf(odd)).toEqual({name: 'object', message: 'symbol', code: 'number'});
		expect(causeOf(Object.assign(new Error('x'), {code: 20}))).toMatchObject({code: 20});
		expect(causeOf({message: 'x'})).toBe('object');
		expect(causeOf(long)).toBe(cut);
		expect(causeOf(new Error(long))).toMatchObject({message: cut});
	});

	it('does not have the text of the body, which is made when it is read', () => {
		let made = 0;
		const text = () => {
			made += 1;
			return 'of the body';
		};
		const error = new BadRequestError({...init, text});
		expect(JSON.stringify(error)).not.toContain('of the body');
		expect(inspect(error)).not.toContain('of the body');
		expect(made).toBe(0);
		expect(error.text).toBe('of the body');
		expect(new BadRequestError(init).text).toBeUndefined();
	});
});

describe('what a console shows of an error', () => {
	it('is neither its name and message again nor what is undefined', () => {
		const error = new NetworkError({...init, code: 'ECONNRESET'});
		delete error.stack;
		expect(inspect(error)).toBe(
			`NetworkError: it failed ${inspect({
				kind: 'network',
				retryable: true,
				code: 'ECONNRESET',
				applied: 'unknown',
				request: {method: 'GET', template: '/a'},
			})}`,
		);
	});

	it('is a stack of up to 4000 characters', () => {
		const error = new NetworkError(init);
		error.stack = 's'.repeat(4001);
		expect(inspect(error)).toMatch(/^s{4000}… \(cut\) \{/);
	});
});

it('an error of another copy of the package is recognized by a symbol that they share', () => {
	const foreign = Object.assign(new Error('400'), {[Symbol.for('awin-sdk.error')]: 'bad-request'});
	expect(isBadRequestError(foreign)).toBe(true);
});
