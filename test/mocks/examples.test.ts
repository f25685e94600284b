import {createAwinClient} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {statuses, statusTable} from '../../src/status.ts';

const {bodies, byStatus, cached, testing} = mocks;

const server = setupServer();
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const awin = createAwinClient({...testing, token: 'test-0f3c9a52', retry: false});

type Row = {readonly path: string; readonly success: () => mocks.EndpointHandler};

const isEndpoint = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && 'success' in value;

const endpoints = Object.values<unknown>(mocks)
	.filter(isEndpoint)
	.map(({success}) => success().endpoint);

/* The bodies that are the endpoint's own, besides the body of its success. */
const own = new Map<string, mocks.EndpointHandler>(
	[
		mocks.programmedetails.missingRelationship(403),
		mocks.commissiongroups.missingRelationship(403),
		mocks.reportsAdvertiser.missingRegion(),
		mocks.reportsCreative.missingRegion(),
		mocks.advertiserReportsCreative.missingRegion(),
		mocks.transactionsBatch.accepted(),
		mocks.transactionsBatch.notAnArray(),
		mocks.s2sOrders.pending(),
		mocks.s2sOrders.partial(),
		mocks.s2sOrders.refused(),
		mocks.productFeedDownload.forbidden(),
		mocks.productFeedDownload.localeNotFound(),
		mocks.productFeedUpload.localeNotFound(),
	].map((handler) => [`${handler.endpoint.path} ${handler.endpoint.answer.status}`, handler]),
);

const bodyOf = (endpoint: mocks.EndpointAnswer, status: keyof typeof bodies): unknown => {
	const documented = own.get(`${endpoint.path} ${status}`);
	if (documented !== undefined) return documented.endpoint.answer.body;
	const general = bodies[status].body;
	return status < 300 && general !== null ? endpoint.answer.body : general;
};

const cases = endpoints.flatMap((endpoint) =>
	statuses.map((status) => [endpoint.method, endpoint.path, status, endpoint] as const),
);

/** The form of a body that is sent. */
const formOf = (body: unknown) => {
	if (typeof body === 'string') return 'text';
	return body instanceof Uint8Array ? 'bytes' : 'json';
};

/* Without `path`, so that any template goes: a number stands for each placeholder but a key, which is a secret. */
const ask = (
	method: mocks.EndpointAnswer['method'],
	template: string,
	as: 'json' | 'text' | 'bytes' = 'json',
) => {
	const path = template.replace('{key}', 'q7w8z9').replaceAll(/\{\w+\}/g, '1001');
	return awin.request(method, path, {path: {}, as});
};

describe('byStatus, through the client', () => {
	it('knows every endpoint', () => {
		expect(endpoints).toHaveLength(mocks.handlers().length);
	});

	it.each(cases)('answers %s %s with %i and the body of the endpoint', async (...row) => {
		const [method, path, status, endpoint] = row;
		server.use(byStatus(path, status));
		const result = await ask(method, path, formOf(endpoint.answer.body));
		const {ok, ...names} = statusTable[status];

		expect(result).toMatchObject({status, ok});
		expect(result.kind).toBe('kindWithoutBody' in names ? names.kindWithoutBody : names.kind);
		const body = result.ok ? (result.data ?? null) : result.error.body;
		const expected = bodyOf(endpoint, status);
		/* A decoder drops the byte order mark. */
		expect(body).toEqual(typeof expected === 'string' ? expected.replace('\ufeff', '') : expected);
	});
});

describe('the example of a request', () => {
	const dataOf = async (method: mocks.EndpointAnswer['method'], path: string) =>
		(await awin.request(method, path, {path: {}})).data;
	const unknown = bodies[200].body;

	it.each([
		['GET', '/publishers/1001/programmes', [{id: 2001}]],
		['GET', '/publishers/1001/transactions/', [{id: 3001}]],
		['GET', '/advertisers/2001/transactions/jobs/a', {jobId: 'example-job-1'}],
		['POST', '/publisher/1001/promotions', {data: [{promotionId: 5001}]}],
		['GET', '/publisher/1001/promotions', unknown],
		['GET', '/feeds', unknown],
		['GET', '/a/accounts', unknown],
	] as const)('is found by the method and the path: %s %s', async (method, path, data) => {
		server.use(byStatus('/*', 200));
		expect(await dataOf(method, path)).toMatchObject(data);
	});

	it('is found relative to the base URL', async () => {
		const baseUrl = 'http://127.0.0.1:8080/awin/';
		server.use(byStatus('/accounts', 200, {baseUrl}));
		const client = createAwinClient({...testing, token: 'test-0f3c9a52', baseUrl});
		expect((await client.get('/accounts')).data).toMatchObject({userId: 1});
	});

	it('stands in what `cached` stores', async () => {
		server.use(cached(mocks.programmes.path));
		expect(await dataOf('GET', '/publishers/1001/programmes')).toMatchObject([{id: 2001}]);
	});

	it('has the location of the endpoint, or the general one', async () => {
		server.use(byStatus('/*', 202));
		const batch = await ask('POST', mocks.transactionsBatch.path);
		expect(batch.location).toBe(
			'https://api.awin.com/advertisers/1001/transactions/jobs/example-job-1',
		);
		expect(batch.meta.headers.get('retry-after')).toBe('1');
	});
});
