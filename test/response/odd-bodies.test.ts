import {describe, expect, it} from 'vitest';
import {readErrorBody} from '../../src/response/error-body.ts';
import {decodeText} from '../../src/response/parse-body.ts';

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8') =>
	new Uint8Array(Buffer.from(text, encoding));
const asIs = (text: string) => text;
const describeOf = (text: string, contentType = 'text/plain') =>
	readErrorBody(bytesOf(text), contentType, asIs).description;

describe('the description of an error', () => {
	it.each([
		['<html><title>Down</title>', 'Down'],
		[' \n <!doctype html><title>Down</title>', 'Down'],
		['see <html><title>Down</title>', 'see <html><title>Down</title>'],
		['items [1, 2', 'items [1, 2'],
		['list{', 'list{'],
		['  {"a": 1', undefined],
		['\n[1,', undefined],
	])('for %j is %j', (text, description) => {
		expect(describeOf(text)).toBe(description);
	});

	it('is undefined for a page without a title', () => {
		expect(describeOf('<html><p>Down</p>', 'text/html')).toBeUndefined();
	});

	it('is undefined for an empty body, as are the code and the body', () => {
		expect(readErrorBody(bytesOf(' \n'), '', asIs)).toStrictEqual({
			body: undefined,
			code: undefined,
			description: undefined,
		});
	});
});

describe('the charset of a body', () => {
	it.each(['charset=utf-16le', 'charset = "utf-16le"', 'Charset =utf-16le'])(
		'is read from %j',
		(parameter) => {
			const text = decodeText(bytesOf('ä', 'utf16le'), `text/plain; ${parameter}`);
			expect(text).toBe('ä');
		},
	);

	it.each(['utf8', 'UTF-8', 'x-utf-8', 'utf-8x', 'unknown'])(
		'%s is decoded as UTF-8',
		(charset) => {
			const text = decodeText(bytesOf('ä'), `text/plain; charset=${charset}`);
			expect(text).toBe('ä');
		},
	);
});
