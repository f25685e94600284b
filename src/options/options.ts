import {
	checkFunction,
	checkNumber,
	invalidOption,
	refuseUnknownKeys,
} from '../errors/invalid-option.ts';
import {checkToken, type Token} from '../pipeline/authorize.ts';
import type {CacheStore} from '../pipeline/cache/store/types.ts';
import type {Clock} from '../pipeline/clock.ts';
import type {Middleware} from '../pipeline/middleware.ts';
import type {QuotaLimiter, QuotaWait} from '../pipeline/quota/types.ts';
import {type CacheClientOptions, type ResolvedCache, resolveCache} from './cache.ts';
import {resolveBaseUrl} from './base-url.ts';
import {resolveBudget} from './budget.ts';
import {type QuotaOptions, type ResolvedQuota, resolveQuota} from './quota.ts';
import type {RequestDefaults} from '../request/build-request.ts';
import {resolveRetry, retryDefaults} from '../request/call-policy.ts';
import type {RetryBudgetOptions, RetryOptions} from '../request/policy.ts';

/** What a client can be told. All but `token` have defaults. */
export type AwinClientOptions = {
	/**
	 * The API token of the user, from https://ui.awin.com/awin-api, or a function that gives it, asked at
	 * every call. It may be `undefined` for the compiler only, so that an environment variable can be given;
	 * a missing one is refused. It is sent as `Authorization: Bearer` and shown nowhere.
	 */
	readonly token: Token | undefined;
	/** Where the API is. `http:` is for loopback only. @default 'https://api.awin.com' */
	readonly baseUrl?: string | URL;
	/** What sends the requests. @default globalThis.fetch */
	readonly fetch?: typeof fetch;
	/** How failed attempts are repeated, or `false` for never. */
	readonly retry?: RetryOptions | false;
	/** For one attempt, from the first byte sent to the last byte read, in milliseconds. @default 60_000 */
	readonly attemptTimeoutMs?: number;
	/** For all attempts and backoff of a call, in milliseconds; waiting for quota does not count. @default 180_000 */
	readonly deadlineMs?: number;
	/** The largest body of a success, in bytes after decompression. @default 67_108_864 (64 MiB) */
	readonly maxBodyBytes?: number;
	/** The user's own steps: they see every call before the credential is added. @default [] */
	readonly middleware?: readonly Middleware[];
	/** Where answers are kept and for how long, a store, or `false` for never. @default 32 MiB in memory */
	readonly cache?: CacheStore | CacheClientOptions | false;
	/** The quota that all calls of the token share, a limiter, or `false` for none. @default 20 calls a minute */
	readonly quota?: QuotaLimiter | QuotaOptions | false;
	/** Told of each call that has to wait for the quota, as soon as that is known. */
	readonly onQuotaWait?: (wait: QuotaWait) => void;
	/** The `User-Agent` field. @default 'awin-sdk' */
	readonly userAgent?: string;
};

/** The options with every default filled in. */
export type ResolvedOptions = {
	readonly token: Token;
	readonly fetch: typeof fetch;
	readonly middleware: readonly Middleware[];
	readonly cache: ResolvedCache | false;
	readonly quota: ResolvedQuota | false;
	readonly onQuotaWait: ((wait: QuotaWait) => void) | undefined;
	readonly maxBodyBytes: number;
	readonly budget: RetryBudgetOptions | false;
	readonly request: RequestDefaults;
};

const knownOptions = [
	'token',
	'baseUrl',
	'fetch',
	'retry',
	'attemptTimeoutMs',
	'deadlineMs',
	'maxBodyBytes',
	'middleware',
	'cache',
	'quota',
	'onQuotaWait',
	'userAgent',
] as const satisfies readonly (keyof AwinClientOptions)[];

const checkFunctions = (middleware: readonly unknown[]): void => {
	middleware.forEach((step, index) => {
		if (typeof step !== 'function') throw invalidOption(`middleware[${index}]`, 'a function', step);
	});
};

const numberOption = (
	options: AwinClientOptions,
	key: 'attemptTimeoutMs' | 'deadlineMs' | 'maxBodyBytes',
	fallback: number,
): number => {
	const value = options[key];
	return value === undefined ? fallback : checkNumber(key, value, {min: 1});
};

/**
 * Checks what a client is told and fills in the defaults.
 *
 * @throws TypeError naming the option and what it accepts; a token is not shown.
 */
export const resolveOptions = (options: AwinClientOptions, clock: Clock): ResolvedOptions => {
	if (typeof options !== 'object' || options === null)
		throw invalidOption('options', 'an object', options);
	refuseUnknownKeys('The client', options, knownOptions);
	const {token, retry, middleware = [], userAgent = 'awin-sdk', onQuotaWait} = options;
	const cache = resolveCache(options.cache);
	checkFunction('fetch', options.fetch);
	if (!Array.isArray(middleware))
		throw invalidOption('middleware', 'an array of functions', middleware);
	checkFunctions(middleware);
	checkFunction('onQuotaWait', onQuotaWait);
	if (typeof userAgent !== 'string' || !/^[\x20-\x7e]+$/.test(userAgent)) {
		throw invalidOption('userAgent', 'a non-empty string of visible ASCII', userAgent);
	}
	const retryPolicy = resolveRetry(retry, retryDefaults, [...Object.keys(retryDefaults), 'budget']);
	return {
		token: typeof token === 'function' ? token : checkToken(token),
		/* Looked up at every call, so that a fetch that is replaced later, as by a mock, is used. */
		fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
		middleware,
		cache,
		quota: resolveQuota(options.quota, clock),
		onQuotaWait,
		maxBodyBytes: numberOption(options, 'maxBodyBytes', 64 * 1024 * 1024),
		budget: typeof retry === 'object' ? resolveBudget(retry.budget) : {},
		request: {
			baseUrl: resolveBaseUrl(options.baseUrl ?? 'https://api.awin.com'),
			userAgent,
			policy: {
				retry: retryPolicy,
				attemptTimeoutMs: numberOption(options, 'attemptTimeoutMs', 60_000),
				deadlineMs: numberOption(options, 'deadlineMs', 180_000),
				cache: cache === false ? false : cache.callDefaults,
			},
		},
	};
};
