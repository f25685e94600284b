import {
	checkBoolean,
	checkNumber,
	invalidOption,
	refuseUnknownKeys,
} from '../errors/invalid-option.ts';
import type {CallOptions} from './call-options.ts';
import {isIdempotent, type Method} from './methods.ts';
import type {CacheOptions, CallPolicy, QuotaCall, RetryOptions} from './policy.ts';

/** The retries of a call with every number filled in. */
type RetryPolicy = Exclude<CallPolicy['retry'], false>;

/** What retries are where nothing else is said. */
export const retryDefaults: RetryPolicy = {
	attempts: 3,
	baseDelayMs: 500,
	maxDelayMs: 20_000,
	maxRetryAfterMs: 120_000,
};

/** Fills in the retries of a call or of a client. */
export const resolveRetry = (
	retry: RetryOptions | false | undefined,
	defaults: RetryPolicy | false,
	known: readonly string[] = Object.keys(retryDefaults),
): RetryPolicy | false => {
	if (retry === undefined) return defaults;
	if (retry === false) return false;
	if (typeof retry !== 'object' || retry === null) {
		throw invalidOption('retry', 'an object or false', retry);
	}
	refuseUnknownKeys('Option `retry`', retry, known);
	const base = defaults === false ? retryDefaults : defaults;
	const number = (key: keyof RetryPolicy, min: number, integer = false) =>
		retry[key] === undefined ? base[key] : checkNumber(`retry.${key}`, retry[key], {min, integer});
	return {
		attempts: number('attempts', 1, true),
		baseDelayMs: number('baseDelayMs', 0),
		maxDelayMs: number('maxDelayMs', 0),
		maxRetryAfterMs: number('maxRetryAfterMs', 0),
	};
};

/** Checks how a call or a client uses the cache. */
export const checkCache = (cache: CacheOptions | false): CacheOptions | false => {
	if (cache === false) return false;
	if (typeof cache !== 'object' || cache === null) {
		throw invalidOption('cache', 'an object or false', cache);
	}
	refuseUnknownKeys('Option `cache`', cache, ['ttlMs', 'coalesce', 'allowStale']);
	if (cache.ttlMs !== undefined) checkNumber('cache.ttlMs', cache.ttlMs, {min: 0});
	checkBoolean('cache.coalesce', cache.coalesce);
	checkBoolean('cache.allowStale', cache.allowStale);
	return cache;
};

const quotaCall = ({priority, bucket}: CallOptions): QuotaCall => {
	if (bucket !== undefined && (typeof bucket !== 'string' || bucket === '')) {
		throw invalidOption('bucket', 'a non-empty string', bucket);
	}
	return {
		priority: priority === undefined ? 0 : checkNumber('priority', priority, {min: -Infinity}),
		bucket,
	};
};

/** Fills in what a call leaves to the client. */
export const resolveCallPolicy = (
	method: Method,
	options: CallOptions,
	defaults: Omit<CallPolicy, 'idempotent' | 'quota'>,
): CallPolicy => {
	checkBoolean('idempotent', options.idempotent);
	const keyed = options.idempotencyKey !== undefined && options.idempotencyKey !== false;
	return {
		idempotent: options.idempotent ?? (keyed || isIdempotent(method)),
		retry: resolveRetry(options.retry, defaults.retry),
		attemptTimeoutMs:
			options.attemptTimeoutMs === undefined
				? defaults.attemptTimeoutMs
				: checkNumber('attemptTimeoutMs', options.attemptTimeoutMs, {min: 1}),
		deadlineMs:
			options.deadlineMs === undefined
				? defaults.deadlineMs
				: checkNumber('deadlineMs', options.deadlineMs, {min: 1}),
		cache: options.cache === undefined ? defaults.cache : checkCache(options.cache),
		quota: quotaCall(options),
	};
};
