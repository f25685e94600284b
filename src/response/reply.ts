/** Where the answer came from. */
export type CacheOutcome =
	/** The cache had no part in it. */
	| 'none'
	/** From the server. */
	| 'miss'
	/** From the cache, without a request. */
	| 'fresh'
	/** From the cache, though no longer fresh: `allowStale` and the server's `stale-…` directives allow it. */
	| 'stale'
	/** From the cache, after the server answered 304. */
	| 'revalidated';

/** Why an attempt waited before it started. */
export type WaitReason = 'retry-after' | 'backoff' | 'quota';

/** Why a retry that could have followed did not. */
export type NotRetried =
	| 'not-idempotent'
	| 'attempts'
	| 'budget'
	| 'deadline'
	| 'retry-after-too-long'
	| 'body-not-replayable';

/** One exchange with the server, as it went. */
export type Attempt = {
	/** Counts from 1. */
	readonly number: number;
	/** The status of the answer; `undefined` where none came. */
	readonly status: number | undefined;
	/** The kind of failure where no answer came. */
	readonly error: FailureKind | undefined;
	/** From the first byte sent to the last byte read, in milliseconds. */
	readonly durationMs: number;
	/** All waits before this attempt together, in milliseconds. */
	readonly waitedMs: number;
	/** What the attempt waited for, in order; empty where it did not wait. */
	readonly waitedFor: readonly WaitReason[];
};

/** What the stages of the pipeline note on every reply. */
type Notes = {
	readonly cache: CacheOutcome;
	/** When a stored body was last received in full or revalidated, in epoch milliseconds. */
	readonly storedAt: number | undefined;
	readonly attempts: readonly Attempt[];
	readonly notRetried: NotRetried | undefined;
	/** Whether the server may have processed the request in an exchange before the last one. */
	readonly mayHaveBeenProcessed: boolean;
	/** Whether a redirect was followed. */
	readonly redirected: boolean;
	/** How long the attempt waited for a slot of the quota, in milliseconds. */
	readonly quotaWaitMs: number;
	/** When it makes sense to try again, in epoch milliseconds. */
	readonly retryAt: number | undefined;
};

/** An answer of the server, its body already read. */
export type Answer = Notes & {
	readonly type: 'answer';
	readonly status: number;
	readonly headers: Headers;
	/** It may be the cache's too: a middleware that wants another one hands on a new array. */
	readonly body: Uint8Array<ArrayBuffer>;
	/** Where the answer came from after redirects. It may hold secrets. */
	readonly url: string;
};

/** What can keep an answer from arriving. */
export type FailureKind = 'network' | 'timeout' | 'aborted' | 'quota-exceeded' | 'invalid-body';

/** How far a failed exchange got. */
export type Phase =
	/** Nothing was sent: no slot, no token, or no connection. */
	| 'connect'
	/** The request may have arrived; no status came back. */
	| 'request'
	/** The status came, the body did not arrive whole. */
	| 'body'
	/** All that was to come came, and asking again would bring the same. */
	| 'done';

/** No answer, or not a whole one. */
export type Failure = Notes & {
	readonly type: 'failure';
	readonly kind: FailureKind;
	readonly phase: Phase;
	/** Says what happened, in words that hold nothing secret. */
	readonly message: string;
	/** What was thrown, as it was: `interpret` scrubs it. For `aborted`, the caller's reason. */
	readonly cause: unknown;
	/** The status that had come before the body failed. */
	readonly status: number | undefined;
	readonly headers: Headers | undefined;
};

/** What the pipeline settles with: plain data, whatever happened. */
export type Reply = Answer | Failure;

/**
 * Makes an answer on which no stage but the cache has noted anything yet. Field by field, for two spreads cost
 * a twenty-fifth of a fresh hit.
 */
export const answer = ({
	status,
	headers,
	body,
	url,
	cache = 'none',
	storedAt,
}: Pick<Answer, 'status' | 'headers' | 'body' | 'url'> &
	Partial<Pick<Answer, 'cache' | 'storedAt'>>): Answer => ({
	type: 'answer',
	status,
	headers,
	body,
	url,
	redirected: false,
	cache,
	storedAt,
	attempts: [],
	notRetried: undefined,
	mayHaveBeenProcessed: false,
	quotaWaitMs: 0,
	retryAt: undefined,
});

/** Makes a failure on which no stage has noted anything yet. */
export const failure = (
	fields: Pick<Failure, 'kind' | 'phase' | 'message'> & Partial<Failure>,
): Failure => ({
	cache: 'none',
	storedAt: undefined,
	attempts: [],
	notRetried: undefined,
	mayHaveBeenProcessed: false,
	redirected: false,
	quotaWaitMs: 0,
	retryAt: undefined,
	cause: undefined,
	status: undefined,
	headers: undefined,
	...fields,
	type: 'failure',
});

/** What a call gets whose signal fired: the caller's reason, by identity. */
export const aborted = (signal: AbortSignal, phase: Phase): Failure =>
	failure({kind: 'aborted', phase, message: 'the caller aborted the call', cause: signal.reason});

/** Whether a failure ended the call before its attempt began: such an attempt is not in the log. */
export const neverBegan = ({kind, phase, redirected}: Failure): boolean =>
	!redirected && (kind === 'quota-exceeded' || (kind === 'aborted' && phase === 'connect'));
