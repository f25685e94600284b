import {readOptions} from '../../errors/invalid-option.ts';
import {type Clock, systemClock} from '../clock.ts';
import {warn} from '../warn.ts';
import {checkRateLimit} from './check-limit.ts';
import type {QuotaLimiter, RateLimit} from './types.ts';
import {createPerCredential, type PerCredential} from './per-credential.ts';
import {createScheduler, type QuotaScheduler} from './scheduler/scheduler.ts';

/** Options of {@link memoryLimiter}. */
export type MemoryLimiterOptions = {
	/** The maximum number of calls that start in any period of `intervalMs`. @default 20 */
	readonly calls?: number | undefined;
	/** The length of the window, in milliseconds. @default 60_000 */
	readonly intervalMs?: number | undefined;
	/** The source of time. Tests can pass their own (docs/testing.md). @default the system clock */
	readonly clock?: Clock | undefined;
};

const known = [
	'calls',
	'intervalMs',
	'clock',
] as const satisfies readonly (keyof MemoryLimiterOptions)[];

/** A scheduler, with the limits that it was created with. */
type Scheduler = QuotaScheduler & {readonly limits: RateLimit};

/* All limiters of a process that use the same clock share one scheduler per credential. */
const schedulers = new WeakMap<Clock, PerCredential<Scheduler>>();

const schedulersOf = (clock: Clock): PerCredential<Scheduler> => {
	const perCredential = schedulers.get(clock) ?? createPerCredential<Scheduler>();
	schedulers.set(clock, perCredential);
	return perCredential;
};

/* The digests of the tokens whose clients differ. The size is bounded, for a service with many tokens. */
const warned = new Set<string>();
const maxWarned = 1000;

const textOf = ({calls, intervalMs}: RateLimit): string => `${calls} calls in ${intervalMs} ms`;

const warnOnce = (key: string, limits: RateLimit, others: RateLimit): void => {
	if (warned.has(key) || warned.size >= maxWarned) return;
	warned.add(key);
	warn(
		`two clients of one token have different quotas: ${textOf(others)} and ${textOf(limits)}. The stricter values hold for both.`,
	);
};

/**
 * Creates a limiter that keeps the quota in the memory of this process. At most `calls` calls start in any
 * period of `intervalMs`, even in a burst.
 *
 * All clients of the process with the same token share one window. If their limits differ, the strictest values
 * apply to all of them, and a warning on the console says so, once for each token.
 *
 * @throws TypeError if an option is unknown or invalid.
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
		const scheduler = perCredential(key, () => ({...createScheduler(clock, limits), limits}));
		const {limits: others} = scheduler;
		if (others.calls !== calls || others.intervalMs !== intervalMs) warnOnce(key, limits, others);
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
