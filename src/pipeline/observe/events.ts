import type {ObservedCall} from '../../request/observed.ts';
import type {
	Attempt,
	CacheOutcome,
	FailureKind,
	NotRetried,
	WaitReason,
} from '../../response/reply.ts';
import type {KindOf, NotModifiedKind, Status} from '../../status.ts';
import type {AcquireResult, QuotaState} from '../quota/types.ts';

/** What every event has. */
type Common<Type extends string> = {
	/** Which event it is. */
	readonly type: Type;
	/** When it happened, in epoch milliseconds. */
	readonly at: number;
};

/** What every event of a call has. */
type OfCall<Type extends string> = Common<Type> & {
	/** The call that the event is about. */
	readonly call: ObservedCall;
};

/** How an observed call ended: the kind of its result, or `rejected` if its promise rejected. */
export type CallOutcome =
	| KindOf<Status>
	| NotModifiedKind
	| FailureKind
	| 'undocumented'
	| 'rejected';

/** A call starts. */
export type CallStartEvent = OfCall<'call-start'>;

/** A call has its result. The body of a stream is still to be read. */
export type CallEndEvent = OfCall<'call-end'> & {
	/** The kind of the result. */
	readonly kind: CallOutcome;
	/** Whether the call succeeded. */
	readonly ok: boolean;
	/** The status of the response; `undefined` if there is none. */
	readonly status: number | undefined;
	/** Where the response came from. */
	readonly cache: CacheOutcome;
	/** The time since the start, in milliseconds. */
	readonly durationMs: number;
	/** The number of attempts: 0 if nothing was sent. */
	readonly attempts: number;
	/** Why no retry followed although one could have. */
	readonly notRetried: NotRetried | undefined;
	/** The server's id of the request. */
	readonly requestId: string | undefined;
	/** The message of the error, redacted; `undefined` for a success. */
	readonly error: string | undefined;
};

/** An attempt starts: it has its slot of the quota, and is about to be sent. */
export type AttemptStartEvent = OfCall<'attempt-start'> & {
	/** The number of the attempt, starting at 1. */
	readonly number: number;
	/** The URL, redacted. */
	readonly url: string;
};

/** An attempt has ended. The fields are those of its entry in `meta.attempts`. */
export type AttemptEndEvent = OfCall<'attempt-end'> & Attempt;

/** A failed attempt could be repeated. It is, or there is a reason why not. */
export type RetryDecisionEvent = OfCall<'retry-decision'> & {
	/** The number of the attempt that failed. */
	readonly number: number;
} & (
		| {
				/** Whether another attempt follows. */
				readonly retry: true;
				/** What the next attempt waits for. */
				readonly reason: WaitReason;
				/** The wait before the next attempt, in milliseconds, without the quota. */
				readonly waitMs: number;
		  }
		| {
				/** Whether another attempt follows. */
				readonly retry: false;
				/** Why none follows. */
				readonly reason: NotRetried;
				/** There is no wait. */
				readonly waitMs: undefined;
		  }
	);

/** A call has to wait for a slot of the quota. */
export type QuotaWaitEvent = OfCall<'quota-wait'> & {
	/** The estimated wait, in whole milliseconds. */
	readonly waitMs: number;
	/** The number of calls that wait for a slot of the same token, including this one. */
	readonly queued: number;
};

/** A call got a slot of the quota, or ended without one. */
export type QuotaDecisionEvent = OfCall<'quota-decision'> & {
	/** `slot`, or why there is none. */
	readonly outcome: AcquireResult['type'];
	/** How long the call waited, in milliseconds. */
	readonly waitedMs: number;
} & Pick<QuotaState, 'used' | 'remaining' | 'queued'>;

/** A 429 pauses the quota of the token. */
export type QuotaPauseEvent = OfCall<'quota-pause'> & {
	/** When the pause ends, in epoch milliseconds. */
	readonly until: number;
};

/** The cache has handled a call: where the response came from. */
export type CacheEvent = OfCall<'cache'> & {
	/** Where the response came from. */
	readonly outcome: CacheOutcome;
};

/** A call shares the exchange of an identical call in flight, which has the events of the attempts. */
export type SharedEvent = OfCall<'shared'> & {
	/** The call whose exchange it is; `undefined` if that one has no observers. */
	readonly leader: ObservedCall | undefined;
};

/** The cache store or Redis began to fail. Calls go on as far as the options allow. */
export type StoreFailureEvent = Common<'store-failure'> & {
	/** `cache`: the store of responses. `quota`: the backend of a shared limiter, such as Redis. */
	readonly store: 'cache' | 'quota';
	/** What failed, redacted. */
	readonly message: string;
};

/** An iterator has read a page. */
export type PageEvent = Common<'page'> & {
	/** The name of the method, such as `publisher.offers.iterate`. */
	readonly iterator: string;
	/** The number of the page, starting at 1. */
	readonly number: number;
	/** The number of rows in it, with those that an earlier page had, too. */
	readonly items: number;
	/** The kind of the result. */
	readonly kind: string;
};

/** An iterator begins a window of time. */
export type WindowEvent = Common<'window'> & {
	/** The name of the method, such as `publisher.transactions.iterate`. */
	readonly iterator: string;
	/** The start of the window, as it is sent. */
	readonly startDate: string;
	/** The end of the window, as it is sent. */
	readonly endDate: string;
};

/** What an observer is told: plain data without secrets, discriminated by `type`. */
export type AwinEvent =
	| CallStartEvent
	| CallEndEvent
	| AttemptStartEvent
	| AttemptEndEvent
	| RetryDecisionEvent
	| QuotaWaitEvent
	| QuotaDecisionEvent
	| QuotaPauseEvent
	| CacheEvent
	| SharedEvent
	| StoreFailureEvent
	| PageEvent
	| WindowEvent;
