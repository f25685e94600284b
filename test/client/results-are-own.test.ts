import {createAwinClient, type AwinResult, memoryStore} from 'awin-sdk';
import {expect, it} from 'vitest';
import {startServer} from '../helpers/http-server.ts';

/** Returns all objects that are reachable from a value. */
const reachable = (value: unknown, seen = new Set<object>()): ReadonlySet<object> => {
	if (typeof value !== 'object' || value === null || seen.has(value)) return seen;
	seen.add(value);
	for (const key of Reflect.ownKeys(value)) reachable(Reflect.get(value, key), seen);
	if (value instanceof Uint8Array) seen.add(value.buffer);
	return seen;
};

const shared = (a: AwinResult, b: AwinResult): readonly object[] => {
	const ofB = reachable(b);
	return [...reachable(a)].filter((object) => ofB.has(object) && !Object.isFrozen(object));
};

/* One path for each origin of a response: coalesced, fresh, revalidated, stale, an error and a binary body. */
const paths = ['/plain', '/fresh', '/revalidated', '/stale', '/error', '/binary'];

it.each(paths)('no two callers share a mutable object: %s', async (path) => {
	const url = await startServer((request, response) => {
		response.setHeader(
			'content-type',
			path === '/binary' ? 'application/gzip' : 'application/json',
		);
		response.setHeader('etag', '"a"');
		if (path === '/fresh' || path === '/binary') response.setHeader('cache-control', 'max-age=60');
		if (path === '/stale') response.setHeader('cache-control', 'stale-while-revalidate=60');
		if (request.headers['if-none-match'] !== undefined) response.writeHead(304).end();
		else response.writeHead(path === '/error' ? 400 : 200).end('{"list":[{"a":1}]}');
	});
	const store = memoryStore();
	const awin = createAwinClient({
		token: 't',
		baseUrl: url,
		quota: false,
		retry: false,
		cache: store,
	});
	const options = {cache: {allowStale: true}};
	const results = await Promise.all([awin.get(path, options), awin.get(path, options)]);
	for (let call = 0; call < 4; call++) results.push(await awin.get(path, options));
	for (const [index, a] of results.entries()) {
		for (const b of results.slice(index + 1)) expect(shared(a, b)).toEqual([]);
	}
});
