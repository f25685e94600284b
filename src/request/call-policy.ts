import {checkBoolean, checkNumber, invalidOption, readOptions} from '../errors/invalid-option.ts';
import type {CallOptions} from './call-options.ts';
import {isIdempotent} from './methods.ts';
import type {CacheOptions, CallPolicy, QuotaCall, RetryOptions} from './policy.ts';

/** The retry options of a call, with the defaults filled in. */
type RetryPolicy = Exclude<CallPolicy['retry'], false>;

/** The defaults of {@link RetryOptions}. */
export const retryDefaults: RetryPolicy = {
	attempts: 3,
	baseDelayMs: 500,
	maxDelayMs: 20_000,
	maxRetryAfterMs: 120_000,
};

/**
 * Checks the retry options of a call or a client, and fills in the defaults.
 *
 * @throws TypeError if an option is unknown or invalid.
 */
export const resolveRetry = (
	retry: RetryOptions | false | undefined,
	defaults: RetryPolicy | false,
	known: readonly string[] = Object.keys(retryDefaults),
): RetryPolicy | false => {
	if (retry === undefined) return defaults;
	if (retry === false) return false;
	const own = readOptions(retry, known, {option: 'retry', accepted: 'an object or false'});
	const base = defaults === false ? retryDefaults : defaults;
	const readNumber = (key: keyof RetryPolicy, min: number, integer = false) =>
		own[key] === undefined ? base[key] : checkNumber(`retry.${key}`, own[key], {min, integer});
	return {
		attempts: readNumber('attempts', 1, true),
		baseDelayMs: readNumber('baseDelayMs', 0),
		maxDelayMs: readNumber('maxDelayMs', 0),
		maxRetryAfterMs: readNumber('maxRetryAfterMs', 0),
	};
};

/**
 * Checks and copies the cache options of a call or a client.
 *
 * @throws TypeError if an option is unknown or invalid.
 */
export const readCacheOptions = (cache: CacheOptions): CacheOptions => {
	const accepted = 'an object or false';
	const own = readOptions(cache, ['ttlMs', 'coalesce', 'allowStale'], {option: 'cache', accepted});
	if (own.ttlMs !== undefined) checkNumber('cache.ttlMs', own.ttlMs, {min: 0});
	checkBoolean('cache.coalesce', own.coalesce);
	checkBoolean('cache.allowStale', own.allowStale);
	return own;
};

const cacheOf = (
	{cache}: CallOptions,
	defaults: Pick<CallPolicy, 'cache'>,
): CallPolicy['cache'] => {
	if (cache === undefined) return defaults.cache;
	return cache === false ? false : readCacheOptions(cache);
};

const quotaCall = ({priority, bucket, maxWaitMs}: CallOptions): QuotaCall => {
	if (bucket !== undefined && (typeof bucket !== 'string' || bucket === '')) {
		throw invalidOption('bucket', 'a non-empty string', bucket);
	}
	return {
		priority: priority === undefined ? 0 : checkNumber('priority', priority, {min: -Infinity}),
		bucket,
		maxWaitMs: maxWaitMs === undefined ? undefined : checkNumber('maxWaitMs', maxWaitMs, {min: 0}),
	};
};

/**
 * Creates the policy of a call from its options and the defaults of the client.
 *
 * @throws TypeError if an option is invalid.
 */
export const resolveCallPolicy = (
	method: string,
	options: CallOptions,
	defaults: Omit<CallPolicy, 'idempotent' | 'quota'>,
): CallPolicy => {
	checkBoolean('idempotent', options.idempotent);
	const hasKey = options.idempotencyKey !== undefined && options.idempotencyKey !== false;
	return {
		idempotent: options.idempotent ?? (hasKey || isIdempotent(method)),
		retry: resolveRetry(options.retry, defaults.retry),
		attemptTimeoutMs:
			options.attemptTimeoutMs === undefined
				? defaults.attemptTimeoutMs
				: checkNumber('attemptTimeoutMs', options.attemptTimeoutMs, {min: 1}),
		deadlineMs:
			options.deadlineMs === undefined
				? defaults.deadlineMs
				: checkNumber('deadlineMs', options.deadlineMs, {min: 1}),
		cache: cacheOf(options, defaults),
		quota: quotaCall(options),
	};
};
