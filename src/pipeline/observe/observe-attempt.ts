import {redactor} from '../../errors/redact.ts';
import type {ApiRequest} from '../../request/api-request.ts';
import {collectedSecretsOf, secretsOf} from '../../request/credentials.ts';
import type {Clock} from '../clock.ts';
import type {Middleware} from '../middleware.ts';
import type {Emitter} from './emitter.ts';

/** The dependencies of {@link observeAttempt}. */
export type ObserveAttemptOptions = {
	readonly emitter: Emitter;
	readonly clock: Clock;
	/** Returns the tokens that the client used recently. */
	readonly secrets: () => readonly string[];
};

/**
 * Tells the observers that an attempt starts, and sends its requests within their contexts, with their header fields. It
 * runs inside the quota, so that the attempt begins after its wait; `retry` tells its end.
 */
export const observeAttempt =
	({emitter, clock, secrets}: ObserveAttemptOptions): Middleware =>
	(next) =>
	(request) => {
		const {observed, signal} = request;
		/* An attempt whose call was aborted does not begin. */
		if (observed === undefined || signal?.aborted) return next(request);
		const {call, attempt: number, redirects} = observed;
		/* The URL of a redirect can contain credentials that the request did not. */
		const known = redirects === 0 ? collectedSecretsOf : secretsOf;
		const url = redactor(known(request, secrets()))(request.url);
		if (redirects === 0) {
			emitter.emit({type: 'attempt-start', at: clock.now(), call, number, url});
		}
		const send = (own: ApiRequest) => {
			/* An observer aborted the call just now. `retry` tells no end, because nothing is sent. */
			if (redirects === 0 && signal?.aborted) {
				emitter.emit({
					type: 'attempt-end',
					at: clock.now(),
					call,
					number,
					status: undefined,
					error: 'aborted',
					durationMs: 0,
					waitedMs: 0,
					waitedFor: [],
				});
			}
			return next(own);
		};
		if (!emitter.hasContexts) return send(request);
		return emitter.run({call, attempt: number, url}, (fields) =>
			send({...request, headers: {...fields, ...request.headers}}),
		);
	};
