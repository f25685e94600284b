import {
	checkFunction,
	checkNumber,
	checkPlainObject,
	ownProperties,
	readOptions,
} from '../errors/invalid-option.ts';
import {checkToken, type Token} from '../pipeline/authorize.ts';
import type {CacheStore} from '../pipeline/cache/store/types.ts';
import type {Clock} from '../pipeline/clock.ts';
import type {Middleware} from '../pipeline/middleware.ts';
import type {Logger, LogLevel} from '../pipeline/observe/logger.ts';
import type {Observer} from '../pipeline/observe/observer.ts';
import type {QuotaLimiter, QuotaWait} from '../pipeline/quota/types.ts';
import {type CacheClientOptions, type ResolvedCache, resolveCache} from './cache.ts';
import {resolveBaseUrl} from './base-url.ts';
import {resolveBudget} from './budget.ts';
import {resolveMiddleware} from './middleware.ts';
import {resolveObservers} from './observe.ts';
import {type QuotaOptions, type ResolvedQuota, resolveQuota} from './quota.ts';
import type {RequestDefaults} from '../request/build-request.ts';
import {resolveRetry, retryDefaults} from '../request/call-policy.ts';
import {type HeaderFields, writeHeaders} from '../request/headers.ts';
import type {RetryBudgetOptions, RetryOptions} from '../request/policy.ts';
import {resolveUserAgent} from './user-agent.ts';

/** The options of a client. Only `token` is required. */
export type AwinClientOptions = {
	/**
	 * The API token of the user, from https://ui.awin.com/awin-api, or a function that returns it. The function
	 * runs once for each call. The type allows `undefined` so that you can pass an environment variable, but a
	 * missing token throws a `TypeError`. The token is sent as `Authorization: Bearer`. Messages and errors never
	 * contain it.
	 */
	readonly token: Token | undefined;
	/** The base URL of the API. `http:` is accepted on loopback only. @default 'https://api.awin.com' */
	readonly baseUrl?: string | URL | undefined;
	/** The `fetch` function that sends the requests. @default globalThis.fetch */
	readonly fetch?: typeof fetch | undefined;
	/** How failed attempts are retried, or `false` to disable retries. @default 3 attempts */
	readonly retry?: RetryOptions | false | undefined;
	/** The timeout of an attempt, from first byte sent to last byte read, in milliseconds. @default 60_000 */
	readonly attemptTimeoutMs?: number | undefined;
	/**
	 * The deadline for all attempts of a call and the backoff between them, in milliseconds. Waiting for the quota
	 * does not count.
	 *
	 * @default 180_000
	 */
	readonly deadlineMs?: number | undefined;
	/**
	 * The timeout of a whole call, in milliseconds: the `token` function, the queue of the quota, all attempts, the
	 * waits between them, the body and the cache store. When it passes, the call ends at once with kind `timeout`.
	 *
	 * @default none
	 */
	readonly totalTimeoutMs?: number | undefined;
	/** The maximum body of a successful response, in bytes after decompression. @default 67_108_864 (64 MiB) */
	readonly maxBodyBytes?: number | undefined;
	/** Custom middleware. It handles each call before the credential is added. @default [] */
	readonly middleware?: readonly Middleware[] | undefined;
	/** The cache options, a store, or `false` to disable the cache. @default 32 MiB in memory */
	readonly cache?: CacheStore | CacheClientOptions | false | undefined;
	/**
	 * The quota options, a limiter, or `false` to disable the quota. All calls with the same token share one quota.
	 *
	 * @default 20 calls a minute
	 */
	readonly quota?: QuotaLimiter | QuotaOptions | false | undefined;
	/**
	 * Called for each wait of a call, as soon as it is known: for the quota, for `Retry-After`, and for the backoff
	 * before a retry. An exception from this callback is reported on the console and changes no call.
	 */
	readonly onQuotaWait?: ((wait: QuotaWait) => unknown) | undefined;
	/**
	 * One observer or several, which are told of calls, attempts, waits and failures as plain data without secrets. What
	 * an observer throws is reported on the console and changes no call.
	 */
	readonly observe?: Observer | readonly Observer[] | undefined;
	/**
	 * Where the log goes: `console`, pino, bunyan, winston, or anything with their methods. With a logger, `logLevel` is
	 * `info` unless it is set.
	 * @default console if `logLevel` or the environment variable AWIN_LOG is set, else none
	 */
	readonly logger?: Logger | undefined;
	/**
	 * The lowest level in the log: `debug` (attempts, waits), `info` (calls), `warn` (failures) or `error` (calls that
	 * reject).
	 * @default AWIN_LOG, else 'info'
	 */
	readonly logLevel?: LogLevel | undefined;
	/**
	 * The name of your program, in the `User-Agent` field after that of this package: `'my-app/1.2'` is sent as
	 * `awin-sdk/<version> my-app/1.2` (RFC 9110 section 10.1.5). Chromium sends its own instead.
	 */
	readonly userAgent?: string | undefined;
	/**
	 * Header fields of every call, `client.fetch` included. Those of a call override them; `undefined` there omits one.
	 * An `authorization` or `x-api-key` field replaces the token.
	 */
	readonly headers?: HeaderFields | undefined;
};

/** The resolved options of a client, with all defaults. */
export type ResolvedOptions = {
	readonly token: Token;
	readonly fetch: typeof fetch;
	readonly middleware: readonly Middleware[];
	readonly cache: ResolvedCache | false;
	readonly quota: ResolvedQuota | false;
	readonly onQuotaWait: ((wait: QuotaWait) => unknown) | undefined;
	readonly observers: readonly Observer[];
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
	'totalTimeoutMs',
	'maxBodyBytes',
	'middleware',
	'cache',
	'quota',
	'onQuotaWait',
	'observe',
	'logger',
	'logLevel',
	'userAgent',
	'headers',
] as const satisfies readonly (keyof AwinClientOptions)[];

const numberOption = (
	options: AwinClientOptions,
	key: 'attemptTimeoutMs' | 'deadlineMs' | 'totalTimeoutMs' | 'maxBodyBytes',
	fallback: number,
): number => {
	const value = options[key];
	return value === undefined ? fallback : checkNumber(key, value, {min: 1});
};

const missingToken = (): TypeError =>
	new TypeError(
		'Option `token` is missing. Give it as in `createAwinClient({token: process.env.AWIN_TOKEN})`; if you do, the variable is not set.',
	);

/**
 * Validates the options of a client and adds the defaults.
 *
 * @param more - The names of options that the caller reads.
 * @throws TypeError if an option is unknown or invalid. The message names the option and the accepted values. It
 * never contains the token.
 */
export const resolveOptions = (
	options: AwinClientOptions,
	clock: Clock,
	more: readonly string[] = [],
): ResolvedOptions => {
	if (options === undefined) throw missingToken();
	const own = readOptions(options, [...knownOptions, ...more], {
		option: 'options',
		where: 'The client',
	});
	if (own.token === undefined) throw missingToken();
	const {token, retry, onQuotaWait} = own;
	const cache = resolveCache(own.cache);
	checkFunction('fetch', own.fetch);
	checkFunction('onQuotaWait', onQuotaWait);
	checkPlainObject('headers', own.headers);
	const retryPolicy = resolveRetry(retry, retryDefaults, 'client');
	return {
		token: typeof token === 'function' ? token : checkToken(token),
		/* Resolved for each request, so that a `fetch` that is replaced later, for example by a mock, is used. */
		fetch: own.fetch ?? ((input, init) => globalThis.fetch(input, init)),
		middleware: resolveMiddleware(own.middleware),
		cache,
		quota: resolveQuota(own.quota, clock),
		onQuotaWait,
		observers: resolveObservers(own),
		maxBodyBytes: numberOption(own, 'maxBodyBytes', 64 * 1024 * 1024),
		budget: resolveBudget(typeof retry === 'object' ? ownProperties(retry).budget : undefined),
		request: {
			baseUrl: resolveBaseUrl(own.baseUrl ?? 'https://api.awin.com'),
			userAgent: resolveUserAgent(own.userAgent),
			headers: writeHeaders(own.headers ?? {}),
			policy: {
				retry: retryPolicy,
				attemptTimeoutMs: numberOption(own, 'attemptTimeoutMs', 60_000),
				deadlineMs: numberOption(own, 'deadlineMs', 180_000),
				totalTimeoutMs: numberOption(own, 'totalTimeoutMs', Infinity),
				cache: cache === false ? false : cache.callDefaults,
			},
		},
	};
};
