import {checkNumber, invalidOption, readOptions} from '../../../errors/invalid-option.ts';
import {type Clock, systemClock} from '../../clock.ts';
import {warn} from '../../warn.ts';
import {checkRateLimit} from '../check-limit.ts';
import type {QuotaLimiter} from '../types.ts';
import {isRedisClient, type RedisClient} from './client.ts';
import {createRedisWindow, type RedisWindow} from './redis-window.ts';
import {createRedisCircuitBreaker} from './circuit-breaker.ts';
import {createPerCredential} from '../per-credential.ts';
import {createScheduler, type QuotaScheduler} from '../scheduler/scheduler.ts';

/** Options of {@link redisLimiter}. */
export type RedisLimiterOptions = {
	/** A connected node-redis or ioredis client. Add a listener for its `error` event yourself. */
	readonly client: RedisClient;
	/** The maximum number of calls of all processes that start in any period of `intervalMs`. @default 20 */
	readonly calls?: number | undefined;
	/** The length of the window, in milliseconds. @default 60_000 */
	readonly intervalMs?: number | undefined;
	/**
	 * What happens while Redis is unavailable. With `local`, each process uses its own window, so all processes
	 * together can exceed the quota. With `fail`, calls fail with `quota-exceeded`.
	 *
	 * @default 'local'
	 */
	readonly onUnavailable?: 'local' | 'fail' | undefined;
	/** Called once each time that Redis becomes unavailable. @default logs a line with `console.warn` */
	readonly onError?: ((error: unknown) => unknown) | undefined;
	/** The prefix of the keys in Redis. @default 'awin-sdk:quota' */
	readonly prefix?: string | undefined;
	/** The timeout of a Redis command, in milliseconds. After it, Redis counts as unavailable. @default 1000 */
	readonly timeoutMs?: number | undefined;
	/** The source of time. Tests can pass their own. @default the system clock */
	readonly clock?: Clock | undefined;
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

const warnUnavailable = () =>
	warn('Redis is unavailable. The quota is not shared with other processes until it is back.');

/**
 * Creates a limiter that shares the quota with other processes through Redis or Valkey. At most `calls` calls
 * of all processes together start in any period of `intervalMs`, measured by the clock of the Redis server.
 *
 * Waiting processes take turns, one call each. Within a process, calls start in the same order as with
 * `memoryLimiter`. Create one limiter per process and pass it to all clients of the process.
 *
 * @throws TypeError if an option is invalid. The message names the option and the accepted values.
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
	const checked = readOptions(options, known, {option: 'options', where: '`redisLimiter`'});
	const {client, calls = 20, intervalMs = 60_000, onUnavailable = 'local'} = checked;
	const {
		onError = warnUnavailable,
		prefix = 'awin-sdk:quota',
		timeoutMs = 1000,
		clock = systemClock,
	} = checked;
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
			const window = createRedisWindow({redis, clock, key, processId, limits, timeoutMs, local});
			return {window, ...createScheduler(clock, limits, window)};
		});

	return {
		acquire: (call) => {
			const shared = sharedOf(call.key);
			const acquired = shared.acquire(call);
			/* A request that was made at once has run in its context. */
			shared.window.enter(call);
			return acquired;
		},
		pause: (key, forMs = intervalMs, maxRetryAfterMs) => {
			const shared = sharedOf(key);
			shared.window.pause(forMs, maxRetryAfterMs);
			return shared.pause(forMs, maxRetryAfterMs);
		},
		observe: (key, limit) => {
			const shared = sharedOf(key);
			shared.window.observe(limit);
			shared.observe(limit);
		},
		state: (key) => {
			const shared = sharedOf(key);
			const localState = shared.state();
			const lastSeen = shared.window.lastSeen();
			const resetMs = (lastSeen?.resetAt ?? 0) - clock.elapsed();
			if (lastSeen === undefined || resetMs <= 0) return localState;
			const used = Math.max(localState.used, lastSeen.used);
			const remaining = Math.min(localState.remaining, Math.max(0, calls - used));
			const resetAt = Math.max(localState.resetAt, Math.ceil(clock.now() + resetMs));
			return {...localState, used, remaining, resetAt};
		},
	};
};
