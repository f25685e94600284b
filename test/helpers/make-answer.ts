import {type Answer, answer} from '../../src/response/reply.ts';

/** Creates an answer for the tests of one stage. A string body is encoded as UTF-8. */
export const makeAnswer = (
	status: number,
	body = '',
	headers: Record<string, string> = {},
	notes: Partial<Answer> = {},
): Answer => ({
	...answer({
		status,
		headers: new Headers(headers),
		body: new TextEncoder().encode(body),
		url: 'https://api.awin.com/accounts',
	}),
	...notes,
});
