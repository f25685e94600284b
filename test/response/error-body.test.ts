import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readErrorBody} from '../../src/response/error-body.ts';
import {attempt} from '../helpers/attempt.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const asItIs = (text: string) => text;
const read = (text: string, contentType = 'application/json') =>
	readErrorBody(bytes(text), contentType, asItIs);

describe('readErrorBody', () => {
	it.each<[string, string, string | undefined, string | undefined]>([
		[
			'Awin, no token',
			'{"error":"unauthorized","description":"Full authentication is required to access this resource"}',
			'unauthorized',
			'Full authentication is required to access this resource',
		],
		['a feed', '{"error": 403, "message": "Access Denied."}', '403', 'Access Denied.'],
		['a feed without a code', '{"message": "Locale not found"}', undefined, 'Locale not found'],
		[
			'a list of texts',
			'{"errors":["a is missing"," ","b is wrong"]}',
			undefined,
			'a is missing; b is wrong',
		],
		[
			'a list of fields and messages',
			'{"errors":[{"field":"endDate","message":"is before startDate"},{"path":"x","description":"no"},{"code":"c-7"},7,{}]}',
			undefined,
			'endDate: is before startDate; x: no; c-7',
		],
		[
			'a long list',
			'{"error":"invalid","errors":["1","2","3","4","5","6","7"]}',
			'invalid',
			'1; 2; 3; 4; 5; and 2 more',
		],
		['a sentence beside a list', '{"message":"no","errors":["1"]}', undefined, 'no'],
		['a list of nothing', '{"errors":[]}', undefined, undefined],
		[
			'errors by field',
			'{"errors":{"a":"is missing","b":["is wrong","x"],"c":{"message":"no"}}}',
			undefined,
			'a: is missing; b: is wrong; no',
		],
		['errors that are no list', '{"errors":"a"}', undefined, undefined],
		['messages', '{"messages":["a","b"]}', undefined, 'a; b'],
		['a reason', '{"reason":"a"}', undefined, 'a'],
		['a list at the root', '[{"field":"a","msg":"is missing"},"b"]', undefined, 'a: is missing; b'],
		['a code alone', '{"error":"exception"}', 'exception', undefined],
		['empty texts', '{"error":" ","description":""}', undefined, undefined],
		[
			'values of the wrong type',
			'{"error":true,"description":null,"message":[1]}',
			undefined,
			undefined,
		],
		['a nested error', '{"error":{"code":7,"message":"no"}}', '7', 'no'],
		[
			'OAuth',
			'{"error":"invalid_token","error_description":"expired"}',
			'invalid_token',
			'expired',
		],
		[
			'a job',
			'{"code":"[404 NOT_FOUND]","errorMessage":" not there "}',
			'[404 NOT_FOUND]',
			'not there',
		],
		['an array', '[{"error":"a"}]', undefined, 'a'],
		['a JSON string', '"no"', undefined, undefined],
		['null', 'null', undefined, undefined],
	])('reads the body of %s', (_, text, code, description) => {
		expect(read(text)).toEqual({body: JSON.parse(text), code, description});
	});

	it('reads problem details', () => {
		const problem = {type: 'about:blank', title: 'Bad Gateway', status: 502, detail: 'upstream'};
		expect(read(JSON.stringify(problem), 'application/problem+json')).toEqual({
			body: problem,
			code: undefined,
			description: 'upstream',
		});
		expect(
			read('{"type":"https://awin.com/p/1","title":"No"}', 'application/problem+json'),
		).toMatchObject({code: 'https://awin.com/p/1', description: 'No'});
	});

	it('reads JSON that is declared as text', () => {
		expect(read('{"error":"a"}', 'text/plain')).toMatchObject({code: 'a'});
	});

	it.each([
		['text/html', '<html><head><title>502 Bad\n\t Gateway</title>'],
		['text/html; charset=utf-8', '<TITLE lang="en">502 Bad Gateway</TITLE>'],
		['', ' <!doctype html><title> 502 Bad Gateway </title>'],
	])('returns the title of a page as the description: %j', (contentType, page) => {
		expect(read(page, contentType)).toEqual({
			body: page,
			code: undefined,
			description: '502 Bad Gateway',
		});
	});

	it('returns no description for a page without a title', () => {
		expect(read('<html><body>no</body>', 'text/html').description).toBeUndefined();
	});

	it('takes linear time for a page of unclosed titles', () => {
		const page = '<title'.repeat(150_000);
		const startedAt = performance.now();
		expect(read(page, 'text/html').description).toBeUndefined();
		expect(performance.now() - startedAt).toBeLessThan(2000);
	});

	it('returns the first 200 characters of a text as the description', () => {
		expect(read(` no ${'x'.repeat(300)}`, 'text/plain').description).toBe(`no ${'x'.repeat(197)}`);
	});

	it.each(['{"error":"unauth', '[{"a"', '{'])(
		'returns no description for truncated JSON: %s',
		(text) => {
			expect(read(text)).toEqual({body: text, code: undefined, description: undefined});
		},
	);

	it.each(['', ' \r\n\t'])('returns nothing for %j', (text) => {
		expect(read(text)).toEqual({body: undefined, code: undefined, description: undefined});
	});

	it('decodes the declared charset', () => {
		const latin1 = Uint8Array.from(Buffer.from('{"description":"désolé"}', 'latin1'));
		const {description} = readErrorBody(latin1, 'application/json; charset=iso-8859-1', asItIs);
		expect(description).toBe('désolé');
	});

	it('redacts the text before parsing it, and escaped secrets after parsing it', () => {
		const redact = (text: string) => text.replaceAll('s3cret', '[redacted]');
		const text = String.raw`{"error":"s3cret","description":"\u00733cret","s3cret":1}`;
		expect(readErrorBody(bytes(text), 'application/json', redact)).toEqual({
			body: {error: '[redacted]', description: '[redacted]', '[redacted]': 1},
			code: '[redacted]',
			description: '[redacted]',
		});
	});

	it('never throws for any bytes and content type', () => {
		const types = fc.oneof(
			fc.constantFrom(
				'',
				'application/json',
				'text/html',
				'text/plain; charset=utf-16',
				'a/b;charset=x',
			),
			fc.string(),
		);
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 300}), types, (body, contentType) => {
				const {value} = attempt(() => readErrorBody(body, contentType, asItIs));
				return value !== undefined && isText(value.code) && isText(value.description);
			}),
			{numRuns: 500},
		);
	});

	it('never throws for JSON that is truncated anywhere', () => {
		const cut = fc.json().chain((text) => fc.nat(text.length).map((end) => text.slice(0, end)));
		const shaped = fc
			.record({error: fc.anything(), description: fc.anything(), type: fc.anything()})
			.map((value) => JSON.stringify(value, (_, child: unknown) => plain(child)));
		fc.assert(
			fc.property(fc.oneof(fc.json(), cut, shaped), (text) => {
				const {value} = attempt(() => read(text));
				return value !== undefined && isText(value.code) && isText(value.description);
			}),
			{numRuns: 500},
		);
	});
});

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
const plain = (value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
