import {createAwinClient} from 'awin-sdk';
import {accounts, byStatus, cached, inTurn, testing} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it, vi} from 'vitest';

const server = setupServer();
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => {
	server.resetHandlers();
	vi.useRealTimers();
});
afterAll(() => server.close());

const token = 'test-0f3c9a52';

/** The longest wait of a call, in milliseconds. */
const longestWait = ({meta}: {meta: {attempts: readonly {waitedMs: number}[]}}): number =>
	Math.max(...meta.attempts.map(({waitedMs}) => waitedMs));

describe('testing', () => {
	it('retries after many failures, because no budget is spent', async () => {
		const awin = createAwinClient({...testing, token});
		server.use(byStatus('/accounts', 503));
		for (let count = 0; count < 15; count++) await awin.get('/accounts');
		server.use(inTurn('/accounts', [503, 503, accounts.success()]));
		const result = await awin.get('/accounts');
		expect(result.meta.attempts.map(({status}) => status)).toEqual([503, 503, 200]);
	});

	it('sends more calls than the quota allows, without a wait', async () => {
		const awin = createAwinClient({...testing, token});
		server.use(accounts.success());
		const results = await Promise.all(Array.from({length: 50}, () => awin.get('/accounts')));
		expect(results.map(longestWait)).toEqual(Array.from({length: 50}, () => 0));
	});

	it('keeps no response for the next test', async () => {
		const awin = createAwinClient({...testing, token});
		server.use(cached('/accounts', {headers: {'cache-control': 'max-age=60'}}));
		await awin.get('/accounts');
		server.use(byStatus('/accounts', 401));
		expect((await awin.get('/accounts')).kind).toBe('unauthorized');
	});

	it.each([
		['a 429 without a time', {status: 429}],
		['a 503 with Retry-After', {status: 503, headers: {'retry-after': '60'}}],
	])('ends a call at once that would have to wait: %s', async (_, answer) => {
		const awin = createAwinClient({...testing, token});
		server.use(inTurn('/accounts', [answer, 200]));
		const result = await awin.get('/accounts');
		expect(result.status).toBe(answer.status);
		expect(result.meta.notRetried).toBe('retry-after-too-long');
		expect(result.error?.retryAt).toBeInstanceOf(Date);
		expect(result.meta.attempts).toHaveLength(1);
	});

	it('retries at once after `Retry-After: 0`', async () => {
		const awin = createAwinClient({...testing, token});
		server.use(inTurn('/accounts', [{status: 429, headers: {'retry-after': '0'}}, 200]));
		const result = await awin.get('/accounts');
		expect([result.kind, longestWait(result)]).toEqual(['ok', 0]);
	});

	it('waits on fake timers if a call allows the wait', async () => {
		vi.useFakeTimers();
		const awin = createAwinClient({...testing, token});
		server.use(inTurn('/accounts', [{status: 503, headers: {'retry-after': '60'}}, 200]));
		const pending = awin.get('/accounts', {retry: {maxRetryAfterMs: 120_000}});
		await vi.advanceTimersByTimeAsync(60_000);
		expect(longestWait(await pending)).toBe(60_000);
	});
});
