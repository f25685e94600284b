import {describe, expect, it} from 'vitest';
import {redactor} from '../../src/errors/redact.ts';
import {beginningOf} from '../../src/response/beginning.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const secret = 'abcdefghijkl-0123456789';
const redact = redactor([secret]);
const show = (text: string, type = 'text/html') => beginningOf(bytes(text), type, redact)?.();
const limit = 16 * 1024;

describe('the beginning of a body', () => {
	it('is all of a short body, in its charset', () => {
		expect(show('<p>noon</p>')).toBe('<p>noon</p>');
		expect(beginningOf(Uint8Array.of(0xe4), 'text/plain; charset=latin1', redact)?.()).toBe('ä');
		expect(show('x'.repeat(limit))).toHaveLength(limit);
	});

	it('is undefined if there is none', () => {
		expect(show('')).toBeUndefined();
	});

	const forms: [string, (letter: string) => string][] = [
		['as it is', (letter) => letter],
		['in JSON', (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`],
		['in HTML', (letter) => `&#x00${letter.charCodeAt(0).toString(16)};`],
		['in a URL', (letter) => `%${letter.charCodeAt(0).toString(16)}`],
	];

	it.each(forms)('contains no piece of a secret, %s, wherever it is cut', (_, encode) => {
		const written = Array.from(secret, encode).join('');
		for (let length = 1; length <= written.length; length++) {
			const shown = show(`${'x'.repeat(limit - length)}${written}${'y'.repeat(100)}`) ?? '';
			expect(shown.length).toBeGreaterThan(limit - written.length - 129);
			expect('[redacted]'.startsWith(shown.replaceAll('x', ''))).toBe(true);
		}
		expect(show(`<p>${written}</p>`)).toBe('<p>[redacted]</p>');
	});

	it('is cut at its end if more of it would have followed', () => {
		const cut = (text: string) => beginningOf(bytes(text), '', redact, true)?.();
		expect(cut('one two three')).toBe('one two ');
		expect(cut('one two ')).toBe('one two ');
		expect(cut(`one ${'x'.repeat(130)}`)).toBe('one xx');
	});

	it('keeps the beginning of a URL that cannot be a user', () => {
		const cut = (text: string) =>
			beginningOf(bytes(`${text}${'p'.repeat(128)}`), '', redact, true)?.();
		for (const text of ['see https://a.com/b', 'see https://a b ', 'see https://a"', "see ://a'"]) {
			expect(cut(text)).toBe(text);
		}
		expect(cut('see https://')).toBe('see https');
	});

	it('does not end with the user of a URL that was cut', () => {
		const shown = show(`${'x'.repeat(limit - 200)} https://user:${'p'.repeat(200)}@example.com/`);
		expect(shown).toBe(`${'x'.repeat(limit - 200)} https`);
	});
});
