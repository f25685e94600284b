import {createAwinClient} from 'awin-sdk';
import type {RequestListener} from 'node:http';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {startAwin, startProxy} from './awin-server.ts';
import {write} from './written.ts';

const [wholeProgram = '', oneClient = ''] = write('proxy');
const token = 'proxy-0f3c9a52';

beforeEach(() => {
	vi.stubEnv('AWIN_TOKEN', token);
	for (const name of ['https_proxy', 'http_proxy', 'no_proxy', 'NO_PROXY', 'HTTP_PROXY']) {
		vi.stubEnv(name, undefined);
	}
	vi.spyOn(console, 'log').mockReturnValue();
	vi.spyOn(Math, 'random').mockReturnValue(0); // No wait before a retry.
});
afterEach(() => {
	vi.unstubAllEnvs();
	vi.resetModules();
});

/** Answers like `/accounts`, but the first time with a 503, and keeps what it gets. */
const api = () => {
	const asked: unknown[] = [];
	const listener: RequestListener = (request, response) => {
		const {method, url, headers} = request;
		const {host, authorization} = headers;
		asked.push({method, url, host, authorization, proxy: headers['proxy-authorization']});
		response.writeHead(asked.length === 1 ? 503 : 200, {'content-type': 'application/json'});
		response.end(JSON.stringify({userId: 1, accounts: []}));
	};
	return {asked, listener};
};

const accounts = {
	method: 'GET',
	url: '/accounts',
	host: 'api.awin.com',
	authorization: `Bearer ${token}`,
	proxy: undefined,
};

test.each([
	['all clients of a program', 'HTTPS_PROXY', () => import(wholeProgram)],
	['one client', 'AFFILIATE_PROXY', () => import(oneClient)],
])('sends the calls of %s through the proxy, retries included', async (_, variable, load) => {
	const {asked, listener} = api();
	const proxy = await startProxy({port: await startAwin(listener)});
	vi.stubEnv(variable, `http://user:password@${proxy.address}`);

	await load();

	expect(console.log).toHaveBeenCalledExactlyOnceWith('ok');
	expect(asked).toEqual([accounts, accounts]);
	const credentials = `Basic ${btoa('user:password')}`;
	expect(new Set(proxy.tunnels)).toEqual(new Set([{target: 'api.awin.com:443', credentials}]));
});

test('a proxy that refuses the tunnel is a failure of the network that names the status', async () => {
	const proxy = await startProxy({refuses: 407});
	const {EnvHttpProxyAgent, setGlobalDispatcher} = await import('undici');
	setGlobalDispatcher(new EnvHttpProxyAgent({httpsProxy: `http://${proxy.address}`}));

	const awin = createAwinClient({token});
	const result = await awin.post('/orders', {json: {}});

	expect(result.kind).toBe('network');
	expect(result.error).toMatchObject({applied: 'unknown'});
	expect(JSON.stringify(result.error)).toContain('407');
	expect(proxy.tunnels).toHaveLength(1);
});
