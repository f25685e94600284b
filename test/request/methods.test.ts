import {describe, expect, it} from 'vitest';
import {isIdempotent, isMethod, isSafe, methods} from '../../src/request/methods.ts';

describe('isMethod', () => {
	it('accepts the methods that the client sends', () => {
		expect(isMethod('GET')).toBe(true);
		expect(isMethod('TRACE')).toBe(false);
		expect(isMethod(undefined)).toBe(false);
	});
});

describe('the methods', () => {
	const known = methods.filter(isMethod);

	it('are safe as in RFC 9110 section 9.2.1', () => {
		expect(known.filter(isSafe)).toEqual(['GET', 'HEAD', 'OPTIONS']);
	});

	it('are idempotent as in RFC 9110 section 9.2.2', () => {
		expect(known.filter(isIdempotent)).toEqual(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);
	});
});
