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
	])('parses JSON with the content type %j', (contentType) => {
		expect(parse(' [{"id":1}]', contentType)).toEqual({ok: true, value: [{id: 1}]});
	});

	it.each(['1', '"a"', 'null', 'true'])('parses the JSON value %s', (json) => {
		expect(parse(json, 'application/json')).toEqual({ok: true, value: JSON.parse(json)});
	});

	it('ignores a byte order mark', () => {
		expect(parse('\ufeff{"a":1}', 'application/json')).toEqual({ok: true, value: {a: 1}});
	});

	it.each(['<html>', '{"a":', '[1,]', '', 'NaN'])(
		'fails if the content type is JSON: %j',
		(text) => {
			expect(parse(text, 'application/json')).toEqual({
				ok: false,
				message: 'the body is not JSON, although the content type is JSON',
			});
		},
	);

	it.each([
		['a,b\n1,2', 'text/csv'],
		['{"a":1}', 'text/plain'],
		['{"a":1}\n{"a":2}', 'application/x-ndjson'],
		['<a/>', 'application/xml'],
		['<a/>', 'application/atom+xml'],
		['hello', ''],
		['123', ''],
		['{"a":', '*/*'],
	])('returns %j as text for the content type %j', (text, contentType) => {
		expect(parse(text, contentType)).toEqual({ok: true, value: text});
	});

	it('returns a copy of the bytes for any other content type', () => {
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
	it.each(['application/json-seq', 'application/jsonlines', 'text/html; a=application/json', ''])(
		'%j does not declare a JSON value',
		(contentType) => {
			expect(isJson(contentType)).toBe(false);
		},
	);

	it('recognizes HTML', () => {
		expect(isHtml('Text/HTML; charset=utf-8')).toBe(true);
		expect(isHtml('application/xhtml+xml')).toBe(true);
		expect(isHtml('text/plain')).toBe(false);
	});
});
