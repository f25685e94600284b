import type {AwinClientOptions} from 'awin-sdk';
import {beforeAll, describe, expect, it, vi} from 'vitest';
import {createClient} from '../../src/client.ts';
import {digestOf} from '../../src/pipeline/digest.ts';
import {fakeClock, macrotasks} from '../pipeline/quota/fake-clock.ts';

const token = 'second-exchange';

beforeAll(async () => void (await digestOf(token)));

type Step = {readonly status?: number; readonly afterMs?: number; readonly etag?: string};

/** A client over a server that takes these steps, and never answers after them. */
const setUp = (steps: readonly Step[], options: Partial<AwinClientOptions> = {}) => {
	const clock = fakeClock(macrotasks);
	const rest = [...steps];
	const fetch = vi.fn<typeof globalThis.fetch>(
		(_input, init) =>
			new Promise((resolve, reject) => {
				init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
				const step = rest.shift();
				if (step === undefined) return;
				const {status = 200, afterMs = 0, etag} = step;
				const body = status === 200 ? '{}' : null;
				const headers = {'content-type': 'application/json', ...(etag && {etag})};
				clock.after(afterMs, () => resolve(new Response(body, {status, headers})));
			}),
	);
	const awin = createClient(
		{token, fetch, quota: false, retry: {baseDelayMs: 0}, ...options},
		clock,
	);
	return {clock, fetch, awin};
};

const first = [
	['that was not asked for', []],
	['with another tag than the stored one', [{etag: '"a"'}]],
] as const;

describe.each(first)('after a 304 %s', (_name, stored) => {
	const prepare = async (steps: readonly Step[], options: Partial<AwinClientOptions> = {}) => {
		const parts = setUp([...stored, ...steps], options);
		if (stored.length > 0) {
			const call = parts.awin.get('/a');
			await parts.clock.advance(0);
			await call;
			parts.fetch.mockClear();
		}
		return parts;
	};
	const unusable = {status: 304, etag: '"zz"'};

	it('the second exchange gets what is left of the deadline', async () => {
		const {clock, fetch, awin} = await prepare([{...unusable, afterMs: 450}]);
		const ended = vi.fn<(result: {readonly meta: object}) => void>();
		const call = awin.get('/a', {deadlineMs: 600}).then(ended);
		await clock.advance(599);
		expect(fetch).toHaveBeenCalledTimes(2);
		expect(ended).not.toHaveBeenCalled();
		await clock.advance(1);
		await call;
		expect(ended.mock.calls).toMatchObject([
			[
				{
					kind: 'timeout',
					meta: {
						attempts: [
							{number: 1, status: 304},
							{number: 2, error: 'timeout'},
						],
					},
				},
			],
		]);
	});

	it('both exchanges together are retried as often as one', async () => {
		const failed = {status: 503};
		const {clock, fetch, awin} = await prepare([failed, unusable, failed, failed, {}]);
		const call = awin.get('/a', {retry: {attempts: 3, baseDelayMs: 0}});
		await clock.advance(10);
		expect(await call).toMatchObject({status: 503, meta: {notRetried: 'attempts'}});
		expect(fetch).toHaveBeenCalledTimes(4);
	});

	it('a call without retries still gets its second exchange', async () => {
		const {clock, awin} = await prepare([unusable, {}]);
		const call = awin.get('/a', {retry: false});
		await clock.advance(10);
		expect((await call).kind).toBe('ok');
	});

	it('no second exchange starts if the deadline has passed', async () => {
		const {clock, fetch, awin} = await prepare([]);
		fetch.mockImplementationOnce(async () => {
			/* The event loop is blocked, so the timers are late. */
			const {elapsed} = clock;
			Object.assign(clock, {elapsed: () => elapsed() + 600});
			return new Response(null, {status: 304, headers: {etag: '"zz"'}});
		});
		const call = awin.get('/a', {deadlineMs: 600});
		await macrotasks();
		expect(await call).toMatchObject({
			kind: 'timeout',
			error: {message: expect.stringContaining('the deadline of the call passed')},
		});
		expect(fetch).toHaveBeenCalledOnce();
	});

	it('waits for the quota do not count toward the deadline', async () => {
		const failed = {status: 503};
		const {clock, awin} = await prepare([failed, failed, unusable, {afterMs: 500}], {
			quota: {calls: 1, intervalMs: 1000},
		});
		const call = awin.get('/a', {deadlineMs: 600});
		await clock.advance(10_000);
		expect((await call).kind).toBe('ok');
	});
});
