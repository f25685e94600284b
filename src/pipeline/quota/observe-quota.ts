import {redactor} from '../../errors/redact.ts';
import {safeCause} from '../../errors/safe-cause.ts';
import type {ApiRequest} from '../../request/api-request.ts';
import {invokeCallback} from '../callback.ts';
import type {Clock} from '../clock.ts';
import type {Emitter} from '../observe/emitter.ts';
import type {AcquireResult, QuotaLimiter, QuotaState, QuotaWait} from './types.ts';

/** The dependencies of {@link observeQuota}. */
export type ObserveQuotaOptions = {
	readonly limiter: QuotaLimiter;
	readonly clock: Clock;
	readonly emitter: Emitter;
	/** Returns the tokens that the client used recently. */
	readonly secrets: () => readonly string[];
	/** `onQuotaWait` of the client. */
	readonly onWait: ((wait: QuotaWait) => unknown) | undefined;
};

/** Tells the observers what the quota decides. */
export type QuotaObservers = {
	/** What the limiter calls when a call has to wait; `undefined` if nobody wants to know. */
	readonly onWaitOf: (request: ApiRequest) => ((wait: QuotaWait) => void) | undefined;
	readonly onBackendFailure: (cause: unknown) => void;
	readonly decided: (request: ApiRequest, result: AcquireResult) => void;
	readonly paused: (request: ApiRequest, until: number) => void;
};

const unknownState = {used: 0, remaining: 0, queued: 0};

/** Creates what tells the observers of a client about its quota. */
export const observeQuota = (options: ObserveQuotaOptions): QuotaObservers => {
	const {limiter, clock, emitter, secrets, onWait} = options;

	/* A limiter of the user's can throw. */
	const stateOf = (key: string): Pick<QuotaState, 'used' | 'remaining' | 'queued'> => {
		try {
			const {used, remaining, queued} = limiter.state(key);
			return {used, remaining, queued};
		} catch {
			return unknownState;
		}
	};

	const tellWait = ({observed}: ApiRequest, wait: QuotaWait): void => {
		if (onWait !== undefined) invokeCallback('onQuotaWait', onWait, wait);
		if (observed === undefined) return;
		const {waitMs, queued} = wait;
		const {call} = observed;
		emitter.emit({type: 'quota-wait', at: clock.now(), call, waitMs, queued});
	};

	return {
		onWaitOf: (request) => {
			if (onWait === undefined && request.observed === undefined) return undefined;
			/*
			 * A promise, so that the callbacks run in the async context of the call, although the limiter may find out in that
			 * of another one, and in a microtask of their own, so that a callback that makes calls finds this one settled.
			 */
			let notify: ((wait: QuotaWait) => void) | undefined;
			const notified = new Promise<QuotaWait>((resolve) => {
				notify = resolve;
			});
			void notified.then((wait) => tellWait(request, wait));
			return notify;
		},
		onBackendFailure: (cause) => {
			if (!emitter.isObserved()) return;
			const error = safeCause(cause, redactor(secrets()));
			const message = `the shared quota is unavailable: ${error?.message ?? 'no reason is known'}`;
			emitter.emit({type: 'store-failure', at: clock.now(), store: 'quota', message});
		},
		decided: ({observed, credentialDigest}, {type: outcome, waitedMs}) => {
			if (observed === undefined) return;
			const {call} = observed;
			const state = stateOf(credentialDigest);
			emitter.emit({type: 'quota-decision', at: clock.now(), call, outcome, waitedMs, ...state});
		},
		paused: ({observed}, until) => {
			if (observed === undefined) return;
			emitter.emit({type: 'quota-pause', at: clock.now(), call: observed.call, until});
		},
	};
};
