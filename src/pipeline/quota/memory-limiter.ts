import {type Clock, systemClock} from '../clock.ts';
import {checkRateLimit} from './check-limit.ts';
import type {QuotaLimiter} from './types.ts';
import {createPerCredential, type PerCredential} from './per-credential.ts';
import {createScheduler, type QuotaScheduler} from './scheduler/scheduler.ts';

/** Settings of a quota that is kept in the memory of this process. */
export type MemoryLimiterOptions = {
	/** Calls that may start in any span of `intervalMs`. @default 20 */
	readonly calls?: number;
	/** The length of the window, in milliseconds. @default 60_000 */
	readonly intervalMs?: number;
	/** @default the clock of the machine */
	readonly clock?: Clock;
};

/** All limiters of a process that go by the same clock share the windows of each credential. */
const schedulers = new WeakMap<Clock, PerCredential<QuotaScheduler>>();

const schedulersOf = (clock: Clock): PerCredential<QuotaScheduler> => {
	const perCredential = schedulers.get(clock) ?? createPerCredential<QuotaScheduler>();
	schedulers.set(clock, perCredential);
	return perCredential;
};

/**
 * Keeps a quota in memory: never more than `calls` starts in any `intervalMs`, whatever the bursts.
 *
 * All clients of the process that hold the same token share one window. Where they differ in their settings,
 * the stricter ones hold for all.
 *
 * @throws TypeError for a number that cannot be used.
 * @example
 * ```ts
 * import {createAwinClient, memoryLimiter} from 'awin-sdk';
 *
 * const awin = createAwinClient({token: 'my-token', quota: memoryLimiter({calls: 10})});
 * ```
 */
export const memoryLimiter = ({
	calls = 20,
	intervalMs = 60_000,
	clock = systemClock,
}: MemoryLimiterOptions = {}): QuotaLimiter => {
	const limits = checkRateLimit('quota', {calls, intervalMs});
	const perCredential = schedulersOf(clock);

	const schedulerOf = (key: string): QuotaScheduler => {
		const scheduler = perCredential(key, () => createScheduler(clock, limits));
		scheduler.tighten(limits);
		return scheduler;
	};

	return {
		acquire: (options) => schedulerOf(options.key).acquire(options),
		pause: (key, forMs) => schedulerOf(key).pause(forMs),
		observe: (key, limit) => schedulerOf(key).observe(limit),
		state: (key) => schedulerOf(key).state(),
	};
};
