import {data, misfit, type Read, type Reading} from './read.ts';
import {openEnvelope} from './roots.ts';

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

/**
 * Reads anything: what the endpoint answers is not documented. The data is the value if the text is JSON, `undefined` if
 * there is no text, and the text otherwise.
 */
export const anyAnswer: Read<unknown> = (text) => {
	if (typeof text !== 'string' || text.trim() === '') return data(undefined);
	try {
		return data(openEnvelope(JSON.parse(text)));
	} catch {
		return data(text);
	}
};
