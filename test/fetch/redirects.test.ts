import {describe, expect, it} from 'vitest';
import {classOfError, compare} from '../helpers/both-fetches.ts';
import {connect} from '../helpers/connect.ts';
import {startServer} from '../helpers/http-server.ts';

type Seen = {readonly line: string; readonly body: string; readonly type: string | undefined};

/** A server that redirects `/<status>` to the location, and records the requests. */
const redirecting = async (location = '/target') => {
	const seen: Seen[] = [];
	const url = await startServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Uint8Array) => (body += String(chunk)));
		request.on('end', () => {
			const {method = '', url: path = '', headers} = request;
			const type = headers['content-type'];
			seen.push({line: `${method} ${path}`, body, type});
			const status = Number(/^\/(\d{3})/.exec(path)?.[1] ?? 200);
			const [, left] = /^\/\d{3}\/(\d+)$/.exec(path) ?? [];
			const next =
				left === undefined ? location : `/${left === '1' ? 200 : 302}/${Number(left) - 1}`;
			response.writeHead(status, status === 200 ? {} : {location: next}).end('text');
		});
	});
	return {url, seen};
};

const half = <T>(seen: readonly T[]) => [
	seen.slice(0, seen.length / 2),
	seen.slice(seen.length / 2),
];

const statuses = [301, 302, 303, 307, 308];
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'REPORT'];
const modes = ['follow', 'manual', 'error'] as const;

describe('a redirect of client.fetch', () => {
	it.each(statuses.flatMap((status) => methods.map((method) => [status, method] as const)))(
		'with %i to a %s is as by `fetch`, in every mode',
		async (status, method) => {
			const {url, seen} = await redirecting();
			const hasBody = !['GET', 'HEAD'].includes(method);
			const both = await compare(url, async (send) => {
				const outcomes: unknown[] = [];
				for (const redirect of modes) {
					const init = {method, redirect, ...(hasBody && {body: 'body'})};
					const sent = send(`${url}/${status}`, init);
					outcomes.push(
						await sent.then(
							async (response) => [
								response.status,
								response.redirected,
								response.url,
								await response.text(),
							],
							({message}: Error) => message,
						),
					);
				}
				return outcomes;
			});
			expect(both.ours).toEqual(both.native);
			const [native, ours] = half(seen);
			expect(ours).toEqual(native);
		},
	);

	it.each([
		[20, 200],
		[21, 'TypeError'],
	])('is followed up to twenty times: %i', async (count, outcome) => {
		const {url} = await redirecting();
		const both = await compare(url, async (send) => {
			const sent = send(`${url}/302/${count}`);
			return sent.then(
				({status}) => status,
				({name}: Error) => name,
			);
		});
		expect(both).toEqual({native: outcome, ours: outcome});
	});

	it.each(['/caf\u00c3\u00a9?q=\u00e2\u0082\u00ac', '/caf%C3%A9', '/\u00e9', '/a#\u00c3\u00a9'])(
		'reads raw bytes in `Location` as UTF-8: %j',
		async (location) => {
			const {url, seen} = await redirecting(location);
			const both = await compare(url, async (send) => (await send(`${url}/302`)).url);
			expect(both.ours).toBe(both.native);
			const [native, ours] = half(seen);
			expect(ours).toEqual(native);
		},
	);

	it('takes a `Location` that the runtime has decoded as it is', async () => {
		const sent: string[] = [];
		const fetch: typeof globalThis.fetch = async (input) => {
			sent.push(new Request(input).url);
			const response = new Response(null, {status: sent.length === 1 ? 302 : 204});
			Object.defineProperty(response.headers, 'get', {value: () => '/caf\u00e9\u20ac'});
			Object.defineProperty(response.headers, 'has', {value: () => true});
			return response;
		};
		await connect('http://127.0.0.1:1', {fetch}).fetch('/a');
		expect(sent[1]).toBe('http://127.0.0.1:1/caf%C3%A9%E2%82%AC');
	});

	it('rejects in the mode `error` even if it leads nowhere', async () => {
		const url = await startServer((_, response) => response.writeHead(302).end());
		const both = await compare(url, (send) => classOfError(send(url, {redirect: 'error'})));
		expect(both).toEqual({native: 'TypeError', ours: 'TypeError'});
	});

	it.each(statuses)('with %i to a stream is as by `fetch`', async (status) => {
		const {url, seen} = await redirecting();
		const both = await compare(url, async (send) => {
			const body = new Blob(['body']).stream();
			const sent = send(`${url}/${status}`, {method: 'POST', body, duplex: 'half'});
			return sent.then(
				(response) => response.status,
				({message}: Error) => message,
			);
		});
		expect(both.ours).toEqual(both.native);
		const [native, ours] = half(seen);
		expect(ours).toEqual(native);
	});
});
