import {readField} from '../errors/read-field.ts';
import type {ApiRequest} from '../request/api-request.ts';

type Send = (request: ApiRequest) => Promise<Response>;

const withoutValidators = ({validators, ...request}: ApiRequest): ApiRequest => ({
	...request,
	headers: Object.fromEntries(
		Object.entries(request.headers).filter(([name]) => validators?.includes(name) !== true),
	),
});

/* A browser does not say why CORS failed: the error has a message, and nothing else. */
const mayBeCors = (error: unknown): boolean =>
	error instanceof TypeError &&
	readField(error, 'cause') === undefined &&
	readField(error, 'code') === undefined;

/**
 * Sends a request that revalidates a stored response again without its validators if CORS may have refused them: an API
 * that a page of another origin can use need not allow `if-none-match`. If that succeeds, no validators are sent to the
 * origin any more.
 *
 * @param causeOf - Returns the error that `fetch` threw.
 */
export const corsRefusals = (causeOf: (error: unknown) => unknown) => {
	const refusing = new Set<string>();
	return async (request: ApiRequest, send: Send): Promise<Response> => {
		if (request.validators === undefined) return send(request);
		const {origin} = new URL(request.url);
		if (refusing.has(origin)) return send(withoutValidators(request));
		try {
			return await send(request);
		} catch (error) {
			if (request.signal?.aborted || !mayBeCors(causeOf(error))) throw error;
			const response = await send(withoutValidators(request));
			refusing.add(origin);
			return response;
		}
	};
};
