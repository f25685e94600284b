import type * as other from '../errors/other-errors.ts';
import type {StatusError} from '../errors/status-errors.ts';
import type {
	ErrorStatus,
	KindOf,
	NotModifiedKind,
	StatusOf,
	SuccessStatus,
	UndocumentedStatus,
} from '../status.ts';
import type {Meta} from './meta.ts';

/** A successful result. Every variant has every field, so you can read each of them without a check. */
export type Success<K extends string, S extends number, Data, Extra = unknown> = {
	/** The call succeeded. */
	readonly ok: true;
	/** Which success it is. */
	readonly kind: K;
	/** The status of the response. */
	readonly status: S;
	/** The body, in the form that the call asks for; `undefined` in variants without data. */
	readonly data: Data;
	/** Only a failure has an error. */
	readonly error: undefined;
	/** The absolute URL of the new resource (201), or of the progress of the work (202). */
	readonly location: Extra extends {location: infer T} ? T : undefined;
	/** When to request the outcome of the work (202), in milliseconds from now. */
	readonly retryAfterMs: Extra extends {retryAfterMs: infer T} ? T : undefined;
	/** When the 304 arrived that revalidated the stored body. */
	readonly storedAt: Extra extends {storedAt: infer T} ? T : undefined;
	/** How the call went. */
	readonly meta: Meta;
};

/** A failed result. `error` has the details. */
export type Failed<K extends string, S extends number | undefined, E> = {
	/** The call failed. */
	readonly ok: false;
	/** Which failure it is. */
	readonly kind: K;
	/** The status of the response; `undefined` if there was no usable response. */
	readonly status: S;
	/** Only a success has data. `error.body` has the body of a failure. */
	readonly data: undefined;
	/** The typed error. It is not thrown, unless `unwrap` or `expectData` throws it. */
	readonly error: E;
	/** Only a success has it. */
	readonly location: undefined;
	/** Only a success has it. `error.retryAt` tells when a retry makes sense. */
	readonly retryAfterMs: undefined;
	/** Only a success has it. */
	readonly storedAt: undefined;
	/** How the call went. */
	readonly meta: Meta;
};

/** The successes, by kind. */
type Successes<Data> = {
	/** 200: the body is the data. */
	ok: Success<'ok', StatusOf['ok'], Data>;
	/** 201: a resource was created. `location` is its URL. */
	created: Success<
		'created',
		StatusOf['created'],
		Data | undefined,
		{location: string | undefined}
	>;
	/** 202: accepted, but not finished yet. `location` and `retryAfterMs` say where and when to ask. */
	accepted: Success<
		'accepted',
		StatusOf['accepted'],
		Data | undefined,
		{location: string | undefined; retryAfterMs: number | undefined}
	>;
	/** 204: no body. */
	'no-content': Success<'no-content', StatusOf['no-content'], undefined>;
	/** 206: the server refused a part of the request. */
	partial: Success<'partial', StatusOf['partial'], Data>;
	/** 304: the data is that of a stored response. */
	'cache-hit': Success<'cache-hit', StatusOf['cache-hit'], Data, {storedAt: Date}>;
	/** 304 without a stored response, for validators of your own. */
	'not-modified': Success<NotModifiedKind, StatusOf['cache-hit'], undefined>;
	/** Another 2xx. */
	undocumented: Success<'undocumented', UndocumentedStatus, Data | undefined>;
};

/** The failures with a status of the table, by kind. */
type StatusFailures = {
	[S in ErrorStatus as KindOf<S>]: Failed<KindOf<S>, S, StatusError<S>>;
};

/** The failures, by kind. */
type Failures = StatusFailures & {
	/** A status that Awin does not document, and no 2xx. */
	undocumented: Failed<'undocumented', UndocumentedStatus, other.UndocumentedStatusError>;
	/** No response. */
	network: Failed<'network', undefined, other.NetworkError>;
	/** No response in time. */
	timeout: Failed<'timeout', undefined, other.TimeoutError>;
	/** The caller's signal aborted the call. */
	aborted: Failed<'aborted', undefined, other.AbortedError>;
	/** The wait for the quota exceeded `maxWaitMs`. Nothing was sent. */
	'quota-exceeded': Failed<'quota-exceeded', undefined, other.QuotaExceededError>;
	/** A success whose body cannot be used. */
	'invalid-body': Failed<'invalid-body', undefined, other.InvalidBodyError>;
};

/** Every kind of result. An exhaustive `switch` over it needs no `default`. */
export type Kind = SuccessKind | keyof Failures;

/** The kinds of a success. `undocumented` can be a failure as well: its `ok` tells. */
export type SuccessKind = KindOf<SuccessStatus> | NotModifiedKind | 'undocumented';

/**
 * The result of a call: a flat union that `kind`, `ok` and the literal `status` discriminate. `status` is
 * `undefined` if there was no usable response. `data` has the declared type in the variants with data.
 *
 * @typeParam Data The type of the body of a success.
 * @typeParam Kinds The kinds of success that the endpoint can return, all by default. The failures always remain,
 * because no endpoint can rule one out.
 */
export type AwinResult<Data = unknown, Kinds extends SuccessKind = SuccessKind> =
	| Successes<Data>[Kinds]
	| Failures[keyof Failures];
