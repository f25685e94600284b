import type {Ending} from '../pipeline/observe/observe-call.ts';
import type {Reply} from '../response/reply.ts';
import {kindOf} from '../status.ts';
import {isSuccess} from './is-success.ts';
import type {AwinResult} from './result.ts';

/** Describes how a call ended, for its observers. */
export const endingOfResult = ({kind, ok, status, error, meta}: AwinResult): Ending => ({
	kind,
	ok,
	status,
	cache: meta.cache,
	attempts: meta.attempts.length,
	notRetried: meta.notRetried,
	requestId: meta.requestId,
	error: error?.message,
});

const kindOfReply = (reply: Reply): Pick<Ending, 'kind' | 'ok'> => {
	if (reply.type === 'failure') return {kind: reply.kind, ok: false};
	return {kind: kindOf(reply.status) ?? 'undocumented', ok: isSuccess(reply.status)};
};

/** Describes how a call of `client.fetch` ended, for its observers. */
export const endingOfReply = (reply: Reply): Ending => ({
	...kindOfReply(reply),
	status: reply.status,
	cache: reply.cache,
	attempts: reply.attempts.length,
	notRetried: reply.notRetried,
	requestId: undefined,
	error: reply.type === 'failure' ? reply.message : undefined,
});
