import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createAwinClient} from 'awin-sdk';
import {connect} from '../helpers/connect.ts';
import {answerInTurn, startServer} from '../helpers/http-server.ts';

const inherited = Object.getOwnPropertyNames(Object.prototype);

/** Creates a record with one own property, which can have any name. */
const record = (name: string, value: string) => Object.fromEntries([[name, value]]);

const names = fc.oneof(
	fc.constantFrom(...inherited),
	fc.stringMatching(/^[a-zA-Z_]{1,12}$/).filter((name) => !name.startsWith('sec-')),
);

describe('a name that the caller chooses', () => {
	it('is sent unchanged in the path, the query and the header fields', async () => {
		/* The raw fields, because the `headers` object of Node.js loses a field named `__proto__`. */
		const asked: {readonly url: string | undefined; readonly fields: readonly string[]}[] = [];
		const baseUrl = await startServer((request, response) => {
			asked.push({url: request.url, fields: request.rawHeaders});
			response.writeHead(204).end();
		});
		const awin = connect(baseUrl);
		const fields = names.filter(
			(name) => !/^(__proto__|connection|expect|host|te|trailer|upgrade)$/i.test(name),
		);
		await fc.assert(
			fc.asyncProperty(names, names, fields, async (placeholder, parameter, field) => {
				asked.length = 0;
				const path: string = `/a/{${placeholder}}`;
				await awin.get(path, {
					path: record(placeholder, 'value'),
					query: record(parameter, 'value'),
					headers: record(field, 'value'),
				});
				expect(asked[0]?.url).toBe(`/a/value?${parameter}=value`);
				const sent = asked[0]?.fields ?? [];
				expect(sent[sent.indexOf(field.toLowerCase()) + 1]).toBe('value');
			}),
			{numRuns: 60},
		);
	});

	it.each(inherited)('is not read as a placeholder value if it is inherited: %s', async (name) => {
		const path: string = `/a/{${name}}`;
		await expect(connect('http://127.0.0.1:1').get(path)).rejects.toThrow(
			`Option \`path.${name}\` must be a non-empty string`,
		);
	});

	it.each(inherited)('is not a bucket of the quota if it is inherited: %s', async (name) => {
		const awin = createAwinClient({token: 't', baseUrl: 'http://127.0.0.1:1'});
		await expect(awin.get('/accounts', {bucket: name})).rejects.toThrow(
			'Option `bucket` must be one of',
		);
	});

	it.each(inherited)('can be the name of a bucket: %s', async (name) => {
		const {url} = await answerInTurn({status: 204});
		const limit = {calls: 1, intervalMs: 1000};
		const buckets = Object.fromEntries([[name, limit]]);
		const awin = createAwinClient({token: `t-${name}`, baseUrl: url, quota: {buckets}});
		expect(await awin.get('/accounts', {bucket: name})).toMatchObject({kind: 'no-content'});
	});
});

describe('a header field that `fetch` sets itself', () => {
	it.each([
		'Connection',
		'content-length',
		'Expect',
		'host',
		'keep-alive',
		'proxy-connection',
		'sec-fetch-dest',
		'sec-fetch-mode',
		'sec-fetch-site',
		'sec-fetch-user',
		'te',
		'trailer',
		'Transfer-Encoding',
		'upgrade',
	])('is rejected by name, and nothing is sent: %s', async (name) => {
		const {url, asked} = await answerInTurn({status: 204});
		const awin = connect(url);
		const call = awin.post('/a', {json: {}, headers: {[name]: 'hunter2'}});
		await expect(call).rejects.toThrow(`Option \`headers.${name}\` must be omitted`);
		await expect(call).rejects.not.toThrow('hunter2');
		expect(asked).toEqual([]);
	});
});

describe('an option that takes an object', () => {
	const create = (options: object) => () =>
		Reflect.apply(createAwinClient, undefined, [{token: 't', ...options}]);
	const impostors = [
		[[], 'an empty array'],
		[[['attempts', 1]], 'an array'],
		[new Map([['attempts', 1]]), 'an object (Map)'],
		[new Date(0), 'an object (Date)'],
		[new Headers(), 'an object (Headers)'],
		[new URLSearchParams('attempts=1'), 'an object (URLSearchParams)'],
		[Promise.resolve(), 'an object (Promise)'],
		[new Set(), 'an object (Set)'],
	] as const;

	it.each(
		impostors.flatMap(([value, kind]) =>
			['retry', 'retry.budget', 'cache', 'quota', 'quota.buckets', 'quota.buckets.own']
				/* These have `get`, `set` and `delete`, so they are accepted as stores. */
				.filter((option) => option !== 'cache' || !/Map|Headers|URLSearchParams/.test(kind))
				.map((option) => [option, kind, value] as const),
		),
	)('rejects %s as %s', (option, kind, value) => {
		const nested = option
			.split('.')
			.reduceRight<unknown>((inner, name) => ({[name]: inner}), value);
		const shown = kind.replaceAll(/[()]/g, '.');
		expect(create(Object(nested))).toThrow(new RegExp(`Option \`${option}\` .*${shown}`));
	});

	it.each(impostors)(
		'is rejected as the options of a client and of a call: %s',
		async (value, kind) => {
			const options: unknown = value;
			expect(() => Reflect.apply(createAwinClient, undefined, [options])).toThrow(kind);
			const {get} = connect('http://127.0.0.1:1');
			await expect(Reflect.apply(get, undefined, ['/a', options])).rejects.toThrow(kind);
			await expect(Reflect.apply(get, undefined, ['/a', {retry: options}])).rejects.toThrow(kind);
			await expect(Reflect.apply(get, undefined, ['/a', {cache: options}])).rejects.toThrow(kind);
		},
	);

	it('reads a getter once, and ignores inherited getters', async () => {
		let reads = 0;
		const options = {
			token: 't',
			get baseUrl() {
				reads += 1;
				return reads === 1 ? 'https://api.awin.com' : 'http://evil.example';
			},
		};
		expect(() => createAwinClient(options)).not.toThrow();
		expect(reads).toBe(1);
		class Options {
			readonly token = 't';
			get baseUrl() {
				return 'http://evil.example';
			}
		}
		expect(() => createAwinClient(new Options())).not.toThrow();
	});
});
