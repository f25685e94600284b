import type {Clock} from '../../clock.ts';
import type {SharedWindow, Decision} from '../scheduler/shared-window.ts';
import type {AcquireOptions, RateLimit, ServerRateLimit} from '../types.ts';
import {type RedisCircuitBreaker, probeIntervalMs, type ScriptAnswer} from './circuit-breaker.ts';
import {maxArrivalDelayMs} from '../scheduler/sliding-window.ts';

/** A process that does not come back for its slot this long after it was to, in milliseconds, loses its position. */
const graceMs = 1000;

/** No lease is longer than this, in milliseconds, so that what a process held that died is free after it. */
const maxLeaseMs = 3_600_000;

/** A gate that processes share through Redis. */
export type RedisWindow = SharedWindow & {
	readonly pause: (forMs: number) => void;
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
	let slots = 0;
	let lastSeen: {readonly used: number; readonly resetAt: number} | undefined;

	const messageOf = (bucket: AcquireOptions['bucket'], leaseMs = 0) => ({
		position: `${processId}/${bucket?.name ?? ''}`,
		buckets: [
			...(bucket === undefined ? [] : [forScript(`bucket/${bucket.name}`, bucket)]),
			forScript('token', limits),
		],
		ttlMs:
			Math.max(limits.intervalMs, bucket?.intervalMs ?? 0, bucket?.spacingMs ?? 0, leaseMs) +
			maxArrivalDelayMs +
			graceMs,
	});

	const note = ({used, resetMs}: ScriptAnswer) => {
		lastSeen = {used, resetAt: clock.elapsed() + resetMs};
	};

	/** Says something that nobody waits for. What Redis misses meanwhile, it forgets by itself in time. */
	const sendInBackground = (message: object) => {
		if (redis.failure(key, peek) === undefined) redis.run(key, message).then(note, () => {});
	};

	const peek = {op: 'peek', ...messageOf(undefined)};

	const withoutRedis = (cause: unknown): Decision =>
		local ? {type: 'granted', end: () => {}} : {type: 'unavailable', forMs: probeIntervalMs, cause};

	return {
		tryAcquire: async ({bucket, leaseMs}) => {
			const away = redis.failure(key, peek);
			if (away !== undefined) return withoutRedis(away.cause);
			const lease = Math.min(leaseMs, maxLeaseMs);
			const id = `${processId}/${(slots += 1)}`;
			const message = messageOf(bucket, lease);
			const end = (used: boolean) => sendInBackground({op: 'end', id, used, ...message});
			try {
				const acquire = {op: 'acquire', id, graceMs, maxArrivalDelayMs, leaseMs: lease, ...message};
				const answer = await redis.run(key, acquire, (late) => {
					if (late.granted) end(false);
				});
				note(answer);
				return answer.granted
					? {type: 'granted', end}
					: {type: 'retry-after', waitMs: answer.waitMs};
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
