import {isNetworkError} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {compare} from '../helpers/both-fetches.ts';
import {canary, connect} from '../helpers/connect.ts';
import {closedPort, startServer} from '../helpers/http-server.ts';

const caught = (promise: Promise<unknown>): Promise<unknown> =>
	promise.then(
		() => 'resolved',
		(error: unknown) => error,
	);

const codeOf = (error: unknown): unknown =>
	error instanceof Error && error.cause instanceof Object && Reflect.get(error.cause, 'code');

describe('an error of client.fetch', () => {
	it('has the code of the system where that of `fetch` has it', async () => {
		const closed = await closedPort();
		const cut = await startServer((request) => request.socket.resetAndDestroy());
		for (const url of [closed, cut]) {
			const both = await compare(url, async (send) => codeOf(await caught(send(url))));
			expect(both.ours).toBe(both.native);
			expect(both.ours).toEqual(expect.any(String));
		}
	});

	it('of a body has the code, too', async () => {
		const url = await startServer((_, response) => {
			response.writeHead(200, {'content-length': '9'}).write('a', () => response.destroy());
		});
		const both = await compare(url, async (send) => codeOf(await caught((await send(url)).text())));
		expect(both).toEqual({native: 'UND_ERR_SOCKET', ours: 'UND_ERR_SOCKET'});
	});

	it('has no code if there is none, and one of a cause of any depth', async () => {
		const failing = async (error: unknown) => {
			const fetch = async () => {
				throw error;
			};
			return connect('http://127.0.0.1:1', {fetch}).fetch('/a');
		};
		const none: unknown = await caught(failing(new TypeError('Failed to fetch')));
		expect(codeOf(none)).toBeUndefined();
		const numeric = Object.assign(new Error('x'), {code: 7});
		expect(codeOf(await caught(failing(numeric)))).toBeUndefined();
		const cause = Object.assign(new Error('inner'), {code: 'EDEEP'});
		const deep = new TypeError('fetch failed', {cause: new Error('outer', {cause})});
		expect(codeOf(await caught(failing(deep)))).toBe('EDEEP');
	});

	it('is that of a typed call, which has the code, too', async () => {
		const awin = connect(await closedPort());
		const {error} = await awin.get('/a');
		expect(error?.code).toBe('ECONNREFUSED');
		expect(await caught(awin.fetch('/a'))).toMatchObject({
			message: 'fetch failed',
			cause: expect.toSatisfy(isNetworkError),
		});
	});

	it('never contains the token', async () => {
		const fetch = vi.fn<typeof globalThis.fetch>(async (_, init) => {
			const secret = JSON.stringify(init?.headers);
			const cause = Object.assign(new Error(secret), {code: secret, headers: init?.headers});
			throw new TypeError(secret, {cause});
		});
		const error = await caught(connect('http://127.0.0.1:1', {fetch}).fetch('/a'));
		expect(fetch).toHaveBeenCalledOnce();
		for (let part: unknown = error; part instanceof Error; part = part.cause) {
			const shown = [part.message, part.stack, JSON.stringify(part), Reflect.get(part, 'code')];
			expect(shown.join(' ')).not.toContain(canary);
		}
	});
});
