import type {Answer, BodyReader} from '../../response/reply.ts';
import {type Clock, pause} from '../clock.ts';
import {readAhead} from './read-ahead.ts';

/** The largest body that is stored while the caller reads it, in bytes. */
const maxStoredBytes = 8 * 1024 * 1024;

/** How long the answer waits for a body that may be stored, in milliseconds. */
const maxWaitMs = 50;

/** What has come of a body that may be stored. */
export type Collected =
	/** All of it: the answer has the bytes. */
	| {readonly answer: Answer; readonly rest?: undefined}
	/** A part of it: the answer has a reader, and `rest` is the answer with all bytes, if they come. */
	| {readonly answer: Answer; readonly rest: Promise<Answer | undefined>};

/**
 * Reads the body of an answer that may be stored. If it comes at once, as most do, the answer then has its bytes.
 * Otherwise the caller gets it as it comes, while it is read for the store.
 */
export const collect = async (
	answer: Answer,
	source: BodyReader,
	{after}: Clock,
): Promise<Collected> => {
	const {reader, whole} = readAhead(source, maxStoredBytes);
	const withBytes = (body: Answer['body'] | undefined): Answer | undefined =>
		body && {...answer, body, reader: undefined};
	const rest = whole.then(withBytes);
	const {over, cancel} = pause(after, maxWaitMs);
	const first = await Promise.race([rest, over]);
	cancel();
	if (first === 'over') return {answer: {...answer, reader}, rest};
	return {answer: first ?? {...answer, reader}};
};
