import type {ApiRequest} from '../../request/api-request.ts';
import {aborted, type Failure, failure, type Reply} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {Clock} from '../clock.ts';
import type {Middleware} from '../middleware.ts';
import {type Emitter, silentEmitter} from '../observe/emitter.ts';
import {isThenable} from '../thenable.ts';
import {serverLimitsOf} from '../../response/server-limits.ts';
import {awinLimits} from './awin-limits.ts';
import {checkRateLimit} from './check-limit.ts';
import {observeQuota} from './observe-quota.ts';
import type {AcquireOptions, RateLimit, AcquireResult, QuotaLimiter, QuotaWait} from './types.ts';

/** Options of the {@link quota} middleware. */
export type QuotaMiddlewareOptions = {
	readonly limiter: QuotaLimiter;
	readonly clock: Clock;
	/** @default tells nobody */
	readonly emitter?: Emitter;
	/** Returns the tokens that the client used recently. @default none */
	readonly secrets?: () => readonly string[];
	/** The maximum wait for a slot, in milliseconds. @default Infinity */
	readonly maxWaitMs?: number;
	/** Additional limits by name. They are merged with `awinLimits` and override it. @default {} */
	readonly buckets?: Readonly<Record<string, RateLimit>>;
	/**
	 * Called once for each wait for a slot, as soon as it is known. A call takes a slot for each exchange, so it can
	 * wait more than once. The callback runs in a microtask of its own. An exception is reported on the console.
	 */
	readonly onWait?: ((wait: QuotaWait) => unknown) | undefined;
	/** Called with the digest of the credential before each call requests a slot. */
	readonly onCredential?: (digest: string) => void;
};

/**
 * Acquires a quota slot before each exchange, and applies the rate limits that the response states.
 *
 * It runs inside the retry and redirect middleware, so each exchange takes a slot. It also runs inside the cache,
 * so a cache hit takes none. A call with an unknown `bucket` rejects with a `TypeError`.
 */
export const quota = ({
	limiter,
	clock,
	emitter = silentEmitter,
	secrets = () => [],
	maxWaitMs = Infinity,
	buckets = {},
	onWait,
	onCredential,
}: QuotaMiddlewareOptions): Middleware => {
	const bucketNamed = checkedBuckets({...awinLimits, ...buckets});

	const observers = observeQuota({limiter, clock, emitter, secrets, onWait});

	const optionsFor = (request: ApiRequest): AcquireOptions => {
		const {priority, bucket: name, maxWaitMs: ownMaxWaitMs} = request.quota;
		const bucket = name === undefined ? undefined : bucketNamed(name);
		return {
			key: request.credentialDigest,
			priority,
			bucket,
			signal: request.signal,
			maxWaitMs: ownMaxWaitMs ?? Math.min(maxWaitMs, bucket?.maxWaitMs ?? Infinity),
			maxPauseMs: request.deadlineMs,
			maxRetryAfterMs: maxRetryAfterOf(request),
			leaseMs: request.attemptTimeoutMs,
			onWait: observers.onWaitOf(request),
			onBackendFailure: observers.onBackendFailure,
		};
	};

	const observeReply = (request: ApiRequest, reply: Reply, startedAt: number): Reply => {
		if (reply.type === 'failure') return reply;
		const key = request.credentialDigest;
		const {rateLimit, retryAfterMs} = serverLimitsOf(reply, clock.now());
		if (rateLimit !== undefined) {
			limiter.observe(key, {...rateLimit, ageMs: clock.elapsed() - startedAt});
		}
		if (reply.status !== statusOf['too-many-requests']) return reply;
		const exhaustedForMs = rateLimit?.remaining === 0 ? rateLimit.resetMs : undefined;
		const pauseMs = retryAfterMs ?? exhaustedForMs;
		const retryAt = limiter.pause(key, pauseMs, maxRetryAfterOf(request));
		observers.paused(request, retryAt);
		return {...reply, retryAt};
	};

	return (next) => async (request) => {
		onCredential?.(request.credentialDigest);
		const pending = limiter.acquire(optionsFor(request));
		const acquired = isThenable(pending) ? await pending : pending;
		observers.decided(request, acquired);
		if (acquired.type !== 'slot') return toFailure(acquired, request.signal);
		const startedAt = clock.elapsed();
		try {
			/* Before the release: a 429 must pause the window before another call can take this slot. */
			const reply = observeReply(request, await next(request), startedAt);
			return acquired.waitedMs === 0 ? reply : {...reply, quotaWaitMs: acquired.waitedMs};
		} finally {
			acquired.release();
		}
	};
};

/* A call without retries accepts no `Retry-After` at all. */
const maxRetryAfterOf = ({retry}: ApiRequest): number =>
	retry === false ? 0 : retry.maxRetryAfterMs;

/** Validates all buckets. The returned function looks one up by name, and throws if there is none. */
const checkedBuckets = (buckets: Readonly<Record<string, RateLimit>>) => {
	const byName = new Map(
		Object.entries(buckets).map(([name, bucket]) => [
			name,
			{...checkRateLimit(`quota.buckets.${name}`, bucket), name},
		]),
	);
	return (name: string) => {
		const bucket = byName.get(name);
		if (bucket !== undefined) return bucket;
		const known = [...byName.keys()].join(', ');
		throw new TypeError(
			`Option \`bucket\` must be one of ${known}. Define other buckets in the client option \`quota.buckets\`.`,
		);
	};
};

/** The failure of a call that got no slot. No request was sent. */
const toFailure = (
	result: Exclude<AcquireResult, {type: 'slot'}>,
	signal: AbortSignal | undefined,
): Failure => {
	const {waitedMs: quotaWaitMs} = result;
	if (signal?.aborted) return {...aborted(signal, 'connect'), quotaWaitMs};
	const message = `${reasons[result.type]}; nothing was sent`;
	const retryAt = result.type === 'aborted' ? undefined : result.retryAt;
	const cause = result.type === 'unavailable' ? result.cause : undefined;
	return failure({kind: 'quota-exceeded', phase: 'connect', message, quotaWaitMs, retryAt, cause});
};

const noSlot = 'no quota slot becomes available within `maxWaitMs`';

const reasons = {
	'too-long': noSlot,
	paused: 'the server paused the quota for longer than `deadlineMs`',
	aborted: noSlot,
	unavailable: 'the shared quota is unavailable',
} as const satisfies Record<Exclude<AcquireResult['type'], 'slot'>, string>;
