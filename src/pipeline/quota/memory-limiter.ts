import {readOptions} from '../../errors/invalid-option.ts';
import {type Clock, systemClock} from '../clock.ts';
import {checkRateLimit} from './check-limit.ts';
import type {QuotaLimiter} from './types.ts';
import {createPerCredential, type PerCredential} from './per-credential.ts';
import {createScheduler, type QuotaScheduler} from './scheduler/scheduler.ts';

/** Options of {@link memoryLimiter}. */
export type MemoryLimiterOptions = {
	/** The maximum number of calls that start in any period of `intervalMs`. @default 20 */
	readonly calls?: number | undefined;
	/** The length of the window, in milliseconds. @default 60_000 */
	readonly intervalMs?: number | undefined;
	/** The source of time. Tests can pass their own. @default the system clock */
	readonly clock?: Clock | undefined;
};

const known = [
	'calls',
	'intervalMs',
	'clock',
] as const satisfies readonly (keyof MemoryLimiterOptions)[];

/* All limiters of a process that use the same clock share one scheduler per credential. */
const schedulers = new WeakMap<Clock, PerCredential<QuotaScheduler>>();

const schedulersOf = (clock: Clock): PerCredential<QuotaScheduler> => {
	const perCredential = schedulers.get(clock) ?? createPerCredential<QuotaScheduler>();
	schedulers.set(clock, perCredential);
	return perCredential;
};

/**
 * Creates a limiter that keeps the quota in the memory of this process. At most `calls` calls start in any
 * period of `intervalMs`, even in a burst.
 *
 * All clients of the process with the same token share one window. If their limits differ, the strictest values
 * apply to all of them.
 *
 * @throws TypeError if `calls` or `intervalMs` is invalid.
 * @example
 * ```ts
 * import {createAwinClient, memoryLimiter} from 'awin-sdk';
 *
 * const awin = createAwinClient({token: 'my-token', quota: memoryLimiter({calls: 10})});
 * ```
 */
export const memoryLimiter = (options: MemoryLimiterOptions = {}): QuotaLimiter => {
	const own = readOptions(options, known, {option: 'options', where: '`memoryLimiter`'});
	const {calls = 20, intervalMs = 60_000, clock = systemClock} = own;
	const limits = checkRateLimit('quota', {calls, intervalMs});
	const perCredential = schedulersOf(clock);

	const schedulerOf = (key: string): QuotaScheduler => {
		const scheduler = perCredential(key, () => createScheduler(clock, limits));
		scheduler.tighten(limits);
		return scheduler;
	};

	return {
		acquire: (call) => schedulerOf(call.key).acquire(call),
		pause: (key, forMs, maxRetryAfterMs) => schedulerOf(key).pause(forMs, maxRetryAfterMs),
		observe: (key, limit) => schedulerOf(key).observe(limit),
		state: (key) => schedulerOf(key).state(),
	};
};
