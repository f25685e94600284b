import type {ApiRequest} from '../../request/api-request.ts';
import {aborted, type Failure, failure, type Reply} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {Clock} from '../clock.ts';
import type {Middleware} from '../middleware.ts';
import {serverLimitsOf} from '../../response/server-limits.ts';
import {awinLimits} from './awin-limits.ts';
import {checkRateLimit} from './check-limit.ts';
import type {AcquireOptions, RateLimit, AcquireResult, QuotaLimiter, QuotaWait} from './types.ts';

/** What the middleware needs. */
export type QuotaMiddlewareOptions = {
	readonly limiter: QuotaLimiter;
	readonly clock: Clock;
	/** The longest wait for a slot, in milliseconds. @default Infinity */
	readonly maxWaitMs?: number;
	/** Further buckets by name, beside those of `awinLimits`. @default {} */
	readonly buckets?: Readonly<Record<string, RateLimit>>;
	/** Told of each call that has to wait, as soon as that is known. What it throws is nobody's to catch. */
	readonly onWait?: ((wait: QuotaWait) => void) | undefined;
	/** Told the digest of each credential that asks for a slot. */
	readonly onCredential?: (digest: string) => void;
};

/**
 * Takes a slot of the quota before each exchange, and learns from what the server says of its own count.
 *
 * Its place is within retries and redirects, so that each exchange takes a slot, and within the cache, so
 * that its answers take none. A call that names an unknown bucket rejects with a `TypeError`.
 */
export const quota = ({
	limiter,
	clock,
	maxWaitMs = Infinity,
	buckets = {},
	onWait,
	onCredential,
}: QuotaMiddlewareOptions): Middleware => {
	const named = namedBuckets({...awinLimits, ...buckets});

	/* Apart from the call, so that a mistake in it cannot hold a slot. */
	const tell = onWait && ((wait: QuotaWait) => queueMicrotask(() => onWait(wait)));

	const optionsFor = (request: ApiRequest): AcquireOptions => ({
		key: request.credentialDigest,
		priority: request.quota.priority,
		bucket: request.quota.bucket === undefined ? undefined : named(request.quota.bucket),
		signal: request.signal,
		maxWaitMs,
		leaseMs: request.attemptTimeoutMs,
		onWait: tell,
	});

	const observeReply = (key: string, reply: Reply, startedAt: number): Reply => {
		if (reply.type === 'failure') return reply;
		const {rateLimit, retryAfterMs} = serverLimitsOf(reply, clock.now());
		if (rateLimit !== undefined) {
			limiter.observe(key, {...rateLimit, ageMs: clock.elapsed() - startedAt});
		}
		if (reply.status !== statusOf['too-many-requests']) return reply;
		const spentForMs = rateLimit?.remaining === 0 ? rateLimit.resetMs : undefined;
		return {...reply, retryAt: limiter.pause(key, retryAfterMs ?? spentForMs)};
	};

	return (next) => async (request) => {
		onCredential?.(request.credentialDigest);
		const asked = limiter.acquire(optionsFor(request));
		const grant = 'then' in asked ? await asked : asked;
		if (grant.type !== 'slot') return refused(grant, request.signal);
		const startedAt = clock.elapsed();
		try {
			/* What the answer says comes first: the slot that then comes free may not be taken any more. */
			const reply = observeReply(request.credentialDigest, await next(request), startedAt);
			return grant.waitedMs === 0 ? reply : {...reply, quotaWaitMs: grant.waitedMs};
		} finally {
			grant.release();
		}
	};
};

const namedBuckets = (buckets: Readonly<Record<string, RateLimit>>) => {
	const named = new Map(
		Object.entries(buckets).map(([name, bucket]) => [
			name,
			{...checkRateLimit(`quota.buckets.${name}`, bucket), name},
		]),
	);
	return (name: string) => {
		const bucket = named.get(name);
		if (bucket !== undefined) return bucket;
		const known = [...named.keys()].join(', ');
		throw new TypeError(
			`Option \`bucket\` must be one of ${known}, or be added to \`quota.buckets\` of the client.`,
		);
	};
};

/** What a call gets that has no slot. Nothing of it was sent. */
const refused = (
	grant: Exclude<AcquireResult, {type: 'slot'}>,
	signal: AbortSignal | undefined,
): Failure => {
	const {waitedMs: quotaWaitMs} = grant;
	if (signal?.aborted) return {...aborted(signal, 'connect'), quotaWaitMs};
	const message =
		grant.type === 'unavailable'
			? 'the shared quota cannot be reached; nothing was sent'
			: 'no slot of the quota comes free within `quota.maxWaitMs`; nothing was sent';
	const retryAt = grant.type === 'aborted' ? undefined : grant.retryAt;
	const cause = grant.type === 'unavailable' ? grant.cause : undefined;
	return failure({kind: 'quota-exceeded', phase: 'connect', message, quotaWaitMs, retryAt, cause});
};
