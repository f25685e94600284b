import {createServer, type Socket} from 'node:net';
import * as fc from 'fast-check';
import {createAwinClient} from 'awin-sdk';
import {describe, expect, it, onTestFinished} from 'vitest';

/** A server that writes raw responses, because `node:http` rejects invalid header field names. */
const serveRaw = async (respond: (request: string) => string): Promise<string> => {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('data', (data) => socket.write(respond(data.toString('latin1')), 'latin1'));
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	const address = server.address();
	return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

const response = (status: string, fields: readonly string[], body: string) =>
	[`HTTP/1.1 ${status}`, ...fields, `content-length: ${body.length}`, '', body].join('\r\n');

const oddLines = [
	'X-A : a',
	': a',
	'constructor: a',
	'__proto__: a',
	'Vary: constructor',
	'Vary: __proto__',
	'vary: , ,',
	'x: \xff',
	'x:',
	'X-Y\x80: a',
	'set-cookie: a',
	'set-cookie: b',
	'age: -1',
	'date: 1970',
	'expires: 0',
	'retry-after: 1e9',
	'ratelimit: "',
	'x-ratelimit-reset: 9e99',
	'content-type: application/json; charset=__proto__',
	'location: http://[',
	'link: <',
	'x\t: a',
];
const odd = fc.constantFrom(...oddLines);
const random = fc
	.tuple(fc.stringMatching(/^[!-9;-~]{1,12}$/), fc.stringMatching(/^[\x20-\x7e\x80-\xff]{0,20}$/))
	.map(([name, value]) => `${name}: ${value}`)
	/* These change the framing of the message, and therefore the connection. */
	.filter(
		(line) =>
			!/^(content-length|transfer-encoding|connection|upgrade|content-encoding)/i.test(line),
	);
const fields = fc.array(fc.oneof(odd, random), {maxLength: 5});

describe('invalid header fields of a server', () => {
	it('make no call reject: not the first, a coalesced, a fresh or a revalidated one', async () => {
		let lines: readonly string[] = [];
		const url = await serveRaw((request) => {
			const notModified = /if-none-match/i.test(request) ? '304 Not Modified' : '200 OK';
			const cached = request.includes('/fresh') ? 'max-age=60' : 'no-cache';
			const own = ['content-type: application/json', 'etag: "a"', `cache-control: ${cached}`];
			return response(notModified, [...own, ...lines], notModified.startsWith('304') ? '' : '[1]');
		});
		await fc.assert(
			fc.asyncProperty(fields, async (odds) => {
				lines = odds;
				const awin = createAwinClient({token: 't', baseUrl: url, quota: false, retry: false});
				for (const path of ['/fresh', '/revalidated']) {
					const first = await Promise.all([awin.get(path), awin.get(path), awin.get(path)]);
					const later = await awin.get(path);
					for (const result of [...first, later]) {
						expect(['ok', 'cache-hit', 'network', 'undocumented']).toContain(result.kind);
					}
				}
			}),
			{numRuns: 150},
		);
	}, 60_000);

	it('make client.fetch reject only with a TypeError, as Fetch does', async () => {
		let lines: readonly string[] = [];
		const url = await serveRaw(() => response('200 OK', lines, '[1]'));
		await fc.assert(
			fc.asyncProperty(fields, async (odds) => {
				lines = odds;
				const awin = createAwinClient({token: 't', baseUrl: url, quota: false, retry: false});
				const outcome = await awin.fetch('/a').catch((error: unknown) => error);
				expect(outcome instanceof Response || outcome instanceof TypeError).toBe(true);
			}),
			{numRuns: 100},
		);
	}, 60_000);

	it.each(['X-A : a', ': a', 'X-Y\x80: a'])(
		'are omitted if Headers rejects them: %j',
		async (line) => {
			const url = await serveRaw(() =>
				response(
					'200 OK',
					['content-type: application/json', 'cache-control: max-age=60', line],
					'[1]',
				),
			);
			const awin = createAwinClient({token: 't', baseUrl: url, quota: false, retry: false});
			const results = await Promise.all([awin.get('/a'), awin.get('/a')]);
			const hit = await awin.get('/a');
			const kinds = [...results, hit].map(({kind}) => kind);
			expect(new Set(kinds).size).toBe(1);
			const response_ = await awin.fetch('/a').catch((error: unknown) => error);
			expect(response_ instanceof Response || response_ instanceof TypeError).toBe(true);
		},
	);
});
