import {describe, expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient, canary} from '../helpers/awin-client.ts';
import {faultServer} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';

const ok = server.answersJson(200, {done: true});

describe('a redirect on the same origin', () => {
	it.each([301, 302, 303, 307, 308])(
		'is followed after %i, with the credential',
		async (status) => {
			const {url, asked} = await faultServer(server.redirects(status, '/b?c=d', 'moved'), ok);
			const result = await awinClient(url, systemClock).get('/a');
			expect(result).toMatchObject({kind: 'ok', data: {done: true}, meta: {attempts: {length: 1}}});
			expect(asked.map((one) => `${one.method} ${one.url}`)).toEqual(['GET /a', 'GET /b?c=d']);
			expect(asked[1]?.headers.authorization).toBe(`Bearer ${canary}`);
		},
	);

	it.each([
		[303, 'GET', ''],
		[302, 'GET', ''],
		[307, 'POST', '{"e":1}'],
		[308, 'POST', '{"e":1}'],
	])('turns a POST after a %i into a %s', async (status, method, body) => {
		const {url, asked} = await faultServer(server.redirects(status, '/b'), ok);
		await awinClient(url, systemClock).post('/a', {json: {e: 1}});
		expect(asked[1]).toMatchObject({method, body});
		expect(asked[1]?.headers['content-type']).toBe(
			method === 'GET' ? undefined : 'application/json',
		);
	});

	it('is followed five times, on at most two connections', async () => {
		const {url, asked, connections} = await faultServer(server.redirects(302, '/on', 'moved'));
		const result = await awinClient(url, systemClock).get('/a');
		expect(asked).toHaveLength(6);
		expect(connections()).toBeLessThanOrEqual(2);
		expect(result).toMatchObject({
			kind: 'network',
			error: {description: 'more than 5 redirects'},
			meta: {attempts: {length: 1}, notRetried: undefined},
		});
	});
});

describe('a redirect to another origin', () => {
	it.each([301, 302, 303, 307, 308])(
		'is a network failure after %i, and nothing is sent there',
		async (status) => {
			const other = await faultServer(ok);
			const {url, asked} = await faultServer(server.redirects(status, `${other.url}/b`));
			const awin = awinClient(url, systemClock);
			const results = [
				await awin.get('/a'),
				await awin.get('/a', {headers: {'x-api-key': canary}}),
				await awin.post('/a', {json: {}}),
			];
			for (const result of results) {
				expect(result).toMatchObject({
					kind: 'network',
					error: {description: 'the redirect leads to another origin, so it is not followed'},
					meta: {attempts: {length: 1}},
				});
			}
			expect(asked).toHaveLength(3);
			expect(other.asked).toHaveLength(0);
			expect(other.connections()).toBe(0);
		},
	);

	it('is rejected by `client.fetch`, too', async () => {
		const other = await faultServer(ok);
		const {url} = await faultServer(server.redirects(302, other.url));
		const response = awinClient(url, systemClock).fetch('/a');
		await expect(response).rejects.toThrow('fetch failed');
		expect(other.connections()).toBe(0);
	});
});
