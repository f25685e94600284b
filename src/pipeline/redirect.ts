import type {ApiRequest} from '../request/api-request.ts';

/** The codes of RFC 9110 section 15.4 that name another place for the same request. */
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Whether an answer sends the client elsewhere. */
export const isRedirect = ({
	status,
	headers,
}: {
	readonly status: number;
	readonly headers: Headers;
}): boolean => redirectStatuses.has(status) && headers.has('location');

/** Makes the request that follows a redirect, by the method rules of Fetch (section 4.4). */
export const redirectTo = (request: ApiRequest, target: URL, status: number): ApiRequest => {
	const url = new URL(target);
	url.hash = '';
	const toGet =
		(status === 303 && request.method !== 'GET' && request.method !== 'HEAD') ||
		((status === 301 || status === 302) && request.method === 'POST');
	if (!toGet) return {...request, url: url.href};
	const headers = Object.fromEntries(
		Object.entries(request.headers).filter(([name]) => !name.startsWith('content-')),
	);
	return {...request, url: url.href, method: 'GET', headers, body: undefined};
};
