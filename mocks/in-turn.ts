import type {HttpHandler} from './msw.ts';
import {type Answer, checkAnswer, respond} from './answer.ts';
import {handle, type Where} from './where.ts';

/**
 * Responds to the requests for a path with one answer after another, and repeats the last one. Each handler
 * counts its own requests.
 *
 * @param path Awin's path template, such as `/publishers/{publisherId}/programmes`.
 * @param answers Codes, codes with a custom body or header fields, handlers of endpoints, or names of broken responses.
 * @throws TypeError if there is no answer, if one is invalid, if the path does not start with a slash, or if the base URL is
 * invalid.
 * @example
 * ```ts
 * import {inTurn, programmes} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(
 * 	inTurn('/accounts', [503, {status: 429, headers: {'retry-after': '0'}}, 'networkError', 200]),
 * 	inTurn(programmes.path, [503, programmes.success([{name: 'My Shop'}])]),
 * );
 * ```
 */
export const inTurn = (
	path: string,
	answers: readonly [Answer, ...Answer[]],
	where: Where = {},
): HttpHandler => {
	if (answers.length === 0) throw new TypeError('`inTurn` needs at least one answer.');
	answers.forEach(checkAnswer);
	let [current, ...rest] = answers;
	return handle(path, where, ({request}) => {
		const answer = current;
		[current = answer, ...rest] = rest;
		return respond(answer, request, where);
	});
};
