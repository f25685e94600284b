import type {Clock} from '../../clock.ts';
import type {SharedWindow, Decision} from '../scheduler/shared-window.ts';
import type {AcquireOptions, RateLimit, ServerRateLimit} from '../types.ts';
import {type RedisCircuitBreaker, probeIntervalMs, type ScriptResult} from './circuit-breaker.ts';
import {maxArrivalDelayMs} from '../scheduler/sliding-window.ts';

/**
 * How long a process keeps its position after its wait has ended, in milliseconds. It has to request its slot
 * within this time.
 */
const graceMs = 1000;

/** The maximum lease, in milliseconds. It limits how long a crashed process can hold a slot. */
const maxLeaseMs = 3_600_000;

/** A window that processes share through Redis. */
export type RedisWindow = SharedWindow & {
	/** Pauses the window for all processes. */
	readonly pause: (forMs: number) => void;
	/** Applies a limit that the server states, for all processes. */
	readonly observe: (limit: ServerRateLimit) => void;
	/** The state of the window in the last response of Redis. `resetAt` is a time of `clock.elapsed()`. */
	readonly lastSeen: () => {readonly used: number; readonly resetAt: number} | undefined;
};

/** Options of the window. */
export type RedisWindowOptions = {
	readonly redis: RedisCircuitBreaker;
	readonly clock: Clock;
	/** The digest of the credential. */
	readonly key: string;
	/** Identifies this process in the queues. */
	readonly processId: string;
	readonly limits: RateLimit;
	/** Whether calls start without a shared slot while Redis is unavailable. Otherwise, they fail. */
	readonly local: boolean;
};

/** Converts a limit to the form that the script reads: a `concurrency` of 0 means no limit. */
const toScriptLimit = (name: string, limit: RateLimit) => {
	const {calls, intervalMs, concurrency = Infinity, spacingMs = 0} = limit;
	return {
		name,
		calls,
		intervalMs,
		spacingMs,
		concurrency: concurrency === Infinity ? 0 : concurrency,
		/* The end of a running call is unpredictable, so poll at the average time between two slots. */
		recheckMs: Math.min(1000, intervalMs / calls),
	};
};

/** Creates the window of one credential. */
export const createRedisWindow = (options: RedisWindowOptions): RedisWindow => {
	const {redis, clock, key, processId, limits, local} = options;
	let requests = 0;
	let lastSeen: {readonly used: number; readonly resetAt: number} | undefined;

	const messageOf = (bucket: AcquireOptions['bucket'], leaseMs = 0) => ({
		positionId: `${processId}/${bucket?.name ?? ''}`,
		buckets: [
			...(bucket === undefined ? [] : [toScriptLimit(`bucket/${bucket.name}`, bucket)]),
			toScriptLimit('token', limits),
		],
		ttlMs:
			Math.max(limits.intervalMs, bucket?.intervalMs ?? 0, bucket?.spacingMs ?? 0, leaseMs) +
			maxArrivalDelayMs +
			graceMs,
	});

	const noteState = ({used, resetMs}: ScriptResult) => {
		lastSeen = {used, resetAt: clock.elapsed() + resetMs};
	};

	/** Sends a message without waiting for the result. If it is lost, the state in Redis expires by itself. */
	const sendInBackground = (message: object) => {
		if (redis.failure(key, peek) === undefined) redis.run(key, message).then(noteState, () => {});
	};

	const peek = {op: 'peek', ...messageOf(undefined)};

	const withoutRedis = (cause: unknown): Decision =>
		local ? {type: 'granted', end: () => {}} : {type: 'unavailable', forMs: probeIntervalMs, cause};

	return {
		tryAcquire: async ({bucket, leaseMs}) => {
			const failure = redis.failure(key, peek);
			if (failure !== undefined) return withoutRedis(failure.cause);
			const lease = Math.min(leaseMs, maxLeaseMs);
			const id = `${processId}/${(requests += 1)}`;
			const message = messageOf(bucket, lease);
			const end = (used: boolean) => sendInBackground({op: 'end', id, used, ...message});
			try {
				const acquire = {op: 'acquire', id, graceMs, maxArrivalDelayMs, leaseMs: lease, ...message};
				const result = await redis.run(key, acquire, (late) => {
					if (late.granted) end(false);
				});
				noteState(result);
				return result.granted
					? {type: 'granted', end}
					: {type: 'retry-after', waitMs: result.waitMs};
			} catch (error) {
				return withoutRedis(error);
			}
		},
		dequeue: (bucket) => sendInBackground({op: 'dequeue', ...messageOf(bucket)}),
		pause: (forMs) => sendInBackground({op: 'pause', forMs, ...messageOf(undefined)}),
		observe: ({remaining, resetMs, ageMs}) => {
			const forMs = Math.min(resetMs, limits.intervalMs);
			sendInBackground({op: 'observe', remaining, forMs, ageMs, ...messageOf(undefined)});
		},
		lastSeen: () => lastSeen,
	};
};
