import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import {redacted, redactor} from '../../src/errors/redact.ts';

const bytesOf = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
const everyByte = (text: string, write: (code: number) => string): string =>
	Array.from(bytesOf(text), (byte) => write(byte.charCodeAt(0))).join('');
const onlyPunctuation = (text: string, write: (code: number) => string): string =>
	text.replaceAll(/[^A-Za-z0-9]/g, (character) => write(character.charCodeAt(0)));
const hex = (code: number): string => code.toString(16).padStart(2, '0');

type Form = readonly [
	name: string,
	write: (token: string) => string,
	/** How many bytes, which are no secret, are encoded before the token. */
	before?: number,
];

/** Every form that docs/security.md lists. */
const forms: readonly Form[] = [
	['as it is', (token) => token],
	['upper case', (token) => token.toUpperCase()],
	['lower case', (token) => token.toLowerCase()],
	['percent-encoded', encodeURIComponent],
	['percent-encoded in full', (token) => everyByte(token, (code) => `%${hex(code)}`)],
	['a form', (token) => new URLSearchParams([['', token]]).toString().slice(1)],
	['JSON', (token) => JSON.stringify(token).slice(1, -1)],
	['decimal entities', (token) => everyByte(token, (code) => `&#${code};`)],
	['hexadecimal entities', (token) => everyByte(token, (code) => `&#x${code.toString(16)};`)],
	[
		'decimal entities with zeros',
		(token) => everyByte(token, (code) => `&#${String(code).padStart(3, '0')};`),
	],
	['a URL that keeps its slashes', (token) => encodeURIComponent(token).replaceAll('%2F', '/')],
	['a URL in a URL', (token) => encodeURIComponent(encodeURIComponent(token))],
	[
		'HTML with entities for punctuation',
		(token) => onlyPunctuation(token, (code) => `&#x${code.toString(16).toUpperCase()};`),
	],
	['a URL in HTML', (token) => encodeURIComponent(token).replaceAll('%', '&#37;')],
	[
		'Unicode escapes',
		(token) => onlyPunctuation(token, (code) => `\\u${hex(code).padStart(4, '0')}`),
	],
	['base64', btoa],
	['base64 of a Bearer field', (token) => btoa(`Bearer ${token}`), 7],
	['base64 of a user and a password', (token) => btoa(`me:${token}`), 3],
	['base64 of a longer user', (token) => btoa(`somebody:${token}`), 9],
	['base64url', (token) => btoa(token).replaceAll('+', '-').replaceAll('/', '_')],
	['hexadecimal', (token) => everyByte(token, hex)],
	['a beginning', (token) => token.slice(0, -3)],
	['an end', (token) => token.slice(3)],
];

/* Few letters make pieces of a token that look like its beginning. */
const tokens = fc.oneof(
	fc.stringMatching(/^[A-Za-z0-9._~+/=-]{16,40}$/),
	fc.stringMatching(/^[01/+]{16,40}$/),
	fc.stringMatching(/^0{8,12}[a-z0-9]{4,12}9{8,12}$/),
);
const places: readonly ((written: string) => string)[] = [
	(written) => written,
	(written) => `${written.slice(0, 3)}${written}${written.slice(-3)}`,
	(written) => `Invalid token ${written}.`,
	(written) => `{"told":"${written}"}`,
	(written) => `a=${written}&b=1`,
	(written) => `<p>${written}</p>`,
	(written) => `${written}${written}`,
];

it('finds a secret in every form and place, and leaves no piece of eight letters of it', () => {
	fc.assert(
		fc.property(
			tokens,
			fc.constantFrom(...forms),
			fc.constantFrom(...places),
			(token, form, place) => {
				const [, write, before] = form;
				const written = write(token);
				const clean = redactor([token])(place(written));
				expect(clean).toContain(redacted);
				/* What is left of base64 around the token encodes less than two of its letters. */
				const first = before === undefined ? 0 : Math.ceil((before * 8) / 6);
				const last = before === undefined ? written.length : written.length - 4;
				for (let start = first; start + 8 <= last; start++) {
					expect(clean.toLowerCase()).not.toContain(written.slice(start, start + 8).toLowerCase());
				}
			},
		),
		{numRuns: 1000},
	);
});

it('changes no text without a secret', () => {
	const words = fc.array(fc.constantFrom('Bear', 'key', 'a=1', 'and', '{"x":1}', '€', '%2F'));
	fc.assert(
		fc.property(fc.uuid(), words, (token, text) => {
			expect(redactor([token])(text.join(' '))).toBe(text.join(' '));
		}),
	);
});
