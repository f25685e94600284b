import type {StandardSchemaV1} from '@standard-schema/spec';
import type {Applied, AwinErrorInit} from '../errors/awin-error.ts';
import {
	AbortedError,
	InvalidBodyError,
	NetworkError,
	QuotaExceededError,
	TimeoutError,
	UndocumentedStatusError,
} from '../errors/other-errors.ts';
import type {Redact} from '../errors/redact.ts';
import {codeIn, safeCause} from '../errors/safe-cause.ts';
import {statusErrors} from '../errors/status-errors.ts';
import {beginningOf} from '../response/beginning.ts';
import {type ErrorBody, readErrorBody} from '../response/error-body.ts';
import {contentTypeOf} from '../response/parse-body.ts';
import type {Answer, Failure} from '../response/reply.ts';
import {serverLimitsOf} from '../response/server-limits.ts';
import {asUndocumented, isErrorStatus, isStatus, statusTable} from '../status.ts';
import {appliedByFailure, appliedByStatus} from './applied.ts';
import type {Context} from './context.ts';
import {commonFields, failed} from './failed.ts';
import {hintForBody, hintForFailure, hintForStatus, hintForStop} from './hints.ts';
import type {AwinResult, Failed} from './result.ts';

/** Whether an error is about a relationship, not about the token. The sentence comes with several codes. */
const isUnrelated = ({code, description}: ErrorBody): boolean =>
	code === 'missing.relationship' || /\bno relationship exists\b/i.test(String(description));

/* Rounded up, because `Date` drops fractions, and then the time would be too early. */
const toDate = (retryAt: number | undefined): Date | undefined =>
	retryAt === undefined ? undefined : new Date(Math.ceil(retryAt));

const stopHintOf = ({meta, request}: Context): string | undefined =>
	hintForStop(meta.notRetried, request.retry);

/** Creates the result of an error response. */
export const failWithStatus = (reply: Answer, context: Context): AwinResult => {
	const {request, redact, nowMs} = context;
	const {status, headers} = reply;
	const contentType = contentTypeOf(headers);
	const errorBody = readErrorBody(reply.body, contentType, redact);
	const {code, description} = errorBody;
	const {throttle, retryAfterMs: waitMs} = serverLimitsOf(reply, nowMs);
	const throttled = throttle !== undefined || headers.has('retry-after');
	const retryAt = reply.retryAt ?? (waitMs === undefined ? undefined : nowMs + waitMs);
	const row = isStatus(status) ? statusTable[status] : undefined;
	const head = `${status} ${row?.kind ?? 'undocumented'}`;
	const text = description ?? code ?? row?.text ?? 'a status that Awin does not document';
	const reason = isUnrelated(errorBody) ? 'missing-relationship' : throttle && 'quota';
	const applied = appliedByStatus(request, reply, throttled);
	const init: AwinErrorInit = {
		...commonFields(context, head, text),
		...errorBody,
		text: beginningOf(reply.body, contentType, redact),
		reason,
		hint: hintForStatus(status, reason, applied, stopHintOf(context)),
		retryAt: toDate(retryAt),
		applied,
	};
	return isErrorStatus(status)
		? failed(new statusErrors[status](throttle ? {...init, ...throttle} : init), context)
		: failed(new UndocumentedStatusError({...init, status: asUndocumented(status)}), context);
};

/** Creates the result of a success whose body cannot be used. */
export const failWithBody = (
	{status, headers, body}: Pick<Failure, 'status' | 'headers' | 'body'>,
	problem: {
		readonly message: string;
		readonly cause?: unknown;
		readonly issues?: readonly StandardSchemaV1.Issue[];
		/** Whether only a part of the body was read. */
		readonly isPart?: boolean;
	},
	context: Context,
	applied: Applied = 'yes',
	retryable = false,
): Failed<'invalid-body', undefined, InvalidBodyError> => {
	const {redact} = context;
	const description = redact(problem.message);
	const text = body && beginningOf(body, contentTypeOf(headers), redact, problem.isPart);
	return failed(
		new InvalidBodyError({
			...commonFields(context, `invalid-body (${status})`, description),
			description,
			body: text?.(),
			text,
			hint: hintForBody(stopHintOf(context)),
			cause: safeCause(problem.cause, redact),
			applied,
			retryable,
			responseStatus: status,
			issues: problem.issues?.map((issue) => plainIssue(issue, redact)) ?? [],
		}),
		context,
	);
};

/** Copies the properties that Standard Schema defines. Some libraries add the input, which is the body. */
const plainIssue = ({message, path}: StandardSchemaV1.Issue, redact: Redact) => ({
	message: redact(message),
	path: path?.map((part) => {
		const key = typeof part === 'object' ? part.key : part;
		return typeof key === 'string' ? redact(key) : key;
	}),
});

/* A failure of a complete exchange is final. */
const isTemporary = ({phase}: Failure): boolean => phase !== 'done';

/** Creates the result of a call without a usable response. */
export const failWithoutAnswer = (reply: Failure, context: Context): AwinResult => {
	const {kind} = reply;
	const {request, redact} = context;
	if (kind === 'invalid-body') {
		return failWithBody(
			reply,
			{...reply, isPart: true},
			context,
			appliedByFailure(request, reply),
			isTemporary(reply),
		);
	}
	const description = redact(reply.message);
	const applied = appliedByFailure(request, reply);
	const cause = kind === 'aborted' ? reply.cause : safeCause(reply.cause, redact);
	const init = {
		...commonFields(context, kind, description),
		code: kind === 'network' ? codeIn(cause) : undefined,
		description,
		hint: hintForFailure(kind, applied, stopHintOf(context), reply.timeoutOption),
		cause,
		retryAt: toDate(reply.retryAt),
		applied,
		retryable: isTemporary(reply),
	};
	return failed(new failureErrors[kind](init), context);
};

/** Creates the error that ends a stream. As in Fetch, that of an aborted call is the caller's own reason. */
export const streamErrorOf = (reply: Failure, context: Context): unknown =>
	reply.kind === 'aborted' ? reply.cause : failWithoutAnswer(reply, context).error;

const failureErrors = {
	network: NetworkError,
	timeout: TimeoutError,
	aborted: AbortedError,
	'quota-exceeded': QuotaExceededError,
} as const satisfies Record<Exclude<Failure['kind'], 'invalid-body'>, unknown>;
