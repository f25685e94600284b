import {invalidOption, refuseUnknownKeys} from './errors/invalid-option.ts';
import {checkToken, type Token} from './pipeline/authorize.ts';
import type {Middleware} from './pipeline/handler.ts';
import type {RequestDefaults} from './request/build-request.ts';
import {checkNumber, resolveRetry, retryDefaults} from './request/call-policy.ts';
import type {RetryBudgetOptions, RetryOptions} from './request/policy.ts';

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
	/** The `User-Agent` field. @default 'awin-sdk' */
	readonly userAgent?: string;
};

/** The options with every default filled in. */
export type ResolvedOptions = {
	readonly token: Token;
	readonly fetch: typeof fetch;
	readonly middleware: readonly Middleware[];
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
	'userAgent',
] as const satisfies readonly (keyof AwinClientOptions)[];

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Checks the base URL and gives it without a slash at its end. */
const resolveBaseUrl = (baseUrl: string | URL): string => {
	const accepted = 'an absolute https: URL without query, fragment or user';
	let url: URL;
	try {
		url = new URL(baseUrl);
	} catch {
		throw invalidOption('baseUrl', accepted, baseUrl);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.test(url.hostname))) {
		throw new TypeError(
			'Option `baseUrl` must use https:, for the token goes along; http: is accepted on loopback only.',
		);
	}
	if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
		throw new TypeError(`Option \`baseUrl\` must be ${accepted}.`);
	}
	return url.href.replace(/\/+$/, '');
};

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
export const resolveOptions = (options: AwinClientOptions): ResolvedOptions => {
	if (typeof options !== 'object' || options === null)
		throw invalidOption('options', 'an object', options);
	refuseUnknownKeys('The client', options, knownOptions);
	const {token, retry, middleware = [], userAgent = 'awin-sdk'} = options;
	if (options.fetch !== undefined && typeof options.fetch !== 'function') {
		throw invalidOption('fetch', 'a function', options.fetch);
	}
	if (!Array.isArray(middleware))
		throw invalidOption('middleware', 'an array of functions', middleware);
	checkFunctions(middleware);
	if (typeof userAgent !== 'string' || !/^[\x20-\x7e]+$/.test(userAgent)) {
		throw invalidOption('userAgent', 'a non-empty string of visible ASCII', userAgent);
	}
	const knownRetry = [...Object.keys(retryDefaults), 'budget'];
	return {
		token: typeof token === 'function' ? token : checkToken(token),
		/* Looked up at every call, so that a fetch that is replaced later, as by a mock, is used. */
		fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
		middleware,
		maxBodyBytes: numberOption(options, 'maxBodyBytes', 64 * 1024 * 1024),
		budget: retry === undefined || retry === false ? {} : resolveBudget(retry.budget),
		request: {
			baseUrl: resolveBaseUrl(options.baseUrl ?? 'https://api.awin.com'),
			userAgent,
			policy: {
				retry: resolveRetry(retry, retryDefaults, knownRetry),
				attemptTimeoutMs: numberOption(options, 'attemptTimeoutMs', 60_000),
				deadlineMs: numberOption(options, 'deadlineMs', 180_000),
				cache: {},
			},
		},
	};
};

const resolveBudget = (
	budget: RetryBudgetOptions | false | undefined,
): RetryBudgetOptions | false => {
	if (budget === undefined) return {};
	if (budget === false) return false;
	if (typeof budget !== 'object' || budget === null) {
		throw invalidOption('retry.budget', 'an object or false', budget);
	}
	refuseUnknownKeys('Option `retry.budget`', budget, ['capacity', 'refillPerSuccess', 'refillMs']);
	for (const [key, value] of Object.entries(budget)) {
		if (value !== undefined) {
			checkNumber(`retry.budget.${key}`, value, {min: key === 'refillMs' ? 1 : 0});
		}
	}
	return budget;
};
