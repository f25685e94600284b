import {type AwinClient, createAwinClient, type Middleware} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {deferred} from '../helpers/deferred.ts';
import {startServer} from '../helpers/http-server.ts';
import {calls} from './calls.ts';
import {callWith} from './refuses.ts';
import {noWait, serve} from './server.ts';

const rows = [{id: 1, name: 'a'}];

/** The result of a list, by what the server answers. */
const list = async (status: number, body: unknown) => {
	const {awin} = await serve([{status, body}]);
	return awin.publisher(1).programmes.list();
};

describe('a success that the endpoint is not known to have', () => {
	it('has data if the reader accepts the body', async () => {
		expect(await list(203, rows)).toMatchObject({
			ok: true,
			kind: 'undocumented',
			status: 203,
			data: rows,
		});
		expect(await list(201, rows)).toMatchObject({ok: true, kind: 'created', data: rows});
		expect(await list(202, rows)).toMatchObject({ok: true, kind: 'accepted', data: rows});
	});

	it('has what the reader makes of the body', async () => {
		const {awin} = await serve([{status: 203, body: {publisherId: '7', limit: '200'}}]);
		const {data} = await awin.publisher(7).linkBuilder.quota();
		expect(data).toEqual({publisherId: 7, limit: 200});
	});

	it('is invalid-body if the reader does not accept the body', async () => {
		expect(await list(203, {programmes: rows})).toMatchObject({
			kind: 'invalid-body',
			error: {responseStatus: 203, issues: [{path: []}]},
		});
	});

	it.each([
		[203, undefined],
		[201, undefined],
		[204, undefined],
		[205, undefined],
		[206, rows],
	])('is invalid-body with the status %i and no complete data', async (status, body) => {
		expect(await list(status, body)).toMatchObject({
			ok: false,
			kind: 'invalid-body',
			status: undefined,
			error: {
				responseStatus: status,
				applied: 'yes',
				description: `the endpoint does not answer with ${status}`,
			},
		});
	});

	it('gives a link that the server calls created', async () => {
		const {awin} = await serve([{status: 201, body: {url: 'https://t.example/a'}}]);
		const result = await awin.publisher(1).linkBuilder.generate({advertiserId: 2});
		expect(result).toMatchObject({kind: 'created', data: {url: 'https://t.example/a'}});
	});

	it('gives rows', async () => {
		const {awin} = await serve([{status: 203, body: 'Feed ID'}]);
		expect(await awin.feeds('key-7e1d').list()).toMatchObject({
			kind: 'undocumented',
			data: [],
		});
		const {productFeed} = awin.publisher(1);
		const stream = await productFeed.download({advertiserId: 2, locale: 'en_GB'});
		expect(stream).toMatchObject({ok: true, kind: 'undocumented'});
		expect(await new Response(stream.data?.body).text()).toBe('"Feed ID"');
	});

	it('closes a stream that it does not hand over', async () => {
		const closed = deferred();
		const baseUrl = await startServer((_, response) => {
			response.on('close', closed.resolve);
			response.writeHead(206).write('{}\n');
		});
		const {productFeed} = createAwinClient({...noWait, baseUrl}).publisher(1);
		const result = await productFeed.download({advertiserId: 2, locale: 'en_GB'});
		expect(result).toMatchObject({kind: 'invalid-body', error: {responseStatus: 206}});
		await closed.promise;
	});
});

describe('a 304', () => {
	const notModified = {status: 304, body: undefined};

	it.each(['if-none-match', 'If-Modified-Since'])(
		'cannot be asked for with %s, because it has no data',
		async (name) => {
			const {awin, asked} = await serve([notModified]);
			const call = callWith(awin.accounts.list, [{}, {headers: {[name]: 'a'}}]);
			await expect(call).rejects.toThrow(TypeError);
			await expect(call).rejects.toThrow(
				`Option \`headers.${name}\` must be omitted: a 304 has no data. The cache of the client sends`,
			);
			expect(asked).toEqual([]);
			await awin.accounts.list({}, {headers: {'if-none-match': undefined}});
			expect(asked[0]?.headers).not.toHaveProperty('if-none-match');
		},
	);

	it('can be asked for with a call of the core', async () => {
		const {awin} = await serve([notModified]);
		const result = await awin.get('/accounts', {headers: {'if-none-match': '"a"'}});
		expect(result).toMatchObject({ok: true, kind: 'not-modified'});
	});

	it('to a validator of a middleware is told from a broken body', async () => {
		const conditional: Middleware = (next) => (request) =>
			next({...request, headers: {...request.headers, 'if-none-match': '"a"'}});
		const {awin} = await serve([notModified], {middleware: [conditional]});
		expect(await awin.accounts.list()).toMatchObject({
			kind: 'invalid-body',
			error: {
				responseStatus: 304,
				description: expect.stringMatching(/^the server answered with 304 to a validator/),
			},
		});
	});
});

/* Each write, and what its invalid-body is made of. */
const writes = ['advertiser.validations.send', 'advertiser.conversions.send'] as const;

const callOf = async (name: string, awin: AwinClient) => calls[name]?.(awin);

describe('a write with a 200 that cannot be read', () => {
	it.each([...writes, 'advertiser.productFeed.upload'])(
		'of %s says that it was applied',
		async (name) => {
			for (const body of ['', '<html>Sorry</html>', '{"jobId":', '[]', 'null']) {
				const baseUrl = await startServer((request, response) => {
					request.resume().on('end', () => response.end(body));
				});
				const result = await callOf(name, createAwinClient({...noWait, baseUrl}));
				expect(result).toMatchObject({
					kind: 'invalid-body',
					error: {
						applied: 'yes',
						retryable: false,
						responseStatus: 200,
						hint: 'The server reported success: look at the state before sending again what changes something.',
					},
				});
			}
		},
	);
});

describe('a write whose answer is not documented', () => {
	it.each(['advertiser.offers.create', 'publisher.proofOfPurchase.send'])(
		'of %s succeeds with any answer, or with none',
		async (name) => {
			for (const [body, data] of [
				['', undefined],
				[' \n', undefined],
				['{"id":7}', {id: 7}],
				['{"body":[7],"statusCode":"OK"}', [7]],
				['null', null],
				['OK', 'OK'],
				['<html>Created</html>', '<html>Created</html>'],
			] as const) {
				for (const status of [200, 201, 202, 203]) {
					const accepts: unknown[] = [];
					const baseUrl = await startServer((request, response) => {
						accepts.push(request.headers.accept);
						request.resume().on('end', () => response.writeHead(status).end(body));
					});
					const result = await callOf(name, createAwinClient({...noWait, baseUrl}));
					expect(result).toMatchObject({ok: true, status});
					expect(result?.data).toEqual(data);
					expect(accepts).toEqual(['application/json, */*;q=0.5']);
				}
			}
		},
	);

	it.each([
		['advertiser.offers.create', 204, 'no-content'],
		['advertiser.offers.create', 205, 'undocumented'],
		['publisher.proofOfPurchase.send', 206, 'partial'],
	])('of %s with the status %i is of the kind %s', async (name, status, kind) => {
		const {awin} = await serve([{status, body: undefined}]);
		expect(await callOf(name, awin)).toMatchObject({ok: true, kind, data: undefined});
	});

	it('fails with the text of an error as any other', async () => {
		const {awin} = await serve([{status: 400, body: {description: 'no such region'}}]);
		expect(await callOf('advertiser.offers.create', awin)).toMatchObject({
			kind: 'bad-request',
			error: {description: 'no such region', applied: 'no'},
		});
	});
});

describe('`applied` of a refusal', () => {
	it.each([
		['no', 'a link, which only reads', {}],
		['unknown', 'a short link, which may have used up the quota', {shorten: true}],
	])('is %s for %s', async (applied, _, more) => {
		const {awin} = await serve([{body: {description: 'Unknown error'}}]);
		const result = await awin.publisher(1).linkBuilder.generate({advertiserId: 2, ...more});
		expect(result).toMatchObject({kind: 'refused', error: {applied}});
	});

	it('is unknown for an upload: whether Awin took the other products is not documented', async () => {
		const {awin} = await serve([{body: {errors: ['no link']}}]);
		expect(await callOf('advertiser.productFeed.upload', awin)).toMatchObject({
			kind: 'refused',
			error: {applied: 'unknown', hint: expect.stringMatching(/A part may have been applied/)},
		});
	});
});
