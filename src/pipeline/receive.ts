import type {ApiRequest} from '../request/api-request.ts';
import {isSafe} from '../request/methods.ts';
import {bodyReader} from '../response/body-reader.ts';
import {nullBodyStatuses} from '../response/null-body.ts';
import {peek} from '../response/peek.ts';
import {type BodyBytes, type ReadMode, readBody} from '../response/read-body.ts';
import {answer, type BodyReader, type Failure, failure, type Reply} from '../response/reply.ts';
import {statusOf} from '../status.ts';
import type {Clock} from './clock.ts';
import {isFollowed} from './follow-redirects.ts';

/** The context of {@link receive}. */
export type ReceiveOptions = {
	readonly maxBodyBytes: number;
	readonly clock: Clock;
	/** Called when nothing more will be read of the response. */
	readonly onEnd: () => void;
};

/** How much of the body of an error is kept, in bytes. */
const maxErrorBodyBytes = 1024 * 1024;

/** Turns a response into a reply. Reads its body, unless the call asks for a stream and the response is a success. */
export const receive = async (
	request: ApiRequest,
	response: Response,
	{maxBodyBytes, clock, onEnd}: ReceiveOptions,
): Promise<Reply> => {
	if (isStream(request, response)) {
		const reader = bodyReader(response, request.maxBodyBytes ?? Infinity, onEnd);
		/* Without a body, there is nothing to read: not even the end. */
		if (reader === undefined) onEnd();
		if (reader === undefined || !isLookedInto(request, response)) {
			return toReply(request, response, {ok: true, bytes: noBytes}, reader);
		}
		const {bytes, reader: whole} = await peek(reader, maxPeekBytes);
		return toReply(request, response, {ok: true, bytes}, whole);
	}
	try {
		return await readReply(request, response, request.maxBodyBytes ?? maxBodyBytes, clock);
	} finally {
		onEnd();
	}
};

const noBytes = new Uint8Array(0);

/** How much of a 429 is looked into, in bytes. */
const maxPeekBytes = 16 * 1024;

/** Whether the body says if a retry may follow: Awin's throttle says so there, and not in the header fields. */
const isLookedInto = ({retry}: ApiRequest, {status, headers}: Response): boolean =>
	retry !== false && status === statusOf['too-many-requests'] && !headers.has('retry-after');

/** Whether the caller reads the body of the response. */
const isStream = (request: ApiRequest, response: Response): boolean =>
	(request.as === 'response' || (request.as === 'stream' && response.ok)) &&
	request.method !== 'HEAD' &&
	response.status !== 0 &&
	!isFollowed(request, response) &&
	!nullBodyStatuses.has(response.status) &&
	/* A `fetch` of the user's may have read the body. */
	response.body?.locked !== true &&
	!isFromElsewhere(request, response);

const readReply = async (
	request: ApiRequest,
	response: Response,
	maxBytes: number,
	{after}: Clock,
): Promise<Reply> => {
	const {status, headers} = response;
	if (status === 0) return withoutStatus(response);
	if (isFromElsewhere(request, response)) {
		await readBody(response, {type: 'discard'}, after);
		const message = 'a redirect led to another origin';
		return failure({kind: 'network', phase: 'done', message, status, headers});
	}
	const readMode = readModeFor(request, response, maxBytes);
	return toReply(request, response, await readBody(response, readMode, after));
};

/** The failure that stands for a response that tells nothing. */
const withoutStatus = ({type}: Response): Failure => {
	if (type === 'opaqueredirect') {
		const message = 'the browser hid a redirect, so its status and its target are unknown';
		return failure({kind: 'network', phase: 'done', message});
	}
	const message = `\`fetch\` returned a response of type \`${type}\`, which has no status`;
	return failure({kind: 'network', phase: type === 'error' ? 'request' : 'done', message});
};

/** Whether `fetch` has followed a redirect to another origin. */
const isFromElsewhere = (request: ApiRequest, {redirected, url}: Response): boolean =>
	redirected && URL.parse(url)?.origin !== new URL(request.url).origin;

const toReply = (
	request: ApiRequest,
	response: Response,
	body: BodyBytes,
	reader?: BodyReader,
): Reply => {
	const {status, statusText, headers, redirected} = response;
	const url = redirected ? response.url : request.url;
	/* The `fetch` has followed a redirect by itself, so the server may have processed the request before it. */
	const mayHaveBeenProcessed = redirected && !isSafe(request.method);
	if (body.ok || !response.ok) {
		const bytes = body.ok ? body.bytes : noBytes;
		const reply = answer({status, statusText, headers, body: bytes, url, reader});
		return redirected ? {...reply, redirected, mayHaveBeenProcessed} : reply;
	}
	const {message, cause, phase, bytes} = body;
	const fields = {phase, message, cause, status, headers, body: bytes, mayHaveBeenProcessed};
	return failure({kind: 'invalid-body', ...fields});
};

/**
 * How to read a body: the body of a success in full, the body of an error up to a limit. The bodies of HEAD and of
 * redirects that are followed are discarded.
 */
const readModeFor = (request: ApiRequest, response: Response, maxBodyBytes: number): ReadMode => {
	if (isFollowed(request, response) || request.method === 'HEAD') return {type: 'discard'};
	if (response.ok) return {type: 'full', maxBytes: maxBodyBytes};
	return {type: 'truncate', maxBytes: Math.min(maxErrorBodyBytes, maxBodyBytes)};
};
