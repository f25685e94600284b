import {checkBoolean, checkNumber, invalidOption, readOptions} from '../errors/invalid-option.ts';
import type {CallOptions} from './call-options.ts';
import {isIdempotent} from './methods.ts';
import {errorStatuses, isRetriedStatus, statuses} from '../status.ts';
import type {CacheOptions, CallPolicy, QuotaCall, RetryOptions, RetryPolicy} from './policy.ts';

type RetryNumber = Exclude<keyof RetryPolicy, 'statuses' | 'budget'>;

/** The defaults of {@link RetryOptions}. */
export const retryDefaults: RetryPolicy = {
	attempts: 3,
	baseDelayMs: 500,
	maxDelayMs: 20_000,
	maxRetryAfterMs: 120_000,
	statuses: statuses.filter(isRetriedStatus),
	budget: true,
};

/* The client and server errors of RFC 9110 sections 15.5 and 15.6. */
const errorRange = {...errorStatuses, integer: true};

const checkStatuses = (list: unknown): readonly number[] => {
	if (!Array.isArray(list)) throw invalidOption('retry.statuses', 'an array of statuses', list);
	return Array.from(list, (status: unknown, index) => {
		const option = `retry.statuses[${index}]`;
		return checkNumber(option, status, errorRange);
	});
};

/** The numbers of a budget are those of the client: a call can only leave it out. */
const checkCallBudget = (budget: unknown): void => {
	if (budget !== undefined && budget !== false) {
		throw invalidOption(
			'retry.budget',
			'`false` for a call, because the client has the budget',
			budget,
		);
	}
};

/**
 * Checks the retry options of a call or a client, and fills in the defaults.
 *
 * @throws TypeError if an option is unknown or invalid.
 */
export const resolveRetry = (
	retry: RetryOptions | false | undefined,
	defaults: RetryPolicy | false,
	scope: 'client' | 'call' = 'call',
): RetryPolicy | false => {
	if (retry === undefined) return defaults;
	if (retry === false) return false;
	const known = Object.keys(retryDefaults);
	const own = readOptions(retry, known, {option: 'retry', accepted: 'an object or false'});
	if (scope === 'call') checkCallBudget(own.budget);
	const base = defaults === false ? retryDefaults : defaults;
	const readNumber = (key: RetryNumber, min: number, integer = false) =>
		own[key] === undefined ? base[key] : checkNumber(`retry.${key}`, own[key], {min, integer});
	return {
		attempts: readNumber('attempts', 1, true),
		baseDelayMs: readNumber('baseDelayMs', 0),
		maxDelayMs: readNumber('maxDelayMs', 0),
		maxRetryAfterMs: readNumber('maxRetryAfterMs', 0),
		statuses: own.statuses === undefined ? base.statuses : checkStatuses(own.statuses),
		budget: scope === 'call' && own.budget === false ? false : base.budget,
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

/* Defaults of the client do not count: the caller has to say of each POST that it only reads. */
const isCacheablePost = (
	method: string,
	{idempotent, cache: own}: CallOptions,
	cache: CallPolicy['cache'],
): boolean =>
	method === 'POST' &&
	idempotent === true &&
	own !== undefined &&
	cache !== false &&
	cache.ttlMs !== undefined;

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
	const cache = cacheOf(options, defaults);
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
		totalTimeoutMs:
			options.totalTimeoutMs === undefined
				? defaults.totalTimeoutMs
				: checkNumber('totalTimeoutMs', options.totalTimeoutMs, {min: 1}),
		cache,
		cacheablePost: isCacheablePost(method, options, cache) || undefined,
		quota: quotaCall(options),
	};
};
