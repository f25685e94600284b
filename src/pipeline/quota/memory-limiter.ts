import {type Clock, systemClock} from '../clock.ts';
import {checkBucket} from './check-bucket.ts';
import type {QuotaLimiter} from './limiter.ts';
import {createTurnstile, type Turnstile} from './turnstile.ts';

/** Settings of a quota that is kept in the memory of this process. */
export type MemoryLimiterOptions = {
	/** Calls that may start in any span of `intervalMs`. @default 20 */
	readonly calls?: number;
	/** The length of the window, in milliseconds. @default 60_000 */
	readonly intervalMs?: number;
	/** @default the clock of the machine */
	readonly clock?: Clock;
};

type Registry = {readonly turnstiles: Map<string, Turnstile>; sweepAt: number};

/** All limiters of a process that go by the same clock share the windows of each credential. */
const registries = new WeakMap<Clock, Registry>();

const registryOf = (clock: Clock): Registry => {
	const known = registries.get(clock);
	if (known !== undefined) return known;
	const registry = {turnstiles: new Map<string, Turnstile>(), sweepAt: 64};
	registries.set(clock, registry);
	return registry;
};

/** Forgets the credentials that nobody uses any more, now and then, so that the cost per credential is flat. */
const sweep = (registry: Registry) => {
	for (const [key, turnstile] of registry.turnstiles) {
		if (turnstile.idle()) registry.turnstiles.delete(key);
	}
	registry.sweepAt = Math.max(64, registry.turnstiles.size * 2);
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
		const known = registry.turnstiles.get(key);
		if (known !== undefined) {
			known.tighten(limits);
			return known;
		}
		if (registry.turnstiles.size >= registry.sweepAt) sweep(registry);
		const turnstile = createTurnstile(clock, limits);
		registry.turnstiles.set(key, turnstile);
		return turnstile;
	};

	return {
		acquire: (ask) => turnstileOf(ask.key).acquire(ask),
		pause: (key, forMs) => turnstileOf(key).pause(forMs),
		learn: (key, hint) => turnstileOf(key).learn(hint),
		state: (key) => turnstileOf(key).state(),
	};
};
