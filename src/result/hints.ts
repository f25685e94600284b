import type {Applied, Reason} from '../errors/awin-error.ts';
import type {FailureKind} from '../response/reply.ts';
import {isStatus, statusTable} from '../status.ts';

/* Repeating an unsafe request here could apply it twice. */
const lookFirst =
	'The server may have processed the request: look at the state before sending it again.';

const relationship =
	"The token is valid, but the publisher and the advertiser have no relationship. Ask with `relationship: 'any'` if the endpoint takes it, or join the programme first.";

const failureHints = {
	network:
		'Check the connection, `baseUrl` and, if `token` is a function, that function. `cause` has the details, if there are any.',
	timeout: 'Request less data at once, or raise `attemptTimeoutMs` or `deadlineMs`.',
	aborted: undefined,
	'quota-exceeded':
		'Call again at `retryAt`. To wait longer, raise `maxWaitMs` (a full window) or `deadlineMs` (a pause).',
} as const satisfies Record<Exclude<FailureKind, 'invalid-body'>, string | undefined>;

/** What to do after a status. A hint to try again would be wrong if the request may have been processed. */
export const hintForStatus = (
	status: number,
	reason: Reason | undefined,
	applied: Applied,
): string | undefined => {
	if (reason === 'missing-relationship') {
		return applied === 'unknown' ? `${lookFirst} ${relationship}` : relationship;
	}
	const row = isStatus(status) ? statusTable[status] : undefined;
	const hint = row !== undefined && 'hint' in row ? row.hint : undefined;
	if (applied !== 'unknown') return hint;
	return row?.kind === 'server-error' ? `${row.hint} ${lookFirst}` : lookFirst;
};

/** What to do after a call without a usable answer. */
export const hintForFailure = (
	kind: keyof typeof failureHints,
	applied: Applied,
): string | undefined => (applied === 'unknown' ? lookFirst : failureHints[kind]);

/** What to do after a success whose body cannot be used. */
export const hintForBody =
	'The server reported success: look at the state before sending again what changes something.';
