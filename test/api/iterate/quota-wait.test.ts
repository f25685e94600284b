import {describe, expect, it} from 'vitest';
import {type QuotaView, quotaWaitOf} from '../../../src/api/iterate/quota-wait.ts';

const limit = {calls: 20, intervalMs: 60_000};
const nowMs = 1_000_000;

const view = (used: number, remaining: number, queued = 0, freeInMs = 0): QuotaView => ({
	limit,
	nowMs,
	state: {used, remaining, queued, resetAt: nowMs + freeInMs},
});

describe('quotaWaitOf', () => {
	it.each<[name: string, calls: number, quota: QuotaView | undefined, waitMs: number]>([
		['without a quota', 1000, undefined, 0],
		['before the first call', 20, {limit, nowMs, state: undefined}, 0],
		['before the first call, with one call too many', 21, {limit, nowMs, state: undefined}, 60_000],
		['before the first call, with many', 61, {limit, nowMs, state: undefined}, 180_000],
		['with enough slots', 5, view(15, 5, 0, 30_000), 0],
		['with one slot too few', 6, view(15, 5, 0, 30_000), 30_000],
		['with an interval too few', 26, view(15, 5, 0, 30_000), 90_000],
		['behind calls that wait', 1, view(20, 0, 3, 30_000), 30_000],
		['behind more calls than an interval has', 1, view(20, 0, 20, 30_000), 90_000],
		['with a slot that is free already', 1, view(20, 0, 0, -5), 0],
		['with no call left', 0, view(20, 0, 5, 30_000), 0],
		['with a larger limit than the options say', 41, view(20, 20, 0, 10_000), 10_000],
	])('is the least wait %s', (_, calls, quota, waitMs) => {
		expect(quotaWaitOf(calls, quota)).toBe(waitMs);
	});
});
