import {describe, expect, it} from 'vitest';
import {decodeText, isHtml, parseJson} from '../../src/response/parse-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, contentType: string) => parseJson(bytes(text), contentType);

describe('parseJson', () => {
	it.each([
		'application/json',
		'APPLICATION/JSON ; charset=utf-8',
		'text/plain',
		'text/html',
		'image/png',
		'*/*',
		'',
	])('parses JSON with the content type %j', (contentType) => {
		expect(parse(' [{"id":1}]', contentType)).toEqual({ok: true, value: [{id: 1}]});
	});

	it.each(['1', '"a"', 'null', 'true', '""'])('parses the JSON value %s', (json) => {
		expect(parse(json, 'text/plain')).toEqual({ok: true, value: JSON.parse(json)});
	});

	it('ignores a byte order mark', () => {
		expect(parse('\ufeff{"a":1}', 'application/json')).toEqual({ok: true, value: {a: 1}});
	});

	it('decodes the charset of the content type', () => {
		const latin1 = Uint8Array.from([0x22, 0xe9, 0x22]);
		expect(parseJson(latin1, 'application/json; charset=latin1')).toEqual({ok: true, value: 'é'});
	});

	it.each(['<html>', '{"a":', '[1,]', '', 'NaN', '{"a":1}\n{"a":2}'])(
		'fails for %j, and names the content type',
		(text) => {
			const message = 'the body is not JSON (content type: text/html)';
			expect(parse(text, 'text/html')).toEqual({ok: false, message});
		},
	);

	it('fails without a content type, or with a very long one, with a short message', () => {
		expect(parse('x', '')).toMatchObject({
			message: 'the body is not JSON (content type: missing)',
		});
		expect(parse('x', 'y'.repeat(500))).toMatchObject({
			message: `the body is not JSON (content type: ${'y'.repeat(100)})`,
		});
	});
});

describe('decodeText', () => {
	const latin1 = Uint8Array.from([0x64, 0xe9]);

	it('uses the declared charset', () => {
		expect(decodeText(latin1, 'text/plain; charset="ISO-8859-1"')).toBe('dé');
	});

	it.each(['text/plain', 'text/plain; charset=UTF8', 'text/plain; charset=no-such'])(
		'uses UTF-8 for %s',
		(contentType) => {
			expect(decodeText(bytes('dé'), contentType)).toBe('dé');
			expect(decodeText(latin1, contentType)).toBe('d\ufffd');
		},
	);
});

describe('content types', () => {
	it('recognizes HTML', () => {
		expect(isHtml('Text/HTML; charset=utf-8')).toBe(true);
		expect(isHtml('application/xhtml+xml')).toBe(true);
		expect(isHtml('text/plain')).toBe(false);
	});
});
