import type {Attributes} from '@opentelemetry/api';
import type {ObservedCall} from '../request/observed.ts';

/*
 * The names of the stable semantic conventions for HTTP clients, and `url.template`, written out because their package
 * would be a dependency for a few texts. A test compares them with it.
 */
export const names = {
	errorType: 'error.type',
	method: 'http.request.method',
	originalMethod: 'http.request.method_original',
	resendCount: 'http.request.resend_count',
	statusCode: 'http.response.status_code',
	serverAddress: 'server.address',
	serverPort: 'server.port',
	urlFull: 'url.full',
	urlTemplate: 'url.template',
	duration: 'http.client.request.duration',
} as const;

/** The names of our own. The conventions have none for these. */
export const ownNames = {
	cacheOutcome: 'awin.cache.outcome',
	callId: 'awin.call.id',
	quotaOutcome: 'awin.quota.outcome',
	reason: 'awin.reason',
	store: 'awin.store',
	waitMs: 'awin.wait_ms',
} as const;

/** The methods that the conventions know (RFC 9110, and PATCH of RFC 5789). */
const knownMethods: ReadonlySet<string> = new Set([
	'CONNECT',
	'DELETE',
	'GET',
	'HEAD',
	'OPTIONS',
	'PATCH',
	'POST',
	'PUT',
	'TRACE',
]);

/** The method and the template of a call. Any other method is `_OTHER`, so that the number of values stays small. */
export const attributesOfCall = ({method, template}: ObservedCall): Attributes => ({
	[names.method]: knownMethods.has(method) ? method : '_OTHER',
	[names.urlTemplate]: template,
});

/** The method as it is sent, if the conventions do not know it. For spans only. */
export const originalMethod = ({method}: ObservedCall): Attributes =>
	knownMethods.has(method) ? {} : {[names.originalMethod]: method};

/** The name of a span: the method and the template. */
export const nameOfSpan = ({method, template}: ObservedCall): string =>
	`${knownMethods.has(method) ? method : 'HTTP'} ${template}`;

/** The server of a URL; nothing if it is none any more, because a short token that is a part of it was redacted. */
export const attributesOfServer = (url: string): Attributes => {
	const parsed = URL.parse(url);
	if (parsed === null) return {};
	const {hostname, port, protocol} = parsed;
	return {
		[names.serverAddress]: hostname,
		[names.serverPort]: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
	};
};

/** What came of a request or a call: its status, and `error.type` if it failed. */
export const attributesOfOutcome = (
	status: number | undefined,
	failure: string | undefined,
): Attributes => {
	const isError = status !== undefined && status >= 400;
	const errorType = failure ?? (isError ? String(status) : undefined);
	return {
		...(status !== undefined && {[names.statusCode]: status}),
		...(errorType !== undefined && {[names.errorType]: errorType}),
	};
};
