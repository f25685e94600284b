import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {unescapeText} from '../../src/errors/escapes.ts';
import {redactor} from '../../src/errors/redact.ts';

describe('unescapeText', () => {
	it.each([
		['a%2Fb', 'a/b'],
		['%2f%41', '/A'],
		['&#47;&#x2f;&#x002F;&#047;', '////'],
		['&amp;&lt;&gt;&quot;&apos;&sol;&plus;&equals;', '&<>"\'/+='],
		['\\u0041\\x42\\/\\"\\\\', 'AB/"\\'],
		['&AMP;&Lt;', '&<'],
		['&#1114111;', '\u{10ffff}'],
		['&#x10FFFF;', '\u{10ffff}'],
		['&#x110000;%41', '&#x110000;A'],
		['&#000000065;&#x00000041;', 'AA'],
		["\\'%41", "'A"],
		['a%41b%42c', 'aAbBc'],
		['&#1114112;%41', '&#1114112;A'],
		['&nbsp;%41', '&nbsp;A'],
	])('decodes %s', (escaped, text) => {
		expect(unescapeText(escaped)?.text).toBe(text);
	});

	it.each([
		'abc',
		'100 %',
		'&',
		'&nbsp;',
		'\\n',
		'%zz',
		'%4',
		'&#;',
		'&#x;',
		'&a;',
		'&#12345678;',
		'\\u004',
		'\\x4',
	])('finds no escape in %s', (text) => {
		expect(unescapeText(text)).toBeUndefined();
	});

	it('says where each character was, for any text', () => {
		const parts = fc.array(fc.constantFrom('a', 'b', '%41', '&#x42;', '&amp;', '\\u0043', '€'));
		fc.assert(
			fc.property(parts, (escaped) => {
				const unescaped = unescapeText(escaped.join(''));
				if (unescaped === undefined) return;
				let position = 0;
				for (const [index, part] of escaped.entries()) {
					expect(unescaped.positionOf(index)).toBe(position);
					position += part.length;
				}
				expect(unescaped.positionOf(escaped.length)).toBe(position);
			}),
		);
	});
});

it('a secret is found in up to three layers of escapes', () => {
	const secret = '/abc/def/ghi/';
	const redact = redactor([secret]);
	const layers = (count: number): string =>
		count === 0 ? secret : encodeURIComponent(layers(count - 1));
	for (const count of [0, 1, 2, 3]) expect(redact(`<${layers(count)}>`)).toBe('<[redacted]>');
	expect(redact(layers(4))).toBe(layers(4));
	/* Both are in the text, so it is searched, but the one in four layers is not found. */
	expect(redact(`${secret} ${layers(4)}`)).toBe(`[redacted] ${layers(4)}`);
});
