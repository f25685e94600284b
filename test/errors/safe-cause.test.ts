import {describe, expect, it} from 'vitest';
import {isError} from '../../src/errors/read-field.ts';
import {codeIn, safeCause} from '../../src/errors/safe-cause.ts';

/** An error with a chain of causes, the innermost of which has a code. */
const chainOf = (length: number): Error =>
	length === 1
		? Object.assign(new Error('inner'), {code: 'ECONNREFUSED'})
		: new Error('outer', {cause: chainOf(length - 1)});

const revoked = (): object => {
	const {proxy, revoke} = Proxy.revocable(new Error('x'), {});
	revoke();
	return proxy;
};

describe('isError', () => {
	it('is false for a revoked proxy', () => {
		expect(isError(revoked())).toBe(false);
		expect(isError(new TypeError('x'))).toBe(true);
		expect(isError({message: 'x'})).toBe(false);
	});
});

describe('codeIn', () => {
	it('finds the first code in a chain of five', () => {
		expect(codeIn(chainOf(1))).toBe('ECONNREFUSED');
		expect(codeIn(chainOf(5))).toBe('ECONNREFUSED');
		expect(codeIn(chainOf(6))).toBeUndefined();
		const outer = Object.assign(new Error('outer', {cause: chainOf(1)}), {code: 'UND_ERR'});
		expect(codeIn(outer)).toBe('UND_ERR');
	});

	it('is a text of an error', () => {
		const numeric = Object.assign(new Error('outer', {cause: chainOf(1)}), {code: 20});
		expect(codeIn(numeric)).toBe('ECONNREFUSED');
		expect(codeIn({code: 'ECONNREFUSED'})).toBeUndefined();
		expect(codeIn(undefined)).toBeUndefined();
		expect(codeIn(revoked())).toBeUndefined();
	});
});

describe('safeCause', () => {
	const fields = {
		code: 'ENOTFOUND',
		errno: -3008,
		syscall: 'getaddrinfo',
		hostname: 'api.awin.com',
		address: '127.0.0.1',
		port: 443,
	};

	it('keeps what helps to diagnose a failure, and nothing else', () => {
		const copy = safeCause(Object.assign(new Error('x'), fields, {options: {}}), (text) => text);
		expect(Object.fromEntries(Object.entries(copy ?? {}))).toEqual(fields);
	});

	it('redacts every text of an error and of its causes', () => {
		const cause = Object.assign(new Error('x'), {name: 'x', stack: 'x', code: 'x'});
		const copy = safeCause(new TypeError('x', {cause}), () => 'clean');
		expect(copy?.message).toBe('clean');
		expect(copy?.cause).toMatchObject({
			name: 'clean',
			message: 'clean',
			stack: 'clean',
			code: 'clean',
		});
	});

	it('says only the type of a thrown value that is neither an error nor a text', () => {
		expect(safeCause(revoked(), (text) => text)?.message).toBe('a thrown value of type object');
		expect(safeCause(Symbol('x'), (text) => text)?.message).toBe('a thrown value of type symbol');
	});
});
