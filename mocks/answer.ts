import {isStatus, type Status} from '../src/status.ts';
import {type Broken, broken} from './broken.ts';
import {type CustomAnswer, toResponse} from './custom-answer.ts';
import type {EndpointHandler} from './endpoint.ts';
import {exampleFor} from './examples.ts';
import type {Where} from './where.ts';

/**
 * What a mock responds with: a code, optionally customized, the handler of an endpoint, such as
 * `programmes.success([{id: 7}])`, or the name of a broken response. Of a handler, only the answer counts: its
 * path, method and base URL do not matter.
 */
export type Answer = Status | CustomAnswer | EndpointHandler | Broken;

const withExample = (answer: CustomAnswer, request: Request, where: Where): CustomAnswer => {
	if (!isStatus(answer.status)) return answer;
	const example = exampleFor(answer.status, request, where);
	return {
		status: answer.status,
		body: answer.body === undefined ? example.body : answer.body,
		headers: {...example.headers, ...answer.headers},
	};
};

/**
 * Checks an answer when the handler is made, so that a mistake fails the test that makes it.
 *
 * @throws TypeError if it is none of the accepted answers.
 */
export const checkAnswer = (answer: unknown): void => {
	if (typeof answer === 'string' && Object.hasOwn(broken, answer)) return;
	const status: unknown =
		typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'status') : answer;
	const isHandler = typeof answer === 'object' && answer !== null && 'endpoint' in answer;
	const isStatusCode =
		typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599;
	if (isHandler || isStatusCode) return;
	throw new TypeError(
		`An answer must be a status from 200 to 599, an object with \`status\`, the handler of an endpoint, or one of ${Object.keys(broken).join(', ')}.`,
	);
};

/** Creates the response of an answer. What the answer does not state is the example for the request. */
export const respond = (
	answer: Answer,
	request: Request,
	where: Where,
): Response | Promise<Response> => {
	if (typeof answer === 'string') return broken[answer]();
	if (typeof answer === 'number') {
		return toResponse(withExample({status: answer}, request, where));
	}
	return toResponse(
		'endpoint' in answer ? answer.endpoint.answer : withExample(answer, request, where),
	);
};
