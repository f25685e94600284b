import type {ApiRequest} from '../request/api-request.ts';
import {isSafe} from '../request/methods.ts';

/** How a request is sent: `manual` shows a redirect, `follow` leaves it to the runtime. */
export type RedirectMode = 'manual' | 'follow';

/** The redirect modes of the requests of one client. */
export type RedirectModes = {
	/** The mode to send a request with. */
	readonly modeFor: (request: ApiRequest) => RedirectMode;
	/**
	 * Notes what a response shows of the runtime. Returns whether the request can be sent again with `follow`.
	 */
	readonly canFollow: (request: ApiRequest, response: Response) => boolean;
};

/**
 * Chooses the redirect mode of each request. A browser hides a redirect that is sent for with `manual`: the
 * response has the type `opaqueredirect`, status 0 and no fields (Fetch, section 4.3). The first such response
 * shows that the runtime does so; from then on, requests that the runtime may follow are sent with `follow`.
 */
export const redirectModes = (): RedirectModes => {
	let hidden = false;
	return {
		modeFor: (request) => (hidden && isFollowable(request) ? 'follow' : 'manual'),
		canFollow: (request, {type}) => {
			if (type !== 'opaqueredirect') return false;
			hidden = true;
			return isFollowable(request);
		},
	};
};

/**
 * Whether the runtime may follow a redirect of the request. It does not if a second request could do harm, or
 * if a key would go to another origin: browsers drop `Authorization` there, and no other field.
 */
const isFollowable = ({redirect, method, body, headers}: ApiRequest): boolean =>
	redirect === 'follow' &&
	isSafe(method) &&
	body === undefined &&
	headers['x-api-key'] === undefined;
