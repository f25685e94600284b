import type {ApiRequest} from '../request/api-request.ts';
import {isSafe} from '../request/methods.ts';
import {type Answer, failure, type Reply} from '../response/reply.ts';
import type {Clock} from './clock.ts';
import type {Middleware} from './middleware.ts';
import {isReplayable} from '../request/replayable.ts';

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

/** No chain of redirects is followed further than this. */
const maxRedirects = 5;

/**
 * Whether a redirect shows that the server has processed the request: it answers an unsafe method with a
 * reference to the outcome (RFC 9110 section 15.4). After a 307 or 308, the same request is sent elsewhere.
 */
const isProcessed = (request: ApiRequest, {status}: Answer): boolean =>
	!isSafe(request.method) && (status === 301 || status === 302 || status === 303);

/**
 * Follows redirects on the same origin, by the method rules of Fetch (section 4.4). A redirect to another
 * origin, and so from https to http, is a failure: the credential would go along. The time of the attempt
 * covers the whole chain.
 *
 * If one redirect shows that an unsafe request was processed, the reply says so: whatever follows, the request
 * must not be repeated.
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
			if (request.redirect === 'manual' || reply.type === 'failure' || !isRedirect(reply)) {
				if (count === 0) return reply;
				return {...reply, redirected: true, mayHaveBeenProcessed, quotaWaitMs};
			}
			mayHaveBeenProcessed ||= isProcessed(current, reply);
			const notes = {redirected: count > 0, mayHaveBeenProcessed, quotaWaitMs};
			const target = targetOf(current, reply, count);
			if (typeof target === 'string') return refuse(reply, target, notes);
			const usedMs = clock.elapsed() - startedAt - quotaWaitMs;
			const attemptTimeoutMs = Math.max(0, request.attemptTimeoutMs - usedMs);
			current = {...redirectTo(current, target, reply.status), attemptTimeoutMs};
			if (!isReplayable(current.body)) {
				return refuse(reply, 'a redirect of a body that can be sent once only', notes);
			}
			reply = await next(current);
		}
	};

/** Where a redirect leads, or why it is not followed. */
const targetOf = (request: ApiRequest, reply: Answer, count: number): URL | string => {
	if (request.redirect === 'error') return 'a redirect is not wanted';
	if (count === maxRedirects) return `more than ${maxRedirects} redirects`;
	const target = URL.parse(String(reply.headers.get('location')), request.url);
	if (target === null) return 'a redirect to no valid URL';
	if (target.origin !== new URL(request.url).origin) {
		return 'a redirect to another origin is not followed';
	}
	if (target.username !== '' || target.password !== '') {
		return 'a redirect to a URL with a user is not followed';
	}
	return target;
};

const refuse = (
	{status, headers}: Answer,
	message: string,
	notes: Pick<Reply, 'redirected' | 'mayHaveBeenProcessed' | 'quotaWaitMs'>,
): Reply => failure({kind: 'network', phase: 'done', message, status, headers, ...notes});
