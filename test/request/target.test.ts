import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {attempt} from '../helpers/attempt.ts';
import {targetOf} from '../../src/request/target.ts';

const base = 'https://api.awin.com';

describe('targetOf', () => {
	it('puts a template below the base URL', () => {
		expect(targetOf('/a/{id}?b=1', {id: 7}, `${base}/v1`)).toEqual({
			url: `${base}/v1/a/7?b=1`,
			shown: '/a/{id}',
		});
	});

	it.each([
		['with its query', `${base}/jobs/1?a=b&c=%20`, `${base}/jobs/1?a=b&c=%20`, '/jobs/1'],
		['without its fragment', `${base}/jobs/1#top`, `${base}/jobs/1`, '/jobs/1'],
		['without a path', base, `${base}/`, '/'],
		['with the default port', `${base}:443/a`, `${base}/a`, '/a'],
		['in capitals', 'HTTPS://API.AWIN.COM/A', `${base}/A`, '/A'],
		['with braces', `${base}/a/{id}`, `${base}/a/%7Bid%7D`, '/a/%7Bid%7D'],
		['with dot segments', `${base}/a/../b`, `${base}/b`, '/b'],
		[
			'with a key',
			`${base}/apikey/hunter2/x?key=1`,
			`${base}/apikey/hunter2/x?key=1`,
			'/apikey/[redacted]/x',
		],
	])('takes a URL of the origin %s', (_, path, url, shown) => {
		expect(targetOf(path, {}, base)).toEqual({url, shown});
	});

	it('does not double the path of the base URL', () => {
		const proxy = 'https://proxy.example:8443/awin';
		expect(targetOf(`${proxy}/jobs/1`, undefined, proxy).url).toBe(`${proxy}/jobs/1`);
		expect(targetOf('https://proxy.example:8443/x', undefined, proxy).url).toBe(
			'https://proxy.example:8443/x',
		);
	});

	it.each([
		'https://evil.example/hunter2',
		'http://api.awin.com/hunter2',
		'https://api.awin.com:8443/hunter2',
		'https://api.awin.com.evil.example/hunter2',
		'https://api.awin.com@evil.example/hunter2',
		'https://hunter2:hunter2@evil.example',
		'https://hunter2 .example',
		'https://',
		'https://[hunter2',
	])('refuses the URL %s, and names `client.fetch`', (path) => {
		const {error} = attempt(() => targetOf(path, undefined, base));
		expect(error).toBeInstanceOf(TypeError);
		expect(String(error)).toMatch(/origin of `baseUrl`/);
		expect(String(error)).not.toContain('hunter2');
	});

	it('names `client.fetch` for a URL of another origin', () => {
		expect(() => targetOf('https://evil.example/a', undefined, base)).toThrow('`client.fetch`');
	});

	it.each([
		['credentials', 'https://hunter2@api.awin.com/a', undefined, 'must not contain credentials'],
		['a password', 'https://:hunter2@api.awin.com/a', undefined, 'must not contain credentials'],
		[
			'what the client redacted',
			`${base}/a?accessToken=[redacted]`,
			undefined,
			'was taken out of it',
		],
		['values', `${base}/a/{id}`, {id: 'hunter2'}, 'Option `path.id` must be omitted'],
	])('refuses a URL with %s', (_, path, values, message) => {
		const {error} = attempt(() => targetOf(path, values, base));
		expect(error).toBeInstanceOf(TypeError);
		expect(String(error)).toContain(message);
		expect(String(error)).not.toContain('hunter2');
	});

	it.each([
		'//api.awin.com/a',
		'/\\api.awin.com/a',
		'\\\\api.awin.com/a',
		'https:\\\\api.awin.com/a',
		'https://api.awin.com\\@evil.example/a',
		'https:/api.awin.com/a',
		'https:api.awin.com/a',
		' https://api.awin.com/a',
		'https://api.awin.com/a\n',
		'ftp://api.awin.com/a',
		'javascript:alert(1)',
	])('refuses %j', (path) => {
		expect(() => targetOf(path, undefined, base)).toThrow('The path must start with one "/"');
	});

	it('goes to the origin of the base URL for any text, or throws', () => {
		const piece = fc.constantFrom(
			'https:',
			'http:',
			'//',
			'/',
			'\\',
			'@',
			':',
			'?',
			'#',
			'.',
			'..',
			'%2e',
			'[',
			']',
			'\t',
			'\n',
			'{a}',
			'api.awin.com',
			'evil.example',
			'user',
			'443',
			'80',
			'a',
		);
		const text = fc.oneof(
			fc.webUrl({withQueryParameters: true, withFragments: true}),
			fc.webUrl({authoritySettings: {withUserInfo: true, withPort: true, withIPv6: true}}),
			fc.array(piece, {maxLength: 8}).map((pieces) => pieces.join('')),
			fc.array(piece, {maxLength: 6}).map((pieces) => `${base}${pieces.join('')}`),
			fc.string({unit: 'binary'}).map((rest) => `https://api.awin.com${rest}`),
			fc.string({unit: 'binary'}),
		);
		fc.assert(
			fc.property(text, fc.constantFrom(base, `${base}/v1`), (path, baseUrl) => {
				const {value, error} = attempt(() => targetOf(path, undefined, baseUrl));
				if (value === undefined) return error instanceof TypeError;
				const {origin, username, password, hash} = new URL(value.url);
				return origin === base && username + password + hash === '';
			}),
			{numRuns: 2000},
		);
	});
});
