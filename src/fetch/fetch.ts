import type {Clock} from '../pipeline/clock.ts';
import type {Handler, Middleware} from '../pipeline/middleware.ts';
import {closeUnopened} from '../pipeline/upload.ts';
import type {RequestDefaults} from '../request/build-request.ts';
import {isStreamed} from '../request/replayable.ts';
import {cancelRest} from '../response/chunks.ts';
import {readWhole} from '../response/peek.ts';
import {type Answer, type Failure, failure, type Reply} from '../response/reply.ts';
import type {AwinResult} from '../result/result.ts';
import {statusOf} from '../status.ts';
import {abortableStream} from './abortable-stream.ts';
import type {BodyError} from './body-error.ts';
import {readInit} from './init.ts';
import {matchesIntegrity} from './integrity.ts';
import {type FetchCall, fetchCallReader} from './request.ts';
import {bodyOf} from './request-body.ts';
import {toResponse} from './response.ts';

/** The dependencies of {@link createFetch}. */
export type FetchOptions = {
	readonly pipeline: Handler;
	readonly defaults: RequestDefaults;
	/** Turns a reply into a result. Used to create the error of a call that failed without a response. */
	readonly interpret: (pipeline: Handler) => Handler<AwinResult>;
	/** Tells the observers of the client that a call starts and ends. */
	readonly observe: Middleware;
	readonly clock: Clock;
};

/** Closes the body of a call that was aborted before it began, as Fetch does. */
const cancelBody = ({request: {body}, source}: FetchCall, reason: unknown): void => {
	if (isStreamed(body)) closeUnopened(body, reason);
	if (source?.body) cancelRest(source.body.getReader(), reason);
};

const noMatch = (): Failure =>
	failure({kind: 'network', phase: 'done', message: 'the body does not match `integrity`'});

/** Reads a body in full, and checks it. */
const verified = async (reply: Answer, integrity: string): Promise<Reply> => {
	const body = reply.reader === undefined ? reply.body : await readWhole(reply.reader);
	if ('type' in body) return body;
	return (await matchesIntegrity(body, integrity))
		? {...reply, body, reader: undefined}
		: noMatch();
};

/** Fetch has no response for `only-if-cached` with nothing stored, where RFC 9111 has a 504. */
const isOnlyMissing = ({init}: FetchCall['request'], {status, attempts}: Answer): boolean =>
	init?.['cache'] === 'only-if-cached' &&
	status === statusOf['gateway-timeout'] &&
	attempts.length === 0;

const nothingStored = (): Failure =>
	failure({kind: 'network', phase: 'connect', message: 'no stored response can be used'});

/**
 * Creates a `fetch` that uses the pipeline. It takes the arguments of `fetch` and resolves with a standard `Response`
 * for any status. Like `fetch`, it rejects with the reason of an abort, or with a `TypeError` if no response came. The
 * `cause` of the `TypeError` is the typed error. The body of the response arrives as it comes. If it breaks, it ends
 * with such a `TypeError`, too.
 */
export const createFetch = ({
	pipeline,
	defaults,
	interpret,
	observe,
	clock,
}: FetchOptions): typeof fetch => {
	const toCall = fetchCallReader(defaults);
	const send = async (call: FetchCall): Promise<Reply> => {
		const {source, integrity} = call;
		let {request} = call;
		if (source !== undefined) {
			const startedAt = clock.elapsed();
			try {
				request = {...request, body: await bodyOf(source, clock)};
			} catch (cause) {
				const message = 'the source of the request body failed';
				return failure({kind: 'network', phase: 'connect', message, cause});
			}
			const leftOf = (ms: number) => Math.max(0, ms - (clock.elapsed() - startedAt));
			const {deadlineMs, totalTimeoutMs} = request;
			request = {
				...request,
				deadlineMs: leftOf(deadlineMs),
				totalTimeoutMs: leftOf(totalTimeoutMs),
			};
		}
		const reply = await pipeline(request);
		if (reply.type === 'failure') return reply;
		if (isOnlyMissing(request, reply)) return nothingStored();
		return integrity === '' ? reply : verified(reply, integrity);
	};

	const run = async (input: RequestInfo | URL, init: RequestInit | undefined) => {
		if (input === undefined) {
			throw new TypeError('`client.fetch` needs an argument: a URL or a `Request`.');
		}
		const call = toCall(input, readInit(init));
		const {signal} = call.request;
		if (signal?.aborted) {
			cancelBody(call, signal.reason);
			throw signal.reason;
		}
		const toError = async (failed: Failure, message: string): Promise<unknown> => {
			/* As in Fetch, the reason itself, even if it is `null`. */
			if (failed.kind === 'aborted' && failed.cause !== undefined) return failed.cause;
			const {error} = await interpret(async () => failed)(call.request);
			return new TypeError(message, {cause: error});
		};
		const reply = await observe((request) => send({...call, request}))(call.request);
		if (reply.type === 'failure') throw await toError(reply, 'fetch failed');
		let broken: BodyError | undefined;
		const breakWith = async (failed: Failure): Promise<unknown> => {
			const error = await toError(failed, 'terminated');
			broken = {error};
			return error;
		};
		const stream = reply.reader && abortableStream(reply.reader, signal, breakWith);
		const errorOf = () => (signal?.aborted ? {error: signal.reason} : broken);
		return toResponse(reply, call.request.method, stream, errorOf);
	};

	/* In an object, so that its name and its length are those of `fetch`, however the code is bundled. */
	const named = {
		fetch: async (input: RequestInfo | URL, ...[init]: [init?: RequestInit]) => run(input, init),
	};
	return named.fetch;
};
