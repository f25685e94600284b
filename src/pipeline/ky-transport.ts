import ky, {isNetworkError} from 'ky';
import {ownProperties} from '../errors/invalid-option.ts';
import type {ApiRequest} from '../request/api-request.ts';
import {checkMadeBody} from '../request/body.ts';
import {isStreamed} from '../request/replayable.ts';
import {aborted, type Failure, failure, isFailure, type Reply} from '../response/reply.ts';
import type {Clock} from './clock.ts';
import {corsRefusals} from './cors-refusals.ts';
import {failedPhase} from './failed-phase.ts';
import {withUsualNames} from './header-names.ts';
import type {Handler} from './middleware.ts';
import {onAbort} from './on-abort.ts';
import {receive} from './receive.ts';
import {type RedirectMode, type RedirectModes, redirectModes} from './redirect-mode.ts';
import {openUpload, type Upload} from './upload.ts';

/** The dependencies of {@link kyTransport}. */
export type TransportOptions = {
	readonly fetch: typeof fetch;
	/** The maximum size of the body of a success, in bytes after decompression. */
	readonly maxBodyBytes: number;
	readonly clock: Clock;
};

/**
 * Creates the innermost handler of the pipeline. It sends one request through ky and reads the body of the response.
 * A body that is too large or that breaks off is an `invalid-body` failure. For an error status, the reply is then
 * an answer with an empty body, so that the status is not lost. The body of a success of a call with `as: 'stream'`
 * is not read: the answer has a `reader`.
 */
export const kyTransport = (options: TransportOptions): Handler => {
	const shared = {...redirectModes(), revalidate: corsRefusals(causeOf)};
	return async (request) => {
		const {signal} = request;
		let upload: Upload | undefined;
		let made: MadeBody | undefined;
		const notCreated = (cause: unknown) => {
			const message = 'the request body could not be created';
			return failure({kind: 'network', phase: 'connect', message, cause});
		};
		if (typeof request.body === 'function') {
			try {
				made = await request.body();
			} catch (cause) {
				return notCreated(cause);
			}
			checkMadeBody(made);
		} else made = request.body;
		try {
			/* In Fetch, each chunk of a stream is bytes. */
			const texts = request.as !== 'response' || !(made instanceof ReadableStream);
			if (isStreamed(made)) upload = openUpload(made, texts);
		} catch (cause) {
			return notCreated(cause);
		}
		const body = isStreamed(made) ? upload?.body : made;
		if (upload === undefined) return exchange(request, {body}, options, shared);
		const {stop} = upload;
		const stopListening = onAbort(signal, ({reason}) => stop(reason));
		const reply = await exchange(request, {body, upload}, options, shared);
		stopListening();
		return reply;
	};
};

/** A body that is there, not a function that makes one. */
type MadeBody = Exclude<ApiRequest['body'], (() => unknown) | undefined>;

/* The error of ky contains the request and its URL. The error that it wraps describes the problem. */
const causeOf = (error: unknown): unknown => (isNetworkError(error) ? error.cause : error);

/** What the exchanges of one client share: what they have learned of the runtime and of the servers. */
type Shared = RedirectModes & {readonly revalidate: ReturnType<typeof corsRefusals>};

/** What is sent: a body, and where it comes from if it is sent as it comes. */
type Content = {readonly body: BodyInit | undefined; readonly upload?: Upload};

const exchange = async (
	request: ApiRequest,
	{body, upload}: Content,
	{fetch, maxBodyBytes, clock}: TransportOptions,
	{modeFor, canFollow, revalidate}: Shared,
): Promise<Reply> => {
	const {signal} = request;
	const stop = () => upload?.stop();
	if (signal?.aborted) {
		upload?.stop(signal.reason);
		return aborted(signal, 'connect');
	}
	const headers = withUsualNames(request.headers);
	const send = (redirect: RedirectMode) => (asked: ApiRequest) => {
		const sent = asked === request ? headers : withUsualNames(asked.headers);
		return sendOnce(fetch, asked, {headers: sent, body, redirect});
	};
	let response: Response;
	try {
		const sent = revalidate(request, send(modeFor(request)));
		response = await (upload === undefined ? sent : unlessItFails(upload, sent));
		if (response.status === 0 && canFollow(request, response)) {
			response = await revalidate(request, send('follow'));
		}
	} catch (error) {
		stop();
		const cause = causeOf(error);
		if (upload?.hasFailed()) {
			return sourceFailed(cause);
		}
		const phase = failedPhase(cause);
		const message = phase === 'connect' ? 'no connection was made' : 'the connection broke';
		return failure({kind: 'network', phase, message, cause});
	}
	const reply = await receive(request, response, {maxBodyBytes, clock, onEnd: stop});
	return upload === undefined ? reply : withSourceFailure(reply, upload);
};

/* A `fetch` may wait for ever for a source that has failed. */
const unlessItFails = (upload: Upload, sent: Promise<Response>): Promise<Response> =>
	new Promise((resolve, reject) => {
		upload.onFailure(reject);
		sent.then(resolve, reject);
	});

/* Own, so that ky does not read polluted ones. Their types do not accept `undefined`. */
const unset: object = {onDownloadProgress: undefined, onUploadProgress: undefined};

/** The failure of a source that ended while the response came. It explains more than the broken connection. */
const withSourceFailure = (reply: Reply, upload: Upload): Reply => {
	const explain = <Part>(part: Part | Failure): Part | Failure =>
		upload.hasFailed() ? sourceFailed(upload.cause()) : part;
	if (reply.type === 'failure') return {...reply, ...explain(reply)};
	const {reader} = reply;
	if (reader === undefined) return reply;
	const read = async () => {
		const part = await reader.read();
		return isFailure(part) ? explain(part) : part;
	};
	return {...reply, reader: {...reader, read}};
};

const sourceFailed = (cause: unknown): Failure => {
	const message = 'the source of the request body failed';
	return failure({kind: 'network', phase: 'request', message, cause});
};

/** What is sent besides the method and the URL. */
type Sent = {
	readonly headers: Record<string, string>;
	readonly body: BodyInit | undefined;
	readonly redirect: RedirectMode;
};

/**
 * Makes ky call `fetch` once, with the URL and an init of ours: mocks and wrappers expect that form, and a body or
 * header fields that went through ky would be copied three times. Neither object has a
 * prototype, so that nobody reads a polluted one.
 */
const sendOnce = (
	fetch: TransportOptions['fetch'],
	{method, url, signal, as, init: handedOn}: ApiRequest,
	{headers, body, redirect}: Sent,
): Promise<Response> => {
	const init = ownProperties({
		...handedOn,
		method,
		headers,
		redirect,
		...(body !== undefined && {body}),
		/* Fetch requires it for a stream: the response is read after the whole request is sent. */
		...(body instanceof ReadableStream && {duplex: 'half'}),
		...(signal !== undefined && {signal}),
	});
	const call = async () => fetch(url, init);
	/* Fetch has checked the arguments already, and nothing that ky adds applies (docs/performance.md). */
	if (as === 'response') return call();
	const options = {
		method,
		redirect,
		fetch: call,
		hooks: {},
		retry: 0,
		throwHttpErrors: false,
		timeout: false as const,
		/* Own, so that ky does not read polluted ones. */
		json: undefined,
		prefix: '',
		totalTimeout: false as const,
	};
	return ky(url, Object.assign(ownProperties(options), unset));
};
