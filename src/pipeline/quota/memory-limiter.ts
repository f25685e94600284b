import {type Clock, systemClock} from '../clock.ts';
import {checkBucket} from './check-limit.ts';
import type {QuotaLimiter} from './types.ts';
import {createRegistry, type Registry} from './per-credential.ts';
import {createTurnstile, type Turnstile} from './scheduler/scheduler.ts';

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
const registries = new WeakMap<Clock, Registry<Turnstile>>();

const registryOf = (clock: Clock): Registry<Turnstile> => {
	const registry = registries.get(clock) ?? createRegistry<Turnstile>();
	registries.set(clock, registry);
	return registry;
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
	const limits = checkBucket('quota', {calls, intervalMs});
	const registry = registryOf(clock);

	const turnstileOf = (key: string): Turnstile => {
		const turnstile = registry(key, () => createTurnstile(clock, limits));
		turnstile.tighten(limits);
		return turnstile;
	};

	return {
		acquire: (ask) => turnstileOf(ask.key).acquire(ask),
		pause: (key, forMs) => turnstileOf(key).pause(forMs),
		learn: (key, hint) => turnstileOf(key).learn(hint),
		state: (key) => turnstileOf(key).state(),
	};
};
