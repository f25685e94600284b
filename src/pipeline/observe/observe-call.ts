import {isError} from '../../errors/read-field.ts';
import {type Redact, redactor} from '../../errors/redact.ts';
import {safeCause} from '../../errors/safe-cause.ts';
import type {ApiRequest} from '../../request/api-request.ts';
import {secretsOf} from '../../request/credentials.ts';
import type {ObservedCall} from '../../request/observed.ts';
import type {Clock} from '../clock.ts';
import type {Middleware} from '../middleware.ts';
import type {Emitter} from './emitter.ts';
import type {CallEndEvent} from './events.ts';

/** What the end of a call tells besides its time. */
export type Ending = Omit<CallEndEvent, 'type' | 'at' | 'call' | 'durationMs'>;

/** The dependencies of {@link observeCall}. */
export type ObserveCallOptions<Out> = {
	readonly emitter: Emitter;
	readonly clock: Clock;
	/** Returns the tokens that the client used recently. */
	readonly secrets: () => readonly string[];
	/** Describes how the call ended. */
	readonly describe: (outcome: Out) => Ending;
};

/** The end of a call whose promise rejects: a mistake in its options, or an exception of a middleware. */
const rejected = (error: string): Ending => ({
	kind: 'rejected',
	ok: false,
	status: undefined,
	cache: 'none',
	attempts: 0,
	notRetried: undefined,
	requestId: undefined,
	error,
});

/* Through a copy, because what middleware throws can be a proxy, or have getters that throw. */
const describeThrown = (error: unknown, redact: Redact): string => {
	const cause = isError(error) ? safeCause(error, redact) : undefined;
	return cause === undefined ? `a thrown ${typeof error}` : `${cause.name}: ${cause.message}`;
};

/* Unique in a fleet. Not at the start, because workers forbid random numbers there. */
let prefix: string | undefined;
let calls = 0;

const nextId = (): string => {
	prefix ??= crypto.randomUUID();
	calls += 1;
	return `${prefix}-${calls}`;
};

/**
 * Tells the observers that a call starts and ends, and runs it within their contexts. The outermost stage. A call
 * without observers costs one check. `next` must not throw, but reject.
 */
export const observeCall =
	<Out>({emitter, clock, secrets, describe}: ObserveCallOptions<Out>): Middleware<Out> =>
	(next) => {
		const redactOf = (request: ApiRequest) => redactor(secretsOf(request, secrets()));

		const send = (request: ApiRequest, call: ObservedCall): Promise<Out> => {
			const observed = {...request, observed: {call, attempt: 1, redirects: 0}};
			if (!emitter.hasContexts) return next(observed);
			return emitter.run({call, attempt: undefined, url: undefined}, () => next(observed));
		};

		const observe = async (request: ApiRequest): Promise<Out> => {
			const {method, template} = request;
			const call = Object.freeze({id: nextId(), method, template: redactOf(request)(template)});
			const startedAt = clock.elapsed();
			const end = (ending: Ending) => {
				const durationMs = clock.elapsed() - startedAt;
				const {kind, ok, status, cache, attempts, notRetried, requestId, error} = ending;
				/* Field by field, because a spread that does not come first is slow. */
				emitter.emit({
					type: 'call-end',
					at: clock.now(),
					call,
					kind,
					ok,
					status,
					cache,
					durationMs,
					attempts,
					notRetried,
					requestId,
					/* That of a reply of middleware may contain anything. */
					error: error && redactOf(request)(error),
				});
			};
			emitter.emit({type: 'call-start', at: clock.now(), call});
			let outcome: Out;
			try {
				outcome = await send(request, call);
			} catch (error) {
				end(rejected(describeThrown(error, redactOf(request))));
				throw error;
			}
			end(describe(outcome));
			return outcome;
		};
		return (request) => (emitter.isObserved() ? observe(request) : next(request));
	};
