import {createAwinClient} from 'awin-sdk';
import express from 'express';
import {describe, expect, it} from 'vitest';
import {startServer} from '../helpers/http-server.ts';

/** Starts Express with its defaults: it adds a weak ETag to each body and answers conditional requests. */
const startExpress = async (cacheControl?: string) => {
	const statuses: number[] = [];
	const app = express();
	app.use((_request, response, next) => {
		response.on('finish', () => statuses.push(response.statusCode));
		next();
	});
	app.get('/a', (_request, response) => {
		if (cacheControl !== undefined) response.set('cache-control', cacheControl);
		response.json({id: 1});
	});
	const baseUrl = await startServer(app);
	return {client: createAwinClient({token: 'a', baseUrl, quota: false}), statuses};
};

describe('Express 5, which never answers "no-cache" with a 304', () => {
	it.each([undefined, 'no-cache', 'private, max-age=0, must-revalidate'])(
		'revalidates the stored response with Cache-Control: %s',
		async (cacheControl) => {
			const {client, statuses} = await startExpress(cacheControl);
			await client.get('/a');
			expect(await client.get('/a')).toMatchObject({kind: 'cache-hit', data: {id: 1}});
			expect(await client.get('/a')).toMatchObject({kind: 'cache-hit', data: {id: 1}});
			expect(statuses).toEqual([200, 304, 304]);
		},
	);

	it("answers the caller's own validators with a 304", async () => {
		const {client, statuses} = await startExpress();
		const {meta} = await client.get('/a');
		const etag = meta.headers.get('etag') ?? '';
		const result = await client.get('/a', {headers: {'if-none-match': etag}});
		expect(result).toMatchObject({kind: 'not-modified'});
		expect(statuses).toEqual([200, 304]);
	});

	it('revalidates the stored response for a fetch with the mode "no-cache"', async () => {
		const {client, statuses} = await startExpress('max-age=60');
		await client.fetch('/a');
		const response = await client.fetch('/a', {cache: 'no-cache'});
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({id: 1});
		expect(statuses).toEqual([200, 304]);
	});

	it('sends the body again if the caller sends "no-cache"', async () => {
		const {client, statuses} = await startExpress('max-age=60');
		await client.get('/a');
		const result = await client.get('/a', {headers: {'cache-control': 'no-cache'}});
		expect(result).toMatchObject({kind: 'ok', data: {id: 1}});
		expect(statuses).toEqual([200, 200]);
	});
});
