import type {ApiRequest} from '../../request/api-request.ts';
import {copyHeaders} from '../../response/fields.ts';
import type {BodyReader, Reply} from '../../response/reply.ts';
import {shareReader} from '../../response/share-reader.ts';
import type {Clock} from '../clock.ts';
import {limitReader} from '../limit-reader.ts';

/* Outside the replies, which are plain data. */
const forks = new WeakMap<Reply, () => BodyReader>();

/** Replaces the reader of a reply, if it has one, by one that calls share. */
export const shareable = async (pending: Promise<Reply>): Promise<Reply> => {
	const reply = await pending;
	if (reply.type === 'failure' || reply.reader === undefined) return reply;
	const {fork} = shareReader(reply.reader);
	const first = {...reply, reader: fork()};
	forks.set(first, fork);
	return first;
};

/** Copies a reply, so that each caller can modify its own. A body that was read is copied when it is parsed. */
export const copyFor = (reply: Reply): Reply => {
	const attempts = reply.attempts.map((attempt) => ({
		...attempt,
		waitedFor: [...attempt.waitedFor],
	}));
	return reply.type === 'answer'
		? {...reply, attempts, headers: copyHeaders(reply.headers), reader: forks.get(reply)?.()}
		: {...reply, attempts, headers: reply.headers && copyHeaders(reply.headers)};
};

/** Ends the reading of a body that calls share if the call aborts. The other calls go on. */
export const ownBody = (reply: Reply, request: ApiRequest, clock: Clock): Reply => {
	if (reply.type === 'failure' || reply.reader === undefined) return reply;
	const {signal, idleTimeoutMs: idleMs} = request;
	const reader = limitReader(reply.reader, {clock, signal, idleMs, abort: () => {}});
	return {...reply, reader};
};

/** Closes the body of a reply that no call gets. */
export const cancelBody = (reply: Reply): void => {
	if (reply.type === 'answer') reply.reader?.cancel();
};
