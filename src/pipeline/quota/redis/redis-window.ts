import {captureContext, type RunInContext} from '../../async-context.ts';
import type {Clock} from '../../clock.ts';
import type {SharedWindow, Decision} from '../scheduler/shared-window.ts';
import type {AcquireOptions, RateLimit, ServerRateLimit} from '../types.ts';
import {type RedisCircuitBreaker, probeIntervalMs, type ScriptResult} from './circuit-breaker.ts';
import {assumedRunMs, maxArrivalDelayMs, maxPauseOf} from '../scheduler/sliding-window.ts';

/**
 * How long a process keeps its position after its wait has ended, in milliseconds. It has to request its slot
 * within this time.
 */
const graceMs = 1000;

/** The maximum lease, in milliseconds. It limits how long a crashed process can hold a slot. */
const maxLeaseMs = 3_600_000;

/** The maximum duration in a message, in milliseconds: JSON has no `Infinity`. */
const maxMs = 1e14;

/**
 * A waiting process asks again after the average time between two slots, within these bounds, in milliseconds. The
 * wait that the script returns is exact, because the slot of a call without a response does not become free before
 * an interval from now. So asking earlier is only for what cannot be predicted: a pause, or a slot that is returned
 * unused. It costs one script per process and queue, however many calls wait; a script takes Redis 0.1 ms.
 */
const recheckBoundsMs = {min: 1000, max: 5000};

/** A window that processes share through Redis. */
export type RedisWindow = SharedWindow & {
	/**
	 * Captures the async context of a call, so that its request for a slot runs in it. The scheduler requests slots in that
	 * of any call that ends.
	 */
	readonly enter: (call: AcquireOptions) => void;
	/** Pauses the window for all processes, within the bound of `maxPauseOf`. */
	readonly pause: (forMs: number, maxRetryAfterMs: number | undefined) => void;
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
	/** The timeout of a Redis command, in milliseconds. */
	readonly timeoutMs: number;
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
		recheckMs: assumedRunMs(limit),
	};
};

/** Creates the window of one credential. */
export const createRedisWindow = (options: RedisWindowOptions): RedisWindow => {
	const {redis, clock, key, processId, limits, timeoutMs, local} = options;
	const {min, max} = recheckBoundsMs;
	const recheckMs = Math.min(max, Math.max(min, limits.intervalMs / limits.calls));
	const contexts = new WeakMap<AcquireOptions, RunInContext>();
	let requests = 0;
	let lastSeen: {readonly used: number; readonly resetAt: number} | undefined;

	const messageOf = (bucket?: AcquireOptions['bucket'], leaseMs = 0, maxRetryAfterMs = 0) => ({
		positionId: `${processId}/${bucket?.name ?? ''}`,
		buckets: [
			...(bucket === undefined ? [] : [toScriptLimit(`bucket/${bucket.name}`, bucket)]),
			toScriptLimit('token', limits),
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

	const noteState = ({used, resetMs}: ScriptResult) => {
		lastSeen = {used, resetAt: clock.elapsed() + resetMs};
	};

	/** Sends a message without waiting for the result. If it is lost, the state in Redis still expires. */
	const sendInBackground = (message: object) => {
		if (redis.failure(key, peek) === undefined) redis.run(key, message).then(noteState, () => {});
	};

	const peek = {op: 'peek', ...messageOf()};

	/** Tells the client of a call that Redis is unavailable, unless it knows. */
	const tell = ({onBackendFailure}: AcquireOptions) => {
		const failure = redis.failure(key, peek);
		if (failure === undefined || onBackendFailure === undefined) return;
		if (failure.told.has(onBackendFailure)) return;
		failure.told.add(onBackendFailure);
		onBackendFailure(failure.cause);
	};

	const withoutRedis = (cause: unknown): Decision =>
		local ? {type: 'granted', end: () => {}} : {type: 'unavailable', forMs: probeIntervalMs, cause};

	return {
		timeoutMs,
		enter: (call) => {
			contexts.set(call, captureContext());
		},
		tryAcquire: async (call) => {
			const {bucket, leaseMs, maxRetryAfterMs} = call;
			const failure = redis.failure(key, peek);
			if (failure !== undefined) {
				tell(call);
				return withoutRedis(failure.cause);
			}
			const id = `${processId}/${(requests += 1)}`;
			const message = messageOf(bucket, Math.min(leaseMs, maxLeaseMs), maxRetryAfterMs);
			const end = (used: boolean) => sendInBackground({op: 'end', id, used, ...message});
			try {
				const request = () =>
					redis.run(key, {op: 'acquire', id, ...message}, (late) => {
						if (late.granted) end(false);
					});
				const result = await (contexts.get(call)?.(request) ?? request());
				noteState(result);
				if (result.granted) return {type: 'granted', end};
				const {waitMs, pausedMs} = result;
				return {type: 'retry-after', waitMs, askAgainMs: Math.min(waitMs, recheckMs), pausedMs};
			} catch (error) {
				tell(call);
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
