import type {ApiRequest} from '../request/api-request.ts';
import {isSafe} from '../request/methods.ts';
import {type Answer, failure, type Reply} from '../response/reply.ts';
import {urlIn} from '../response/url-field.ts';
import type {Clock} from './clock.ts';
import type {Middleware} from './middleware.ts';
import {isReplayable} from '../request/replayable.ts';

/** The status codes of RFC 9110 section 15.4 that redirect the request to the URL in `Location`. */
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Whether a response is a redirect: it has a redirect status and a `Location` field. */
const isRedirect = ({
	status,
	headers,
}: {
	readonly status: number;
	readonly headers: Headers;
}): boolean => redirectStatuses.has(status) && headers.has('location');

/** The fields that describe a body (Fetch, "request-body-header name"). */
const bodyFields: ReadonlySet<string> = new Set([
	'content-encoding',
	'content-language',
	'content-location',
	'content-type',
]);

/** Whether a response is a redirect that the caller does not get. With `redirect: 'error'`, it need not lead anywhere. */
export const isFollowed = (
	{redirect}: ApiRequest,
	response: {readonly status: number; readonly headers: Headers},
): boolean => {
	if (redirect === 'error') return redirectStatuses.has(response.status);
	return redirect === 'follow' && isRedirect(response);
};

/** Creates the request that follows a redirect, by the method rules of the Fetch standard (section 4.4). */
export const redirectTo = (request: ApiRequest, target: URL, status: number): ApiRequest => {
	const url = new URL(target);
	url.hash = '';
	const toGet =
		(status === 303 && request.method !== 'GET' && request.method !== 'HEAD') ||
		((status === 301 || status === 302) && request.method === 'POST');
	if (!toGet) return {...request, url: url.href};
	const headers = Object.fromEntries(
		Object.entries(request.headers).filter(([name]) => !bodyFields.has(name)),
	);
	return {...request, url: url.href, method: 'GET', headers, body: undefined};
};

/** How many redirects are followed in one attempt, at most. Fetch allows 20 (section 4.4). */
const maxRedirectsOf = ({as}: ApiRequest): number => (as === 'response' ? 20 : 5);

/** Whether a redirect cannot be followed because the body is a stream, which is sent once (Fetch, section 4.4). */
const needsBodyAgain = ({body}: ApiRequest, next: ApiRequest, {status}: Answer): boolean =>
	!isReplayable(body) && (!isReplayable(next.body) || status !== seeOther);

/** The status of a redirect to the outcome of the request, which is always asked for with a GET. */
const seeOther = 303;

/**
 * Whether a redirect shows that the server has processed the request. A 301, 302 or 303 to an unsafe method refers
 * to the outcome of the request (RFC 9110 section 15.4). A 307 or 308 asks for the same request at another URL.
 */
const isProcessed = (request: ApiRequest, {status}: Answer): boolean =>
	!isSafe(request.method) && (status === 301 || status === 302 || status === 303);

/**
 * Follows redirects on the same origin, up to five, or twenty for `client.fetch`, by the method rules of the Fetch standard (section 4.4). A
 * redirect to another origin, which includes https to http, is a `network` failure, because the credential would be
 * sent there. `attemptTimeoutMs` covers the whole chain, without the waits for the quota.
 *
 * If a redirect shows that an unsafe request was processed, the reply has `mayHaveBeenProcessed: true`, and the
 * request must not be retried.
 */
export const followRedirects =
	({clock}: {readonly clock: Clock}): Middleware =>
	(next) =>
	async (request) => {
		const startedAt = clock.elapsed();
		let quotaWaitMs = 0;
		let mayHaveBeenProcessed = false;
		let current = request;
		let reply = await next(current);
		for (let count = 0; ; count++) {
			quotaWaitMs += reply.quotaWaitMs;
			if (reply.type === 'failure' || !isFollowed(request, reply)) {
				if (count === 0) return reply;
				mayHaveBeenProcessed ||= reply.mayHaveBeenProcessed;
				return {...reply, redirected: true, mayHaveBeenProcessed, quotaWaitMs};
			}
			mayHaveBeenProcessed ||= isProcessed(current, reply);
			const notes = {redirected: count > 0, mayHaveBeenProcessed, quotaWaitMs};
			const target = targetOf(current, reply, count);
			if (typeof target === 'string') return refuse(reply, target, notes);
			const usedMs = clock.elapsed() - startedAt - quotaWaitMs;
			const attemptTimeoutMs = Math.max(0, request.attemptTimeoutMs - usedMs);
			const {observed} = current;
			const following = {
				...redirectTo(current, target, reply.status),
				attemptTimeoutMs,
				observed: observed && {...observed, redirects: count + 1},
			};
			if (needsBodyAgain(current, following, reply)) {
				return refuse(reply, 'the redirect needs the body again, but it is a stream', notes);
			}
			current = following;
			reply = await next(current);
		}
	};

/** Returns the URL that a redirect leads to, or the message of the failure if it is not followed. */
const targetOf = (request: ApiRequest, reply: Answer, count: number): URL | string => {
	if (request.redirect === 'error') return "the server redirected, but `redirect` is 'error'";
	const maxRedirects = maxRedirectsOf(request);
	if (count === maxRedirects) return `more than ${maxRedirects} redirects`;
	const target = urlIn(reply.headers, 'location', request.url);
	if (target === undefined) return 'the `Location` of the redirect is not a valid URL';
	if (target.origin !== new URL(request.url).origin) {
		return 'the redirect leads to another origin, so it is not followed';
	}
	if (target.username !== '' || target.password !== '') {
		return 'the redirect leads to a URL with credentials, so it is not followed';
	}
	return target;
};

const refuse = (
	{status, headers}: Answer,
	message: string,
	notes: Pick<Reply, 'redirected' | 'mayHaveBeenProcessed' | 'quotaWaitMs'>,
): Reply => failure({kind: 'network', phase: 'done', message, status, headers, ...notes});
