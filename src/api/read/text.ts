import {data, type Read} from './read.ts';
import {openEnvelope} from './roots.ts';

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
