import {
	checkNumber,
	invalidOption,
	isPlainObject,
	refuseUnknownKeys,
} from '../../../errors/invalid-option.ts';
import {type Clock, systemClock} from '../../clock.ts';
import {checkRateLimit} from '../check-limit.ts';
import type {QuotaLimiter} from '../types.ts';
import {isRedisClient, type RedisClient} from './client.ts';
import {createRedisWindow, type RedisWindow} from './redis-window.ts';
import {createRedisCircuitBreaker} from './circuit-breaker.ts';
import {createPerCredential} from '../per-credential.ts';
import {createScheduler, type QuotaScheduler} from '../scheduler/scheduler.ts';

/** Settings of a quota that processes share through Redis or Valkey. */
export type RedisLimiterOptions = {
	/** A connected client of node-redis or ioredis. It needs a listener for `error` of its own. */
	readonly client: RedisClient;
	/** Calls of all processes that may start in any span of `intervalMs`. @default 20 */
	readonly calls?: number;
	/** The length of the window, in milliseconds. @default 60_000 */
	readonly intervalMs?: number;
	/**
	 * What happens while Redis cannot be reached: `local` lets each process go by a window of its own, so that
	 * together they may call more often than the quota allows; `fail` ends calls with `quota-exceeded`.
	 *
	 * @default 'local'
	 */
	readonly onUnavailable?: 'local' | 'fail';
	/** Told once of each time that Redis goes away. @default a line on `console.warn` */
	readonly onError?: (error: unknown) => void;
	/** What the keys begin with. @default 'awin-sdk:quota' */
	readonly prefix?: string;
	/** How long Redis may take to answer before it counts as gone, in milliseconds. @default 1000 */
	readonly timeoutMs?: number;
	/** @default the clock of the machine */
	readonly clock?: Clock;
};

const known: readonly (keyof RedisLimiterOptions)[] = [
	'client',
	'calls',
	'intervalMs',
	'onUnavailable',
	'onError',
	'prefix',
	'timeoutMs',
	'clock',
];

type Shared = QuotaScheduler & {readonly window: RedisWindow};

const warn = () =>
	console.warn(
		'awin-sdk: Redis cannot be reached, so the quota is not shared with other processes until it is back.',
	);

/**
 * Keeps a quota in Redis or Valkey: never more than `calls` starts of all processes together in any
 * `intervalMs`, by the clock of the server. Processes that wait take turns, one call each; within a process the
 * order is that of {@link memoryLimiter}. Make one for each process, and hand it to all its clients.
 *
 * @throws TypeError for an option that cannot be used, naming it and what it accepts.
 * @example
 * ```ts
 * import {createAwinClient} from 'awin-sdk';
 * import {redisLimiter} from 'awin-sdk/redis';
 * import {createClient} from 'redis';
 *
 * const client = createClient({url: 'redis://localhost:6379'}).on('error', console.error);
 * await client.connect();
 * const awin = createAwinClient({token: 'my-token', quota: redisLimiter({client})});
 * ```
 */
export const redisLimiter = (options: RedisLimiterOptions): QuotaLimiter => {
	if (!isPlainObject(options)) throw invalidOption('options', 'an object', options);
	refuseUnknownKeys('`redisLimiter`', options, known);
	const {client, calls = 20, intervalMs = 60_000, onUnavailable = 'local'} = options;
	const {
		onError = warn,
		prefix = 'awin-sdk:quota',
		timeoutMs = 1000,
		clock = systemClock,
	} = options;
	if (!isRedisClient(client))
		throw invalidOption('client', 'a client of node-redis or ioredis', client);
	const limits = checkRateLimit('quota', {calls, intervalMs});
	checkNumber('timeoutMs', timeoutMs, {min: 1});
	if (onUnavailable !== 'local' && onUnavailable !== 'fail') {
		throw invalidOption('onUnavailable', "'local' or 'fail'", onUnavailable);
	}
	const redis = createRedisCircuitBreaker({client, prefix, clock, timeoutMs, onError});
	const processId = crypto.randomUUID();
	const local = onUnavailable === 'local';
	const perCredential = createPerCredential<Shared>();

	const sharedOf = (key: string): Shared =>
		perCredential(key, () => {
			const window = createRedisWindow({redis, clock, key, processId, limits, local});
			return {window, ...createScheduler(clock, limits, window)};
		});

	return {
		acquire: (call) => sharedOf(call.key).acquire(call),
		pause: (key, forMs = intervalMs) => {
			const shared = sharedOf(key);
			shared.window.pause(forMs);
			return shared.pause(forMs);
		},
		observe: (key, limit) => {
			const shared = sharedOf(key);
			shared.window.observe(limit);
			shared.observe(limit);
		},
		state: (key) => {
			const shared = sharedOf(key);
			const own = shared.state();
			const lastSeen = shared.window.lastSeen();
			const resetMs = (lastSeen?.resetAt ?? 0) - clock.elapsed();
			if (lastSeen === undefined || resetMs <= 0) return own;
			const used = Math.max(own.used, lastSeen.used);
			const remaining = Math.min(own.remaining, Math.max(0, calls - used));
			return {...own, used, remaining, resetAt: Math.max(own.resetAt, clock.now() + resetMs)};
		},
	};
};
