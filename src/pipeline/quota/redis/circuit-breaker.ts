import {invokeCallback} from '../../callback.ts';
import type {Clock} from '../../clock.ts';
import {evaluate, type RedisClient} from './client.ts';
import {redisScript} from './script.ts';

/** The minimum time between two probes of a failed Redis, in milliseconds. */
export const probeIntervalMs = 1000;

/** The result of the script. */
export type ScriptResult = {
	readonly granted: boolean;
	/** How long to wait before the next request for a slot, in milliseconds. */
	readonly waitMs: number;
	/** The number of calls of all processes that count in the token's window. */
	readonly used: number;
	/** The time until the next slot becomes free, in milliseconds. */
	readonly resetMs: number;
	/** For how long the window is still paused, in milliseconds. */
	readonly pausedMs: number;
};

/** Runs the script in Redis, and skips Redis while it is unavailable. */
export type RedisCircuitBreaker = {
	/**
	 * Runs the script. Rejects if Redis fails or exceeds the timeout. If the result arrives after the timeout,
	 * `onLateResult` is called with it.
	 */
	readonly run: (
		key: string,
		message: object,
		onLateResult?: (result: ScriptResult) => void,
	) => Promise<ScriptResult>;
	/**
	 * Returns the last failure of Redis, or `undefined` while Redis is available. After a failure, it also starts
	 * a probe with the given message in the background, at most once per `probeIntervalMs`.
	 */
	readonly failure: (key: string, message: object) => RedisFailure | undefined;
};

/** A failure of Redis. */
export type RedisFailure = {
	readonly cause: unknown;
	/** The functions that have been told that Redis is unavailable, since it became so. */
	readonly told: WeakSet<(cause: unknown) => void>;
};

/** Options of the circuit breaker. */
export type CircuitBreakerOptions = {
	readonly client: RedisClient;
	/** The prefix of the keys in Redis. */
	readonly prefix: string;
	readonly clock: Clock;
	/** The timeout of a command, in milliseconds. */
	readonly timeoutMs: number;
	/** Called once each time that Redis becomes unavailable. */
	readonly onError: (error: unknown) => unknown;
};

const parseResult = (reply: unknown): ScriptResult => {
	const [granted, ...rest] = Array.isArray(reply) ? reply.map(Number) : [];
	const [waitMs, used, resetMs, pausedMs] = rest;
	if (
		waitMs === undefined ||
		used === undefined ||
		resetMs === undefined ||
		pausedMs === undefined
	) {
		throw new TypeError('Redis returned an unexpected result for the quota script');
	}
	return {granted: granted === 1, waitMs, used, resetMs, pausedMs};
};

/** Creates the circuit breaker that all credentials of one limiter share. */
export const createRedisCircuitBreaker = (options: CircuitBreakerOptions): RedisCircuitBreaker => {
	const {client, prefix, clock, timeoutMs, onError} = options;
	let failure: RedisFailure | undefined;
	let probing = false;
	let probeAt = 0;

	const send = async (key: string, message: object) =>
		parseResult(await evaluate(client, redisScript, `${prefix}:{${key}}`, JSON.stringify(message)));

	const fail = (cause: unknown) => {
		probeAt = clock.elapsed() + probeIntervalMs;
		const reported = failure !== undefined;
		failure = {cause, told: failure?.told ?? new WeakSet()};
		if (!reported) invokeCallback('onError', onError, cause);
	};

	/** Checks whether Redis is back. Not awaited, because a client can queue commands until it has reconnected. */
	const probe = async (key: string, message: object) => {
		probing = true;
		try {
			await send(key, message);
			failure = undefined;
		} catch (error) {
			fail(error);
		}
		probing = false;
	};

	return {
		run: (key, message, onLateResult) =>
			new Promise((resolve, reject) => {
				let timedOut = false;
				const onFailure = (error: unknown) => {
					cancel();
					fail(error);
					reject(error);
				};
				const cancel = clock.after(timeoutMs, () => {
					timedOut = true;
					onFailure(new Error(`Redis did not respond within ${timeoutMs} ms`));
				});
				send(key, message).then((result) => {
					if (timedOut) {
						failure = undefined;
						onLateResult?.(result);
					}
					cancel();
					resolve(result);
				}, onFailure);
			}),
		failure: (key, message) => {
			if (failure !== undefined && !probing && clock.elapsed() >= probeAt) void probe(key, message);
			return failure;
		},
	};
};
