import type {Clock} from '../pipeline/clock.ts';
import type {Handler, Middleware} from '../pipeline/middleware.ts';
import {totalTimeout} from '../pipeline/total-timeout.ts';
import {closeUnopened} from '../pipeline/upload.ts';
import type {RequestDefaults} from '../request/build-request.ts';
import {fromBodyInit} from '../request/fetch-body.ts';
import {isStreamed} from '../request/replayable.ts';
import {bodyStream} from '../response/body-stream.ts';
import type {Failure} from '../response/reply.ts';
import type {AwinResult} from '../result/result.ts';
import {withBody} from './body.ts';
import {toApiRequest, toRequest} from './request.ts';
import {toResponse} from './response.ts';

/** The dependencies of {@link createFetch}. */
export type FetchOptions = {
	readonly pipeline: Handler;
	readonly defaults: RequestDefaults;
	/** Turns a reply into a result. Used to create the error of a call that failed without a response. */
	readonly interpret: (pipeline: Handler) => Handler<AwinResult>;
	/** Tells the observers of the client that a call starts and ends. */
	readonly observe: Middleware;
	/** The maximum size of the body of a request, in bytes. */
	readonly maxBodyBytes: number;
	readonly clock: Clock;
};

/**
 * Creates a `fetch` that uses the pipeline. It takes the arguments of `fetch` and resolves with a standard `Response`
 * for any status. Like `fetch`, it rejects with the reason of an abort, or with a `TypeError` if no response came. The
 * `cause` of the `TypeError` is the typed error. The body of the response arrives as it comes, except that of an error
 * and that of a GET that uses the cache. If it breaks, it ends with such a `TypeError`, too.
 */
export const createFetch =
	({pipeline, defaults, interpret, observe, maxBodyBytes, clock}: FetchOptions): typeof fetch =>
	async (input, init) => {
		/* As in Fetch, `signal: null` removes the signal of a Request. */
		const inputSignal = input instanceof Request ? input.signal : undefined;
		const signal = (init?.signal === undefined ? inputSignal : init.signal) ?? undefined;
		if (signal?.aborted) {
			if (isStreamed(init?.body)) closeUnopened(init.body, signal.reason);
			throw signal.reason;
		}
		const fetchRequest = toRequest(input, init, defaults);
		const apiRequest = toApiRequest(fetchRequest, signal, defaults);
		const toError = async (failed: Failure, message: string): Promise<unknown> => {
			/* As in Fetch, the reason itself, even if it is `null`. */
			if (failed.kind === 'aborted' && failed.cause !== undefined) return failed.cause;
			const {error} = await interpret(async () => failed)(apiRequest);
			return new TypeError(message, {cause: error});
		};
		const ownBody = init?.body ?? undefined;
		const request =
			ownBody === undefined ? apiRequest : {...apiRequest, body: fromBodyInit(ownBody)};
		/* The body of a `Request` is a stream, so it is read here to be sent at every attempt. */
		const unread = ownBody === undefined ? fetchRequest.body : null;
		const readAndSend =
			(stream: NonNullable<Request['body']>): Handler =>
			async (limited) => {
				const read = await withBody(limited, stream, maxBodyBytes, clock);
				/* The limit includes the time of the body, so the pipeline must not start another one. */
				return read.failure !== undefined
					? read.failure
					: pipeline({...read.request, totalTimeoutMs: Infinity});
			};
		const send = unread === null ? pipeline : totalTimeout({clock})(readAndSend(unread));
		const reply = await observe(send)(request);
		if (reply.type === 'failure') throw await toError(reply, 'fetch failed');
		const stream =
			reply.reader && bodyStream(reply.reader, (failed) => toError(failed, 'terminated'));
		return toResponse(reply, stream);
	};
