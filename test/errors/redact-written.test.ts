import {describe, expect, it} from 'vitest';
import {redactor} from '../../src/errors/redact.ts';
import {safeCause} from '../../src/errors/safe-cause.ts';

describe('a truncated secret', () => {
	const redact = redactor(['abcdefghijkl']);

	it.each([
		['abcdefgh', '[redacted]'],
		['abcdefghijk', '[redacted]'],
		['x abcdefghi y', 'x [redacted] y'],
		['abcdefghi… and abcdefghijk', '[redacted]… and [redacted]'],
		['abcdefghXijkl', '[redacted]Xijkl'],
		['abcdefghabcdefgh', '[redacted][redacted]'],
		['abcdefg', 'abcdefg'],
		['bcdefghijkl', '[redacted]'],
		['efghijkl', '[redacted]'],
		['fghijkl', 'fghijkl'],
		['ABCDEFGHIJKL and eFgHiJkL', '[redacted] and [redacted]'],
	])('is redacted: %j becomes %j', (text, clean) => {
		expect(redact(text)).toBe(clean);
	});

	it('is redacted as far as any of the secrets with the same beginning or end matches', () => {
		const beginnings = redactor(['abcdefgh-one', 'abcdefgh-two-long', 'abcdefgh-three']);
		expect(beginnings('abcdefgh-two-lo x')).toBe('[redacted] x');
		const ends = redactor(['one-12345678', 'long-two-12345678', 'three-12345678']);
		expect(ends('x ng-two-12345678')).toBe('x [redacted]');
	});

	it('is recognized by its first eight characters, but not by fewer', () => {
		expect(redactor(['abcdefgh'])('abcdefgh abcdefg')).toBe('[redacted] abcdefg');
		expect(redactor(['abcdefghi'])('abcdefgh')).toBe('[redacted]');
		expect(redactor(['abcdefg'])('abcdefg abcdef')).toBe('[redacted] abcdef');
	});

	it('is found in other capitals from eight characters on', () => {
		expect(redactor(['abcdefgh'])('ABCDEFGH')).toBe('[redacted]');
		expect(redactor(['abcdefg'])('ABCDEFG')).toBe('ABCDEFG');
	});
});

describe('an encoded secret', () => {
	const secret = `/"<!+&>'`;
	const redact = redactor([secret]);

	it.each([
		['verbatim', secret],
		['percent-encoded', "%2F%22%3C!%2B%26%3E'"],
		['percent-encoded in lower case', "%2f%22%3c!%2b%26%3e'"],
		['form-encoded', '%2F%22%3C%21%2B%26%3E%27'],
		['in JSON', `/\\"<!+&>'`],
		['in JSON with escaped slashes', `\\/\\"<!+&>'`],
		['in HTML', '/&quot;&lt;!+&amp;&gt;&#39;'],
		['in base64', btoa(secret)],
		['percent-encoded to the last character', '%2f%22%3c%21%2b%26%3e%27'],
		['in decimal entities', '&#47;&#34;&#60;&#33;&#43;&#38;&#62;&#39;'],
		['in hexadecimal entities', '&#x2F;&#x22;&#x3C;&#x21;&#x2B;&#x26;&#x3E;&#x27;'],
		['in hexadecimal', '2f223c212b263e27'],
		['in hexadecimal capitals', '2F223C212B263E27'],
	])('is redacted if it is %s', (_, written) => {
		expect(redact(`a ${written} b`)).toBe('a [redacted] b');
	});

	it('can contain characters that base64 cannot encode', () => {
		expect(redactor(['schlüssel-€'])('ein schlüssel-€')).toBe('ein [redacted]');
		expect(redactor(['€-schluessel'])('€-schluessel')).toBe('[redacted]');
		expect(redactor(['schluessel-€'])('schluessel-€')).toBe('[redacted]');
	});
});

describe('the copy of a cause', () => {
	const redact = redactor([]);

	it('has the property attributes of a native error', () => {
		const copy = safeCause(new RangeError('far', {cause: new Error('near')}), redact);
		for (const key of ['name', 'stack', 'cause']) {
			expect(Object.getOwnPropertyDescriptor(copy, key)).toMatchObject({
				configurable: true,
				writable: true,
				enumerable: false,
			});
		}
		expect(copy?.name).toBe('RangeError');
	});

	it('has no cause if there is none, and no property of the wrong type', () => {
		const copy = safeCause(Object.assign(new Error('x'), {code: {a: 1}, port: 7}), redact);
		expect(Object.hasOwn(copy ?? {}, 'cause')).toBe(false);
		expect(Object.hasOwn(copy ?? {}, 'code')).toBe(false);
		expect(copy).toHaveProperty('port', 7);
	});

	it('keeps the stack', () => {
		const error = new Error('x');
		expect(safeCause(error, redact)?.stack).toBe(error.stack);
	});

	it('gets a stack if the original has none', () => {
		expect(safeCause('thrown', redact)?.stack).toBe('Error: thrown');
		const bare = Object.assign(new TypeError('x'), {stack: undefined});
		expect(safeCause(bare, redact)?.stack).toBe('TypeError: x');
	});
});
