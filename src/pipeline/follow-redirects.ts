import type {ApiRequest} from '../request/api-request.ts';
import {type Answer, failure, type Reply} from '../response/reply.ts';
import type {Middleware} from './handler.ts';
import {isReplayable} from './retry/replayable.ts';

/** The codes of RFC 9110 section 15.4 that name another place for the same request. */
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** No chain of redirects is followed further than this. */
const maxRedirects = 5;

/**
 * Follows redirects on the same origin, by the method rules of Fetch (section 4.4). A redirect to another
 * origin, and so from https to http, is a failure: the credential would go along.
 */
export const followRedirects = (): Middleware => (next) => async (request) => {
	let current = request;
	let reply = await next(current);
	for (let count = 0; isRedirect(reply); count++) {
		if (request.redirect === 'manual') break;
		if (request.redirect === 'error') return refuse(reply, 'a redirect is not wanted');
		if (count === maxRedirects) return refuse(reply, `more than ${maxRedirects} redirects`);
		const target = resolve(reply.headers.get('location') ?? '', current.url);
		if (target === undefined) return refuse(reply, 'a redirect to no valid URL');
		if (target.origin !== new URL(current.url).origin) {
			return refuse(reply, 'a redirect to another origin is not followed');
		}
		const redirected = redirect(current, target, reply.status);
		if (!isReplayable(redirected.body)) {
			return refuse(reply, 'a redirect of a body that can be sent once only');
		}
		current = redirected;
		const {quotaWaitMs} = reply;
		reply = await next(current);
		reply = {...reply, quotaWaitMs: reply.quotaWaitMs + quotaWaitMs};
		if (reply.type === 'answer') reply = {...reply, redirected: true};
	}
	return reply;
};

const isRedirect = (reply: Reply): reply is Answer =>
	reply.type === 'answer' && redirectStatuses.has(reply.status) && reply.headers.has('location');

const resolve = (location: string, base: string): URL | undefined => {
	try {
		return new URL(location, base);
	} catch {
		return undefined;
	}
};

const refuse = (reply: Answer, message: string): Reply =>
	failure({
		kind: 'network',
		phase: 'done',
		message,
		status: reply.status,
		headers: reply.headers,
		quotaWaitMs: reply.quotaWaitMs,
	});

const redirect = (request: ApiRequest, target: URL, status: number): ApiRequest => {
	target.hash = '';
	const toGet =
		(status === 303 && request.method !== 'GET' && request.method !== 'HEAD') ||
		((status === 301 || status === 302) && request.method === 'POST');
	if (!toGet) return {...request, url: target.href};
	const headers = Object.fromEntries(
		Object.entries(request.headers).filter(([name]) => !name.startsWith('content-')),
	);
	return {...request, url: target.href, method: 'GET', headers, body: undefined};
};
