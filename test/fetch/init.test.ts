import {describe, expect, it} from 'vitest';
import {bothFetches, classOfError, compare} from '../helpers/both-fetches.ts';
import {canary, connect} from '../helpers/connect.ts';
import {answerInTurn} from '../helpers/http-server.ts';

const server = () => answerInTurn({status: 204});

describe('the init of client.fetch', () => {
	it('is read member by member: a Request in its place counts', async () => {
		const {url, asked} = await server();
		const other = new Request('http://localhost/', {
			method: 'POST',
			body: 'a',
			headers: {'x-a': '1'},
		});
		await compare(url, async (send) => {
			const init = other.clone();
			/* A Request has no member that a dictionary lacks, but `duplex` is on its prototype. */
			return send(url, init);
		});
		expect(asked[1]).toMatchObject({method: 'POST', body: 'a', headers: {'x-a': '1'}});
		expect(asked[0]).toMatchObject({method: 'POST', body: 'a', headers: {'x-a': '1'}});
	});

	it('may be an instance of a class with getters, or inherit', async () => {
		const {url, asked} = await server();
		class Init {
			get method() {
				return 'PUT';
			}
			get body() {
				return 'from a getter';
			}
		}
		const inherited: object = Object.create({method: 'POST', body: 'inherited'});
		const {native, ours} = bothFetches(url);
		for (const send of [native, ours]) {
			await send(url, new Init());
			await send(url, inherited);
			await send(
				url,
				Object.assign(() => {}, {method: 'DELETE'}),
			);
		}
		const seen = asked.map(({method, body}) => [method, body]);
		expect(seen.slice(3)).toEqual(seen.slice(0, 3));
		expect(seen).toContainEqual(['PUT', 'from a getter']);
	});

	it('is read once, in the order of the names', async () => {
		const {url} = await server();
		const read: PropertyKey[] = [];
		const init = new Proxy(
			{},
			{
				get: (_, name) => {
					read.push(name);
				},
			},
		);
		await bothFetches(url).ours('/a', init);
		const standard = read.filter((name) => name !== 'dispatcher');
		expect(standard.map(String)).toEqual(standard.map(String).toSorted());
		expect(new Set(read).size).toBe(read.length);
		expect(read).toHaveLength(16);
	});

	it('lets through what a getter or a conversion throws, and sends nothing', async () => {
		const {url, asked} = await server();
		const thrown = new Error('thrown by the caller');
		const throws = () => {
			throw thrown;
		};
		const inits = [
			Object.defineProperty({}, 'method', {get: throws}),
			{method: {toString: throws}},
			{headers: Object.defineProperty({}, 'a', {get: throws, enumerable: true})},
			{headers: {a: {toString: throws}}},
		];
		for (const init of inits) {
			await expect(bothFetches(url).native(url, init)).rejects.toBe(thrown);
			await expect(bothFetches(url).ours('/a', init)).rejects.toBe(thrown);
		}
		expect(asked).toEqual([]);
	});

	it.each<[string, unknown]>([
		['a number', 1],
		['a text', 'init'],
		['a symbol', Symbol('init')],
		['an unknown `mode`', {mode: 'navigate'}],
		['an unknown `redirect`', {redirect: 'x'}],
		['an unknown `cache`', {cache: 'x'}],
		['`only-if-cached` across origins', {cache: 'only-if-cached'}],
		['an unknown `credentials`', {credentials: 'x'}],
		['an unknown `referrerPolicy`', {referrerPolicy: 'x'}],
		['an invalid `referrer`', {referrer: 'http://:x'}],
		['an unknown `duplex`', {method: 'POST', body: 'a', duplex: 'full'}],
		['a `window`', {window: 'x'}],
		['a `signal` that is none', {signal: 'x'}],
		['a `signal` that is an object', {signal: {}}],
		['a method that is no token', {method: 'a b'}],
		['a symbol as the method', {method: Symbol('GET')}],
		['a forbidden method', {method: 'connect'}],
		['a GET with a body', {body: 'a'}],
		['a HEAD with a body', {method: 'HEAD', body: ''}],
		['a stream without `duplex`', {method: 'POST', body: new ReadableStream()}],
		[
			'a stream with `keepalive`',
			{method: 'POST', body: new ReadableStream(), duplex: 'half', keepalive: true},
		],
	])('is refused with a TypeError if it is or has %s', async (_, init) => {
		const {url, asked} = await server();
		const outcomes = await compare(url, (send) => classOfError(send(url, init)));
		expect(outcomes).toEqual({native: 'TypeError', ours: 'TypeError'});
		expect(asked).toEqual([]);
	});

	it('does not show a value in a message', async () => {
		const {ours} = bothFetches('http://127.0.0.1:1');
		const members = [
			'cache',
			'credentials',
			'method',
			'mode',
			'redirect',
			'referrer',
			'referrerPolicy',
		];
		for (const name of members) {
			const value = `http://:${canary} `;
			const error: unknown = await ours('/a', {[name]: value}).catch((reason: unknown) => reason);
			expect(String(error)).toContain(`\`${name}\` of \`client.fetch\``);
			expect(String(error)).not.toContain(canary);
		}
	});

	it('is checked before the signal', async () => {
		const {url} = await server();
		const signal = AbortSignal.abort('enough');
		const outcomes = await compare(url, (send) =>
			classOfError(send(url, {signal, method: 'TRACE'})),
		);
		expect(outcomes).toEqual({native: 'TypeError', ours: 'TypeError'});
	});

	it('may be `null`, and takes a signal of another realm', async () => {
		const {url, asked} = await server();
		const {ours} = bothFetches(url);
		await ours('/a', null);
		const signal = {aborted: false, addEventListener: () => {}, removeEventListener: () => {}};
		await ours('/a', {signal});
		expect(asked).toHaveLength(2);
	});
});

describe('client.fetch as a function', () => {
	it('has the name and the length of `fetch`', () => {
		const {fetch: ours} = connect('http://127.0.0.1:1');
		expect([ours.name, ours.length]).toEqual([fetch.name, 1]);
	});

	it.each<[string, unknown[]]>([
		['no argument', []],
		['undefined', [undefined]],
		['null', [null]],
		['a number', [7]],
		['an object that is no URL', [{}]],
		['a URL that is not valid', ['http://']],
		['a URL with a password', ['http://a:b@127.0.0.1:1/']],
	])('rejects %s, and sends nothing', async (_, args) => {
		const {url, asked} = await server();
		const {native, ours} = bothFetches(url);
		expect(await classOfError(native(...args))).toBe('TypeError');
		expect(await classOfError(ours(...args))).toBe('TypeError');
		expect(asked).toEqual([]);
	});

	it('does not show a URL in a message', async () => {
		const {ours} = bothFetches('http://127.0.0.1:1');
		for (const input of [
			`http://${canary}@127.0.0.1:1/`,
			`http://:${canary}`,
			`http://${canary}/`,
		]) {
			const error: unknown = await ours(input).catch((reason: unknown) => reason);
			expect(error).toBeInstanceOf(TypeError);
			expect(String(error)).not.toContain(canary);
		}
	});
});
