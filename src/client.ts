import {createFetch} from './fetch/fetch.ts';
import type {ResolvedCache} from './options/cache.ts';
import {type AwinClientOptions, type ResolvedOptions, resolveOptions} from './options/options.ts';
import {authorize} from './pipeline/authorize.ts';
import {identifyBody} from './pipeline/cache/body-key.ts';
import {cache} from './pipeline/cache/cache.ts';
import {coalesce} from './pipeline/coalesce/coalesce.ts';
import {type Clock, systemClock} from './pipeline/clock.ts';
import {closeSource} from './pipeline/close-source.ts';
import {followRedirects} from './pipeline/follow-redirects.ts';
import {checkedMiddleware, compose, type Handler, type Middleware} from './pipeline/middleware.ts';
import {kyTransport} from './pipeline/ky-transport.ts';
import {diagnosticsChannel} from './pipeline/observe/channel.ts';
import {createEmitter, type Emitter} from './pipeline/observe/emitter.ts';
import {observeAttempt} from './pipeline/observe/observe-attempt.ts';
import {onStoreFailure} from './pipeline/observe/observe-cache.ts';
import {observeCall} from './pipeline/observe/observe-call.ts';
import type {QuotaState} from './pipeline/quota/types.ts';
import {quota} from './pipeline/quota/quota.ts';
import {
	type RetryBudget,
	type RetryBudgetState,
	retryBudget,
	unlimitedBudget,
} from './pipeline/retry/budget.ts';
import {recentSecrets} from './pipeline/recent-secrets.ts';
import {retry} from './pipeline/retry/retry.ts';
import {timeout} from './pipeline/timeout.ts';
import type {ApiRequest} from './request/api-request.ts';
import {buildFromInput, buildRequest} from './request/build-request.ts';
import {totalTimeout} from './pipeline/total-timeout.ts';
import {endingOfReply, endingOfResult} from './result/ending.ts';
import {interpret} from './result/interpret.ts';
import type {AwinResult} from './result/result.ts';
import type {RequestCall, Verb} from './signatures.ts';
import {type Send, type SendInput, toRequestCall, toVerb} from './verbs.ts';

/** A client for the Awin API. Its methods do not use `this`, so they can be destructured. */
export type AwinClient = {
	/**
	 * Sends a request. Failures of the network or the server and aborts are results.
	 * @throws TypeError for an invalid argument, and what middleware throws. The promise rejects with it.
	 */
	readonly request: RequestCall;
	/** Sends a GET. */
	readonly get: Verb<'GET'>;
	/** Sends a POST. It is retried only with `idempotent: true` or if the server certainly did not process it. */
	readonly post: Verb<'POST'>;
	/** Sends a PUT. */
	readonly put: Verb<'PUT'>;
	/** Sends a PATCH. It is retried only with `idempotent: true` or if the server certainly did not process it. */
	readonly patch: Verb<'PATCH'>;
	/** Sends a DELETE. */
	readonly delete: Verb<'DELETE'>;
	/**
	 * A drop-in replacement for `fetch` that uses the same pipeline: credential, cache, retry, quota. It takes the
	 * arguments of `fetch`, and resolves with a standard `Response` for any status as soon as the header fields are in.
	 * The body arrives as it comes. URLs may be relative to `baseUrl`.
	 *
	 * @throws TypeError if an argument is invalid, if the URL has another origin (the credential is sent with the request),
	 * or if no response came. The `cause` of the latter is the typed error, whose `code` is that of the system, such as
	 * `ECONNREFUSED`. After an abort, the reason of the signal. The promise rejects with it, as that of `fetch` does.
	 * docs/fetch.md lists what differs from Fetch, and why.
	 */
	readonly fetch: typeof fetch;
	/** The state of the retry budget. */
	readonly retryBudget: RetryBudgetState;
	/**
	 * The state of the quota of the token that was used last. `undefined` before the first call and with
	 * `quota: false`.
	 */
	readonly quota: QuotaState | undefined;
};

/** What the stages of the pipeline share with the client. */
type PipelineContext = {
	readonly clock: Clock;
	readonly budget: RetryBudget;
	readonly emitter: Emitter;
	/** Returns the tokens that the client used recently. */
	readonly secrets: () => readonly string[];
	readonly onSecret: (secret: string) => void;
	readonly onCredential: (digest: string) => void;
};

/** Creates the pipeline. The order of its stages is defined only here, the outermost first. */
const createPipeline = (
	options: ResolvedOptions,
	{clock, budget, emitter, secrets, onSecret, onCredential}: PipelineContext,
): Handler => {
	const {middleware, token, fetch, maxBodyBytes, onQuotaWait: onWait} = options;
	const observing = {emitter, clock, secrets};
	/* One middleware of its stages, so that a stored response passes them without a promise. */
	const cached = ({store, onError}: ResolvedCache): Middleware => {
		const stage = cache({...observing, store, onError: onStoreFailure(onError, emitter, clock)});
		return (next) => identifyBody(coalesce(observing)(stage(next)));
	};
	return compose(
		[
			closeSource(),
			totalTimeout({clock}),
			...middleware.map(checkedMiddleware),
			authorize({token, clock, onSecret}),
			...(options.cache ? [cached(options.cache)] : []),
			retry({clock, budget, emitter, onWait}),
			followRedirects({clock}),
			...(options.quota ? [quota({...options.quota, ...observing, onWait, onCredential})] : []),
			observeAttempt(observing),
			timeout({clock}),
		],
		kyTransport({fetch, maxBodyBytes, clock}),
	);
};

/**
 * Creates a client, and what tells its observers.
 *
 * @param more - The names of options that the caller reads.
 */
export const createObservedClient = (
	clientOptions: AwinClientOptions,
	clock: Clock,
	more?: readonly string[],
): {readonly client: AwinClient; readonly emitter: Emitter} => {
	const options = resolveOptions(clientOptions, clock, more);
	const budget = options.budget === false ? unlimitedBudget : retryBudget(options.budget, clock);
	const emitter = createEmitter(options.observers, diagnosticsChannel());
	const secrets = recentSecrets();
	/* Before its first call, so that the first event is redacted, too. */
	if (typeof options.token === 'string') secrets.add(options.token);
	let credentialDigest: string | undefined;
	const pipeline = createPipeline(options, {
		clock,
		budget,
		emitter,
		secrets: secrets.list,
		onSecret: secrets.add,
		onCredential: (digest) => {
			credentialDigest = digest;
		},
	});
	const observing = {emitter, clock, secrets: secrets.list};
	const toResult = interpret({clock, secrets: secrets.list});
	const call = observeCall({...observing, describe: endingOfResult})(toResult(pipeline));

	const attempt = (build: () => ApiRequest): Promise<AwinResult> => {
		try {
			return call(build());
		} catch (error) {
			return Promise.reject(error);
		}
	};
	const send: Send = (method, path, callOptions = {}) =>
		attempt(() => buildRequest(method, path, callOptions, options.request));
	const sendInput: SendInput = (input) => attempt(() => buildFromInput(input, options.request));

	const client: AwinClient = {
		request: toRequestCall(send, sendInput),
		get: toVerb(send, 'GET'),
		post: toVerb(send, 'POST'),
		put: toVerb(send, 'PUT'),
		patch: toVerb(send, 'PATCH'),
		delete: toVerb(send, 'DELETE'),
		fetch: createFetch({
			pipeline,
			defaults: options.request,
			interpret: toResult,
			observe: observeCall({...observing, describe: endingOfReply}),
			clock,
		}),
		get retryBudget() {
			return budget.state();
		},
		get quota() {
			if (!options.quota || credentialDigest === undefined) return undefined;
			return options.quota.limiter.state(credentialDigest);
		},
	};
	return {client, emitter};
};

/** Like {@link createAwinClient}, but with a clock that tests can control. */
export const createClient = (options: AwinClientOptions, clock: Clock): AwinClient =>
	createObservedClient(options, clock).client;

/**
 * Creates a client for the Awin API.
 *
 * @throws TypeError if an option is invalid. The message names the option and what it accepts.
 * @example
 * ```ts
 * import {createAwinClient} from 'awin-sdk';
 *
 * const awin = createAwinClient({token: process.env.AWIN_TOKEN});
 * const result = await awin.get<{userId: number}>('/accounts');
 * ```
 */
export const createAwinClient = (options: AwinClientOptions): AwinClient =>
	createClient(options, systemClock);
