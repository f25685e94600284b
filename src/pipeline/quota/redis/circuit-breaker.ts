import type {Clock} from '../../clock.ts';
import {evaluate, type RedisClient} from './client.ts';
import {redisScript} from './script.ts';

/** After Redis failed, it is tried again no more often than this, in milliseconds. */
export const probeIntervalMs = 1000;

/** What the script answers. */
export type ScriptAnswer = {
	readonly granted: boolean;
	/** How long to wait before asking again, in milliseconds. */
	readonly waitMs: number;
	/** Calls of all processes that count in the window of the token. */
	readonly used: number;
	/** The time to the next slot that comes free, in milliseconds. */
	readonly resetMs: number;
};

/** The way to the script in Redis. */
export type RedisCircuitBreaker = {
	/** Runs the script. Rejects where Redis fails, or does not answer in time; a late answer goes to `onLate`. */
	readonly run: (
		key: string,
		message: object,
		onLate?: (answer: ScriptAnswer) => void,
	) => Promise<ScriptAnswer>;
	/** What Redis failed with last; `undefined` while it is there. Asking lets it be tried again now and then. */
	readonly failure: (key: string, message: object) => {readonly cause: unknown} | undefined;
};

/** What the circuit breaker needs. */
export type CircuitBreakerOptions = {
	readonly client: RedisClient;
	readonly prefix: string;
	readonly clock: Clock;
	/** How long Redis may take to answer, in milliseconds. */
	readonly timeoutMs: number;
	/** Told once of each time that Redis goes away. */
	readonly onError: (error: unknown) => void;
};

const read = (reply: unknown): ScriptAnswer => {
	const [granted, waitMs, used, resetMs] = Array.isArray(reply) ? reply.map(Number) : [];
	if (waitMs === undefined || used === undefined || resetMs === undefined) {
		throw new TypeError('the answer of Redis is not that of the script');
	}
	return {granted: granted === 1, waitMs, used, resetMs};
};

/** Makes the circuit breaker that all credentials of one limiter share. */
export const createRedisCircuitBreaker = (options: CircuitBreakerOptions): RedisCircuitBreaker => {
	const {client, prefix, clock, timeoutMs, onError} = options;
	let failure: {readonly cause: unknown} | undefined;
	let probing = false;
	let probeAt = 0;

	const send = async (key: string, message: object) =>
		read(await evaluate(client, redisScript, `${prefix}:{${key}}`, JSON.stringify(message)));

	const fail = (cause: unknown) => {
		probeAt = clock.elapsed() + probeIntervalMs;
		const reported = failure !== undefined;
		failure = {cause};
		if (!reported) onError(cause);
	};

	/** Clients may hold commands back until they are connected again: nobody waits for this one. */
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
		run: (key, message, onLate) =>
			new Promise((resolve, reject) => {
				let late = false;
				const refuse = (error: unknown) => {
					cancel();
					fail(error);
					reject(error);
				};
				const cancel = clock.after(timeoutMs, () => {
					late = true;
					refuse(new Error(`Redis did not answer within ${timeoutMs} ms`));
				});
				send(key, message).then((answer) => {
					if (late) {
						failure = undefined;
						onLate?.(answer);
					}
					cancel();
					resolve(answer);
				}, refuse);
			}),
		failure: (key, message) => {
			if (failure !== undefined && !probing && clock.elapsed() >= probeAt) void probe(key, message);
			return failure;
		},
	};
};
