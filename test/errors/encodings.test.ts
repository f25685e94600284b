import {describe, expect, it} from 'vitest';
import {encodingsOf} from '../../src/errors/encodings.ts';
import {redactor} from '../../src/errors/redact.ts';

describe('encodingsOf', () => {
	it('has each form, and those of base64 at each position', () => {
		/* `~~~?` is bytes whose base64 has both characters that base64url replaces. */
		expect(encodingsOf('hunter2~~~?')).toEqual([
			'hunter2~~~?',
			'hunter2~~~?',
			'aHVudGVyMn5+fj8=',
			'aHVudGVyMn5+fj',
			'aHVudGVyMn5-fj',
			'h1bnRlcjJ+fn4/',
			'h1bnRlcjJ-fn4_',
			'odW50ZXIyfn5+P',
			'odW50ZXIyfn5-P',
			'68756e746572327e7e7e3f',
		]);
	});

	it('has the bytes of a text that is not ASCII', () => {
		expect(encodingsOf('€')).toEqual(['€', '\u00e2\u0082\u00ac', '4oKs']);
	});

	it('has no part of base64 or hexadecimal that is shorter than eight characters', () => {
		expect(encodingsOf('abc')).toEqual(['abc', 'abc', 'YWJj']);
		expect(encodingsOf('\u0001\u0002\u0003\u0004')).toContain('01020304');
		expect(encodingsOf('abcdef').filter((form) => form.length === 7)).toEqual([]);
	});
});

describe('a secret', () => {
	it('of a few characters is found in base64 and, from four on, in hexadecimal', () => {
		expect(redactor(['abc'])('YWJj 616263')).toBe('[redacted] 616263');
		expect(redactor(['abcd'])('YWJjZA== 61626364')).toBe('[redacted] [redacted]');
	});

	it('is found at any position of a document in base64', () => {
		const redact = redactor(['canary-token']);
		for (const before of ['', '1', '12', '123']) {
			const clean = redact(btoa(`${before}canary-token!`));
			expect(clean).toMatch(/^[\w+/]{0,5}\[redacted\][\w+/=]{0,4}$/);
		}
	});
});
