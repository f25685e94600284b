import {inspect} from 'node:util';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {redactor} from '../../src/errors/redact.ts';
import {safeCause} from '../../src/errors/safe-cause.ts';

const secret = 'c0ffee/+canary==';
const redact = redactor([secret]);

describe('redactor', () => {
	it.each([
		['verbatim', secret],
		['percent-encoded', encodeURIComponent(secret)],
		['percent-encoded in lower case', 'c0ffee%2f%2bcanary%3d%3d'],
		['inside JSON', JSON.stringify({a: secret})],
		['inside JSON with escaped slashes', JSON.stringify({a: secret}).replaceAll('/', '\\/')],
		['in base64', btoa(secret)],
		['in a query', `a=${new URLSearchParams({t: secret}).toString().slice(2)}`],
	])('redacts a secret that is %s', (_, written) => {
		const clean = redact(`before ${written} after`);
		expect(clean).toContain('[redacted]');
		expect(clean).toMatch(/^before .* after$/);
		expect(clean).not.toContain('canary');
		expect(clean).not.toContain(written);
	});

	it('redacts a secret in HTML', () => {
		const clean = redactor(['<"canary\'&amp;>'])('&lt;&quot;canary&#39;&amp;amp;&gt;');
		expect(clean).toBe('[redacted]');
	});

	it('redacts a secret that is not ASCII', () => {
		expect(redactor(['clé-secrète'])('no clé-secrète')).toBe('no [redacted]');
	});

	it('redacts the beginning of a secret in a truncated text', () => {
		expect(redactor(['canary-4f9d'])('no canary-4f')).toBe('no [redacted]');
		expect(redactor(['canary-4f9d'])('no canary')).toBe('no canary');
	});

	it('redacts the whole of a secret that begins with another secret', () => {
		expect(redactor(['token', 'token-of-two'])('token-of-two token')).toBe('[redacted] [redacted]');
	});

	it('does not change other text, and ignores an empty secret', () => {
		expect(redactor([''])('No relationship exists')).toBe('No relationship exists');
		expect(redactor([])('Bearer authentication is required')).not.toBe('');
	});

	it.each([
		['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
		['{"authorization":"bearer abc"}', '{"authorization":"bearer [redacted]"}'],
		['/a?accessToken=abc&b=1', '/a?accessToken=[redacted]&b=1'],
		['/a?access_token=abc', '/a?access_token=[redacted]'],
		['{"accessToken": "abc"}', '{"accessToken": "[redacted]"}'],
		['x-api-key: abc', 'x-api-key: [redacted]'],
		['/datafeed/list/apikey/abc/x', '/datafeed/list/apikey/[redacted]/x'],
		['https://user:pass@awin.com/', 'https://[redacted]@awin.com/'],
	])('redacts what looks like a credential in %s', (text, clean) => {
		for (const secrets of [[], ['a-known-token']]) {
			expect(redactor(secrets)(text)).toBe(clean);
			expect(redactor(secrets)(clean)).toBe(clean);
		}
	});

	it('redacts a secret whatever the surrounding text is', () => {
		const token = fc.stringMatching(/^[\x21-\x7e]{8,40}$/);
		fc.assert(
			fc.property(token, fc.string(), fc.string(), (canary, before, after) => {
				const clean = redactor([canary]);
				return [canary, encodeURIComponent(canary), JSON.stringify(canary)].every(
					(written) => !clean(before + written + after).includes(canary),
				);
			}),
			{numRuns: 500},
		);
	});
});

describe('safeCause', () => {
	it('copies the name, message, code and chain of causes, and omits attached objects', () => {
		const inner = Object.assign(new Error(`connect ${secret}`), {
			code: 'ECONNREFUSED',
			errno: -111,
			hostname: `x.${secret}.example`,
			options: {headers: {authorization: `Bearer ${secret}`}},
		});
		const outer = new TypeError('fetch failed', {cause: inner});
		Object.assign(outer, {request: {token: secret}});
		const safe = safeCause(outer, redact);
		expect(safe).toMatchObject({name: 'TypeError', message: 'fetch failed'});
		expect(safe?.cause).toMatchObject({
			message: 'connect [redacted]',
			code: 'ECONNREFUSED',
			errno: -111,
			hostname: 'x.[redacted].example',
		});
		expect(safe).not.toHaveProperty('request');
		expect(safe?.stack).toContain('TypeError: fetch failed');
		expect(inspect(safe, {depth: Infinity, showHidden: true})).not.toContain('canary');
	});

	it('stops after five causes', () => {
		let error = new Error('innermost');
		for (let depth = 0; depth < 10; depth++) error = new Error(`at ${depth}`, {cause: error});
		const messages: string[] = [];
		for (let safe = safeCause(error, redact); safe; ) {
			messages.push(safe.message);
			safe = safe.cause instanceof Error ? safe.cause : undefined;
		}
		expect(messages).toEqual(['at 9', 'at 8', 'at 7', 'at 6', 'at 5']);
	});

	it.each([
		['undefined', undefined],
		['null', null],
	])('returns undefined for %s', (_, thrown) => {
		expect(safeCause(thrown, redact)).toBeUndefined();
	});

	it.each([
		['a string', `no ${secret}`, 'no [redacted]'],
		['an object', {token: secret}, 'a thrown value of type object'],
		['a number', 7, 'a thrown value of type number'],
	])('creates an error for %s', (_, thrown, message) => {
		expect(safeCause(thrown, redact)).toMatchObject({name: 'Error', message});
	});

	it('accepts an error without a stack, a name or a message', () => {
		const odd = Object.assign(new Error('a'), {name: 7, message: Symbol('b'), stack: undefined});
		expect(safeCause(odd, redact)).toMatchObject({name: 'Error', message: '', stack: 'Error: '});
	});
});
