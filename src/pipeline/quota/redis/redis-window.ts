import type {Clock} from '../../clock.ts';
import type {SharedWindow, Decision} from '../scheduler/shared-window.ts';
import type {AcquireOptions, RateLimit, ServerRateLimit} from '../types.ts';
import {type RedisCircuitBreaker, probeIntervalMs, type ScriptResult} from './circuit-breaker.ts';
import {maxArrivalDelayMs, maxPauseOf} from '../scheduler/sliding-window.ts';

/** A process that does not come back for its slot this long after it was to, in milliseconds, loses its position. */
const graceMs = 1000;

/** No lease is longer than this, in milliseconds, so that what a process held that died is free after it. */
const maxLeaseMs = 3_600_000;

/** The longest time that the script calculates with, in milliseconds: JSON has no `Infinity`. */
const maxMs = 1e15;

/**
 * A process that waits asks again after the average time between two slots, within these bounds, in milliseconds.
 * The wait that Redis states is exact, so this is only for what nobody can foretell: a pause, or a slot that is
 * returned unused. It is one question for each process and queue, however many calls wait, and takes Redis 0.1 ms.
 */
const recheckBoundsMs = {min: 1000, max: 5000};

/** A gate that processes share through Redis. */
export type RedisWindow = SharedWindow & {
	readonly pause: (forMs: number, maxRetryAfterMs: number | undefined) => void;
	readonly observe: (hint: ServerRateLimit) => void;
	/** How full the shared window was when Redis last spoke of it. */
	readonly lastSeen: () => {readonly used: number; readonly resetAt: number} | undefined;
};

/** What the gate needs. */
export type RedisWindowOptions = {
	readonly redis: RedisCircuitBreaker;
	readonly clock: Clock;
	/** The digest of the credential. */
	readonly key: string;
	/** Identifies this process in the queue. */
	readonly processId: string;
	readonly limits: RateLimit;
	/** Whether calls go ahead while Redis is away. */
	readonly local: boolean;
};

/** A bucket as the script takes it: 0 where there is no limit. */
const forScript = (name: string, bucket: RateLimit) => {
	const {calls, intervalMs, concurrency = Infinity, spacingMs = 0} = bucket;
	return {
		name,
		calls,
		intervalMs,
		spacingMs,
		concurrency: concurrency === Infinity ? 0 : concurrency,
		/* Nobody can foretell when a running call ends: asked as often as a slot comes up on the average. */
		recheckMs: Math.min(1000, intervalMs / calls),
	};
};

/** Makes the gate of one credential. */
export const createRedisWindow = (options: RedisWindowOptions): RedisWindow => {
	const {redis, clock, key, processId, limits, local} = options;
	const {min, max} = recheckBoundsMs;
	const recheckMs = Math.min(max, Math.max(min, limits.intervalMs / limits.calls));
	let slots = 0;
	let lastSeen: {readonly used: number; readonly resetAt: number} | undefined;

	const messageOf = (bucket?: AcquireOptions['bucket'], leaseMs = 0, maxRetryAfterMs = 0) => ({
		position: `${processId}/${bucket?.name ?? ''}`,
		buckets: [
			...(bucket === undefined ? [] : [forScript(`bucket/${bucket.name}`, bucket)]),
			forScript('token', limits),
		],
		leaseMs,
		maxPauseMs: Math.min(maxMs, maxPauseOf(limits.intervalMs, maxRetryAfterMs)),
		graceMs,
		recheckMs,
		maxArrivalDelayMs,
		ttlMs:
			Math.max(limits.intervalMs, bucket?.intervalMs ?? 0, bucket?.spacingMs ?? 0) +
			leaseMs +
			maxArrivalDelayMs +
			graceMs,
	});

	const note = ({used, resetMs}: ScriptResult) => {
		lastSeen = {used, resetAt: clock.elapsed() + resetMs};
	};

	/** Says something that nobody waits for. What Redis misses meanwhile, it forgets by itself in time. */
	const sendInBackground = (message: object) => {
		if (redis.failure(key, peek) === undefined) redis.run(key, message).then(note, () => {});
	};

	const peek = {op: 'peek', ...messageOf()};

	const withoutRedis = (cause: unknown): Decision =>
		local ? {type: 'granted', end: () => {}} : {type: 'unavailable', forMs: probeIntervalMs, cause};

	return {
		tryAcquire: async ({bucket, leaseMs, maxRetryAfterMs}) => {
			const away = redis.failure(key, peek);
			if (away !== undefined) return withoutRedis(away.cause);
			const id = `${processId}/${(slots += 1)}`;
			const message = messageOf(bucket, Math.min(leaseMs, maxLeaseMs), maxRetryAfterMs);
			const end = (used: boolean) => sendInBackground({op: 'end', id, used, ...message});
			try {
				const answer = await redis.run(key, {op: 'acquire', id, ...message}, (late) => {
					if (late.granted) end(false);
				});
				note(answer);
				if (answer.granted) return {type: 'granted', end};
				const {waitMs, pausedMs} = answer;
				return {type: 'retry-after', waitMs, askAgainMs: Math.min(waitMs, recheckMs), pausedMs};
			} catch (error) {
				return withoutRedis(error);
			}
		},
		dequeue: (bucket) => sendInBackground({op: 'dequeue', ...messageOf(bucket)}),
		pause: (askedMs, maxRetryAfterMs) => {
			const message = messageOf(undefined, 0, maxRetryAfterMs);
			sendInBackground({op: 'pause', forMs: Math.min(askedMs, message.maxPauseMs), ...message});
		},
		observe: ({remaining, resetMs, ageMs}) => {
			const forMs = Math.min(resetMs, limits.intervalMs);
			sendInBackground({op: 'observe', remaining, forMs, ageMs, ...messageOf()});
		},
		lastSeen: () => lastSeen,
	};
};
