import type {ObservedCall} from '../../request/observed.ts';
import type {AwinEvent} from './events.ts';

/** What {@link ContextObserver.run} runs: a whole call, or one request of an attempt. */
export type ObservedScope = {
	/** The call, as its events have it. */
	readonly call: ObservedCall;
	/** The number of the attempt; `undefined` for the whole call. */
	readonly attempt: number | undefined;
	/** The URL of the request, redacted; `undefined` for the whole call. */
	readonly url: string | undefined;
};

/** An observer that also runs calls in an async context, as tracing needs it. */
export type ContextObserver = {
	/** Is told what the client does. What it returns is ignored, a promise included. */
	readonly onEvent: (event: AwinEvent) => unknown;
	/**
	 * Runs a call or a request of an attempt, after the event of its start. It must call `proceed` before it returns, for
	 * example in `AsyncLocalStorage.run`. If it does not, or if it throws, the call goes on without it. The header fields
	 * that it passes are sent with the request, unless the request has a field of that name; those of a call are ignored.
	 */
	readonly run: (
		scope: ObservedScope,
		proceed: (headers?: Readonly<Record<string, string>>) => void,
	) => void;
};

/**
 * Is told what a client does. What it returns is ignored, a promise included. An exception is reported on the console
 * and changes no call.
 *
 * @example
 * ```ts
 * import {createAwinClient, type Observer} from 'awin-sdk';
 *
 * const observe: Observer = (event) => {
 * 	if (event.type === 'call-end') console.log(event.call.template, event.kind, event.durationMs);
 * };
 * const awin = createAwinClient({token: 'my-token', observe});
 * ```
 */
export type Observer = ((event: AwinEvent) => unknown) | ContextObserver;
