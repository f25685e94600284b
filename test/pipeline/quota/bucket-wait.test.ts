import {createAwinClient} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import type {AcquireOptions} from '../../../src/pipeline/quota/types.ts';
import {quota, type QuotaMiddlewareOptions} from '../../../src/pipeline/quota/quota.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {makeRequest} from '../../helpers/make-request.ts';
import {systemClock} from '../../../src/pipeline/clock.ts';

/** The longest wait that a call asks the limiter for. */
const waitOf = async (
	call: {bucket?: string; maxWaitMs?: number},
	client: Pick<Partial<QuotaMiddlewareOptions>, 'maxWaitMs' | 'buckets'> = {},
): Promise<number | undefined> => {
	const acquire = vi.fn<(options: AcquireOptions) => {type: 'aborted'; waitedMs: number}>(() => ({
		type: 'aborted',
		waitedMs: 0,
	}));
	const limiter = {acquire, pause: () => 0, observe: () => {}, state: () => neverAsked()};
	const send = quota({limiter, clock: systemClock, ...client})(async () => makeAnswer(200, ''));
	await send(makeRequest({quota: {priority: 0, bucket: undefined, ...call}}));
	return acquire.mock.calls[0]?.[0].maxWaitMs;
};

const neverAsked = (): never => {
	throw new Error('The state is not asked for.');
};

const daily = {calls: 1, intervalMs: 86_400_000, maxWaitMs: 1000};

describe('the longest wait of a call', () => {
	it('is that of its bucket', async () => {
		expect(await waitOf({bucket: 'daily'}, {buckets: {daily}})).toBe(1000);
		expect(await waitOf({bucket: 'shortLink'})).toBe(600_000);
	});

	it('is that of the client if it is shorter', async () => {
		expect(await waitOf({bucket: 'daily'}, {buckets: {daily}, maxWaitMs: 999})).toBe(999);
		expect(await waitOf({bucket: 'daily'}, {buckets: {daily}, maxWaitMs: 1001})).toBe(1000);
	});

	it('is its own if it has one, shorter or longer', async () => {
		for (const maxWaitMs of [0, 5000, Infinity]) {
			expect(await waitOf({bucket: 'daily', maxWaitMs}, {buckets: {daily}})).toBe(maxWaitMs);
		}
	});

	it('has no limit without any of them', async () => {
		expect(await waitOf({})).toBe(Infinity);
		expect(await waitOf({bucket: 'conversion'})).toBe(Infinity);
	});
});

describe('the 201st short link of a day', () => {
	it('fails at once with the time of the next one, and sends nothing', async () => {
		let sent = 0;
		const fetch = async () => {
			sent += 1;
			return Response.json({url: 'https://t.example/a', shortUrl: 'https://short.example/a'});
		};
		const awin = createAwinClient({token: 'test-201-links', fetch, quota: {calls: 1000}});
		const {generate} = awin.publisher(1).linkBuilder;
		const link = {advertiserId: 2, shorten: true};
		const startedAt = Date.now();
		for (let made = 0; made < 200; made += 1) expect((await generate(link)).ok).toBe(true);
		const {kind, error} = await generate(link);
		expect(kind).toBe('quota-exceeded');
		expect(sent).toBe(200);
		const waitMs = Number(error?.retryAt) - startedAt;
		expect(waitMs).toBeGreaterThanOrEqual(86_400_000);
		expect(waitMs).toBeLessThan(86_460_000);
	});

	it('waits if the call allows it', async () => {
		const fetch = async () => Response.json({url: 'https://t.example/a'});
		const buckets = {shortLink: {calls: 1, intervalMs: 86_400_000, maxWaitMs: 0}};
		const awin = createAwinClient({token: 'test-long-wait', fetch, quota: {buckets}});
		const {generate} = awin.publisher(1).linkBuilder;
		const link = {advertiserId: 2, shorten: true};
		await generate(link);
		expect((await generate(link)).kind).toBe('quota-exceeded');
		const controller = new AbortController();
		const onQuotaWait = vi.fn<() => void>();
		const patient = createAwinClient({
			token: 'test-long-wait',
			fetch,
			quota: {buckets},
			onQuotaWait,
		});
		const options = {maxWaitMs: Infinity, signal: controller.signal};
		const call = patient.publisher(1).linkBuilder.generate(link, options);
		await vi.waitFor(() => expect(onQuotaWait).toHaveBeenCalledTimes(1));
		controller.abort();
		expect((await call).kind).toBe('aborted');
	});
});
