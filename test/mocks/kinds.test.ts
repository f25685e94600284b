import {createAwinClient, type AwinResult} from 'awin-sdk';
import {
	byStatus,
	cached,
	cutOffJson,
	htmlPage,
	inTurn,
	networkError,
	neverAnswers,
} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {statuses, statusTable} from '../../src/status.ts';

const server = setupServer();
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const awin = createAwinClient({token: 'example-token', retry: false, quota: false});
const ask = async (): Promise<AwinResult> => awin.get('/accounts');

const kindOfRow = (status: keyof typeof statusTable): string => {
	const row = statusTable[status];
	return 'kindWithoutBody' in row ? row.kindWithoutBody : row.kind;
};

describe('the mocks, through the client', () => {
	it.each(statuses)('return the kind of %i', async (status) => {
		server.use(byStatus('/accounts', status));
		const result = await ask();
		expect(result).toMatchObject({
			kind: kindOfRow(status),
			status,
			ok: statusTable[status].ok,
		});
	});

	it('return cache-hit for a second call with validators', async () => {
		server.use(cached('/accounts', {body: ['stored'], etag: '"v1"'}));
		expect(await ask()).toMatchObject({kind: 'ok', data: ['stored']});
		expect(await ask()).toMatchObject({kind: 'cache-hit', status: 304, data: ['stored']});
	});

	it.each([
		['network', networkError('/accounts')],
		['invalid-body', cutOffJson('/accounts')],
		['invalid-body', htmlPage('/accounts')],
		['undocumented', inTurn('/accounts', [{status: 418}])],
		['undocumented', inTurn('/accounts', [{status: 299, body: []}])],
	])('return %s for a response without a row in the table', async (kind, handler) => {
		server.use(handler);
		expect((await ask()).kind).toBe(kind);
	});

	it('return aborted if the caller aborts a pending call', async () => {
		server.use(neverAnswers('/accounts'));
		const abort = new AbortController();
		server.events.on('request:start', () => abort.abort(new Error('enough')));
		expect((await awin.get('/accounts', {signal: abort.signal})).kind).toBe('aborted');
	});
});
