import {isStreamed} from '../request/replayable.ts';
import type {Middleware} from './middleware.ts';
import {closeUnopened} from './upload.ts';

/**
 * Closes the source of the request body if the call ends before it is sent: the quota has no slot, the token function
 * fails, the caller aborts, or the time is up.
 */
export const closeSource = (): Middleware => (next) => (request) => {
	const {body, signal} = request;
	if (!isStreamed(body)) return next(request);
	const send = async () => {
		try {
			return await next(request);
		} finally {
			closeUnopened(body, signal?.reason);
		}
	};
	return send();
};
