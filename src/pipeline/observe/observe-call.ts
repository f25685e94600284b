import {redactor} from '../../errors/redact.ts';
import type {ApiRequest} from '../../request/api-request.ts';
import {secretsOf} from '../../request/credentials.ts';
import type {Clock} from '../clock.ts';
import type {Handler, Middleware} from '../middleware.ts';
import type {Emitter} from './emitter.ts';
import type {CallEndEvent, CallOutcome} from './events.ts';

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

const rejected: CallOutcome = 'rejected';

/** The end of a call whose promise rejects: a mistake in its options, or an exception of a middleware. */
const endingOf = (error: unknown): Ending => ({
	kind: rejected,
	ok: false,
	status: undefined,
	cache: 'none',
	attempts: 0,
	notRetried: undefined,
	requestId: undefined,
	error: error instanceof Error ? `${error.name}: ${error.message}` : typeof error,
});

/**
 * Tells the observers that a call starts and ends, and runs it within their contexts. The outermost stage. A call
 * without observers costs one check.
 */
export const observeCall =
	<Out>({emitter, clock, secrets, describe}: ObserveCallOptions<Out>): Middleware<Out> =>
	(next) => {
		const observe = async (request: ApiRequest): Promise<Out> => {
			const redact = () => redactor(secretsOf(request, secrets()));
			const {method, template} = request;
			const call = Object.freeze({id: crypto.randomUUID(), method, template: redact()(template)});
			const startedAt = clock.elapsed();
			const end = (ending: Ending) => {
				const durationMs = clock.elapsed() - startedAt;
				emitter.emit({type: 'call-end', at: clock.now(), call, durationMs, ...ending});
			};
			emitter.emit({type: 'call-start', at: clock.now(), call});
			const send: Handler<Out> = async (observed) => next(observed);
			try {
				const outcome = await emitter.run({call, attempt: undefined, url: undefined}, () =>
					send({...request, observed: {call, attempt: 0, redirects: 0}}),
				);
				end(describe(outcome));
				return outcome;
			} catch (error) {
				const ending = endingOf(error);
				end({...ending, error: redact()(String(ending.error))});
				throw error;
			}
		};
		return (request) => (emitter.isObserved() ? observe(request) : next(request));
	};
