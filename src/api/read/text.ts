import {data, misfit, type Read, type Reading} from './read.ts';

/**
 * Reads the list of feeds: a CSV with a column `Feed ID`. A page of HTML with the status 200 is none.
 *
 * @returns the text as it is.
 */
export const feedListText: Read<string> = (body) =>
	typeof body === 'string' && /^[^\r\n]*\bFeed ID\b/i.test(body)
		? data(body)
		: misfit('must be a CSV with the column `Feed ID`');

/** Uses the body as it is: the core gives a stream to a call that asks for one. */
export function asStream(body: unknown): Reading<ReadableStream<Uint8Array<ArrayBuffer>>>;
export function asStream(body: unknown): Reading<unknown> {
	return data(body);
}
