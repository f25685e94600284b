import type {
	AcquireOptions,
	AcquireResult,
	QuotaLimiter,
} from '../../../src/pipeline/quota/types.ts';
import type {FakeClock} from './fake-clock.ts';

/** The options of a call, with defaults. */
export const acquireOptions = (options: Partial<AcquireOptions> = {}): AcquireOptions => ({
	key: 'digest',
	priority: 0,
	bucket: undefined,
	signal: undefined,
	maxWaitMs: Infinity,
	maxPauseMs: Infinity,
	maxRetryAfterMs: 0,
	leaseMs: 60_000,
	onWait: undefined,
	...options,
});

/** When a call started, and the result of its `acquire`. */
export type Call = {readonly startedAt: number | undefined; readonly result: AcquireResult};

/** Acquires a slot, and releases it after `durationMs`. */
export const callOnce = async (
	limiter: QuotaLimiter,
	clock: FakeClock,
	options: Partial<AcquireOptions> = {},
	durationMs = 0,
): Promise<Call> => {
	const pending = limiter.acquire(acquireOptions(options));
	const result = 'then' in pending ? await pending : pending;
	if (result.type !== 'slot') return {startedAt: undefined, result};
	const startedAt = clock.elapsed();
	if (durationMs === 0) result.release();
	else clock.after(durationMs, result.release);
	return {startedAt, result};
};

/** A signal, and the function that aborts it. */
export const abortable = () => {
	const controller = new AbortController();
	return {signal: controller.signal, abort: () => controller.abort()};
};
