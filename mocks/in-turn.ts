import type {HttpHandler} from 'msw';
import {type Answer, respond} from './answer.ts';
import {handle, type Where} from './where.ts';

/**
 * Answers a path with one answer after another; the last one repeats. Every handler counts for itself, from
 * its making on.
 *
 * @param path Awin's path template, such as `/publishers/{publisherId}/programmes`.
 * @param answers Codes, codes with a body or header fields of one's own, or names of broken answers.
 * @throws TypeError when there is no answer.
 * @example
 * ```ts
 * import {inTurn} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(
 * 	inTurn('/accounts', [503, {status: 503, headers: {'retry-after': '1'}}, 'networkError', 200]),
 * );
 * ```
 */
export const inTurn = (
	path: string,
	answers: readonly [Answer, ...Answer[]],
	where: Where = {},
): HttpHandler => {
	let [current, ...rest] = answers;
	return handle(path, where, () => {
		const answer = current;
		[current = answer, ...rest] = rest;
		return respond(answer);
	});
};
