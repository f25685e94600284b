import {describe, expect, it} from 'vitest';
import {decodeText, isHtml, isJson, parseBody} from '../../src/response/parse-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, contentType: string) => parseBody(bytes(text), contentType);

describe('parseBody', () => {
	it.each([
		'application/json',
		'application/json;charset=UTF-8',
		'APPLICATION/JSON ; charset=utf-8',
		'application/hal+json',
		'text/json',
		'*/*',
		'',
	])('parses JSON that comes as %j', (contentType) => {
		expect(parse(' [{"id":1}]', contentType)).toEqual({ok: true, value: [{id: 1}]});
	});

	it.each(['1', '"a"', 'null', 'true'])('parses the JSON value %s', (json) => {
		expect(parse(json, 'application/json')).toEqual({ok: true, value: JSON.parse(json)});
	});

	it('ignores a byte order mark', () => {
		expect(parse('\ufeff{"a":1}', 'application/json')).toEqual({ok: true, value: {a: 1}});
	});

	it.each(['<html>', '{"a":', '[1,]', '', 'NaN'])('fails where JSON is promised: %j', (text) => {
		expect(parse(text, 'application/json')).toEqual({
			ok: false,
			message: 'the body is not JSON, although the content type is JSON',
		});
	});

	it.each([
		['a,b\n1,2', 'text/csv'],
		['{"a":1}', 'text/plain'],
		['{"a":1}\n{"a":2}', 'application/x-ndjson'],
		['<a/>', 'application/xml'],
		['<a/>', 'application/atom+xml'],
		['hello', ''],
		['123', ''],
		['{"a":', '*/*'],
	])('takes %j as text where it comes as %j', (text, contentType) => {
		expect(parse(text, contentType)).toEqual({ok: true, value: text});
	});

	it('gives the bytes of anything else, as a copy', () => {
		const body = bytes('{"a":1}');
		const parsed = parseBody(body, 'application/gzip');
		expect(parsed).toEqual({ok: true, value: body});
		expect(parsed).not.toHaveProperty(
			'value',
			expect.toSatisfy((value) => value === body),
		);
	});
});

describe('decodeText', () => {
	const latin1 = Uint8Array.from([0x64, 0xe9]);

	it('decodes by the charset named', () => {
		expect(decodeText(latin1, 'text/plain; charset="ISO-8859-1"')).toBe('dé');
	});

	it.each(['text/plain', 'text/plain; charset=UTF8', 'text/plain; charset=no-such'])(
		'takes UTF-8 for %s',
		(contentType) => {
			expect(decodeText(bytes('dé'), contentType)).toBe('dé');
			expect(decodeText(latin1, contentType)).toBe('d\ufffd');
		},
	);
});

describe('content types', () => {
	it.each(['application/json-seq', 'application/jsonlines', 'text/html; a=application/json', ''])(
		'%j promises no JSON value',
		(contentType) => {
			expect(isJson(contentType)).toBe(false);
		},
	);

	it('knows HTML', () => {
		expect(isHtml('Text/HTML; charset=utf-8')).toBe(true);
		expect(isHtml('application/xhtml+xml')).toBe(true);
		expect(isHtml('text/plain')).toBe(false);
	});
});
