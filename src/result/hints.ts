import type {Applied, Reason} from '../errors/awin-error.ts';
import type {CallPolicy} from '../request/policy.ts';
import type {Failure, FailureKind, NotRetried} from '../response/reply.ts';
import {isStatus, statusTable} from '../status.ts';

/* Repeating an unsafe request here could apply it twice. */
const lookFirst =
	'The server may have processed the request: look at the state before sending it again.';

const relationship =
	"The token is valid, but the publisher and the advertiser have no relationship. Ask with `relationship: 'any'` if the endpoint takes it, or join the programme first.";

const totalTimeoutHint =
	'Request less data at once, or raise `totalTimeoutMs`: the queue of the quota and all retries count.';

const failureHints = {
	network:
		'Check the connection, `baseUrl` and, if `token` is a function, that function; `cause` has the details, if there are any.',
	timeout: 'Request less data at once, or raise `attemptTimeoutMs` or `deadlineMs`.',
	aborted: undefined,
	'quota-exceeded':
		'Call again at `retryAt`. To wait longer, raise `maxWaitMs` (a full window) or `deadlineMs` (a pause).',
} as const satisfies Record<Exclude<FailureKind, 'invalid-body'>, string | undefined>;

const join = (...sentences: readonly (string | undefined)[]): string | undefined =>
	sentences.filter((sentence) => sentence !== undefined).join(' ') || undefined;

const stopHints = {
	'not-idempotent': 'Set `idempotent: true` only if the call can safely be sent twice.',
	budget:
		'The retry budget of the client is empty because too many of its calls failed: raise `retry.budget`, or set it to `false` for a call.',
	deadline: 'No time was left for another attempt: raise `deadlineMs` to allow it.',
	'retry-after-too-long':
		'The server asks for a longer wait than the call accepts: raise `retry.maxRetryAfterMs` to wait for it.',
	'body-not-replayable':
		'The body can be sent only once: pass a function that returns a new one for each attempt.',
} as const satisfies Record<Exclude<NotRetried, 'attempts'>, string>;

/** Why no further attempt followed, and which option changes that. `undefined` if no option would. */
export const hintForStop = (
	notRetried: NotRetried | undefined,
	retry: CallPolicy['retry'],
): string | undefined => {
	if (notRetried !== 'attempts') return notRetried && stopHints[notRetried];
	if (retry === false) return undefined;
	const count = retry.attempts === 1 ? '1 attempt' : `${retry.attempts} attempts`;
	return `${count} failed: raise \`retry.attempts\` to allow more.`;
};

/**
 * What to do after a status. A hint to try again would be wrong if the request may have been processed.
 *
 * @param stop - What {@link hintForStop} returns for the call.
 */
export const hintForStatus = (
	status: number,
	reason: Reason | undefined,
	applied: Applied,
	stop?: string,
): string | undefined => {
	const look = applied === 'unknown' ? lookFirst : undefined;
	if (reason === 'missing-relationship') return join(look, relationship);
	const row = isStatus(status) ? statusTable[status] : undefined;
	const hint = row !== undefined && 'hint' in row ? row.hint : undefined;
	/* The hint of a 500 says that a retry does not help: right beside any hint but one about retries. */
	if (row?.kind === 'server-error') return stop === undefined ? join(hint, look) : join(look, stop);
	return join(look ?? hint, stop);
};

/**
 * What to do after a call without a usable answer.
 *
 * @param stop - What {@link hintForStop} returns for the call.
 * @param timeoutOption - The option that ended the call, if the reply names one.
 */
export const hintForFailure = (
	kind: keyof typeof failureHints,
	applied: Applied,
	stop?: string,
	timeoutOption?: Failure['timeoutOption'],
): string | undefined => {
	const look = applied === 'unknown' ? lookFirst : undefined;
	return timeoutOption === undefined
		? join(look ?? failureHints[kind], stop)
		: join(look, totalTimeoutHint);
};

/** What to do after a success whose body cannot be used. */
export const hintForBody = (stop?: string): string | undefined =>
	join(
		'The server reported success: look at the state before sending again what changes something.',
		stop,
	);
