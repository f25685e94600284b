import type {
	AcquireOptions,
	AcquireResult,
	QuotaLimiter,
} from '../../../src/pipeline/quota/types.ts';
import type {FakeClock} from './fake-clock.ts';

export const askFor = (ask: Partial<AcquireOptions> = {}): AcquireOptions => ({
	key: 'digest',
	priority: 0,
	bucket: undefined,
	signal: undefined,
	maxWaitMs: Infinity,
	leaseMs: 60_000,
	onWait: undefined,
	...ask,
});

/** A call: when it started, and what it was given. */
export type Call = {readonly startedAt: number | undefined; readonly grant: AcquireResult};

/** Makes a call that takes a slot and ends after `durationMs`. */
export const callOnce = async (
	limiter: QuotaLimiter,
	clock: FakeClock,
	ask: Partial<AcquireOptions> = {},
	durationMs = 0,
): Promise<Call> => {
	const asked = limiter.acquire(askFor(ask));
	const grant = 'then' in asked ? await asked : asked;
	if (grant.type !== 'slot') return {startedAt: undefined, grant};
	const startedAt = clock.elapsed();
	if (durationMs === 0) grant.release();
	else clock.after(durationMs, grant.release);
	return {startedAt, grant};
};

export const abortable = () => {
	const controller = new AbortController();
	return {signal: controller.signal, abort: () => controller.abort()};
};
