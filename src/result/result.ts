import type * as other from '../errors/other-errors.ts';
import type {StatusError} from '../errors/status-errors.ts';
import type {
	ErrorStatus,
	KindOf,
	NotModifiedKind,
	StatusOf,
	UndocumentedStatus,
} from '../status.ts';
import type {Meta} from './meta.ts';

/** A success: every field is there in every variant, so that each can be read without a check. */
export type Success<K extends string, S extends number, Data, Extra = unknown> = {
	readonly ok: true;
	readonly kind: K;
	readonly status: S;
	readonly data: Data;
	readonly error: undefined;
	/** Where the new resource is, or the progress of the work: an absolute URL. */
	readonly location: Extra extends {location: infer T} ? T : undefined;
	/** When the server wants to be asked for the outcome, in milliseconds from now. */
	readonly retryAfterMs: Extra extends {retryAfterMs: infer T} ? T : undefined;
	/** When the stored body was received or last revalidated. */
	readonly storedAt: Extra extends {storedAt: infer T} ? T : undefined;
	readonly meta: Meta;
};

/** A failure: `error` says what went wrong and what to do. */
export type Failed<K extends string, S extends number | undefined, E> = {
	readonly ok: false;
	readonly kind: K;
	readonly status: S;
	readonly data: undefined;
	readonly error: E;
	readonly location: undefined;
	readonly retryAfterMs: undefined;
	readonly storedAt: undefined;
	readonly meta: Meta;
};

type Successes<Data> = {
	ok: Success<'ok', StatusOf['ok'], Data>;
	created: Success<
		'created',
		StatusOf['created'],
		Data | undefined,
		{location: string | undefined}
	>;
	accepted: Success<
		'accepted',
		StatusOf['accepted'],
		Data | undefined,
		{location: string | undefined; retryAfterMs: number | undefined}
	>;
	'no-content': Success<'no-content', StatusOf['no-content'], undefined>;
	partial: Success<'partial', StatusOf['partial'], Data>;
	'cache-hit': Success<'cache-hit', StatusOf['cache-hit'], Data, {storedAt: Date}>;
	'not-modified': Success<NotModifiedKind, StatusOf['cache-hit'], undefined>;
};

type StatusFailures = {
	[S in ErrorStatus as KindOf<S>]: Failed<KindOf<S>, S, StatusError<S>>;
};

type OtherVariants<Data> = {
	undocumented:
		| Success<'undocumented', UndocumentedStatus, Data | undefined>
		| Failed<'undocumented', UndocumentedStatus, other.UndocumentedStatusError>;
	network: Failed<'network', undefined, other.NetworkError>;
	timeout: Failed<'timeout', undefined, other.TimeoutError>;
	aborted: Failed<'aborted', undefined, other.AbortedError>;
	'quota-exceeded': Failed<'quota-exceeded', undefined, other.QuotaExceededError>;
	'invalid-body': Failed<'invalid-body', undefined, other.InvalidBodyError>;
};

type Variants<Data> = Successes<Data> & StatusFailures & OtherVariants<Data>;

/** Every kind of result. An exhaustive `switch` over it needs no default. */
export type Kind = keyof Variants<unknown>;

/**
 * What a call comes to: a flat union, told apart by `kind`, by `ok` and by the literal `status`
 * (`undefined` where no answer could be used). `data` is the declared type where there is data.
 *
 * @typeParam Data The type of the body of a success.
 * @typeParam Kinds The kinds that the endpoint can produce, where that is fewer than all.
 */
export type AwinResult<Data = unknown, Kinds extends Kind = Kind> = Variants<Data>[Kinds];
