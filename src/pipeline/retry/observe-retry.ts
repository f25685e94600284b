import type {ApiRequest} from '../../request/api-request.ts';
import type {Attempt} from '../../response/reply.ts';
import type {Clock} from '../clock.ts';
import type {Emitter} from '../observe/emitter.ts';
import type {Decision} from './decide.ts';

/** An attempt that has ended, and what follows. */
export type AttemptOutcome = {
	/** Its number in this loop, starting at 1. */
	readonly number: number;
	/** Its entry in the log; `undefined` if it ended before it began. */
	readonly attempt: Attempt | undefined;
	readonly decision: Decision;
};

/** Creates what tells observers of an attempt that has ended, and of the decision whether a retry follows. */
export const observeRetry =
	(emitter: Emitter, clock: Clock) =>
	({observed}: ApiRequest, {number: inLoop, attempt, decision}: AttemptOutcome): void => {
		if (observed === undefined) return;
		const {call} = observed;
		const at = clock.now();
		const number = observed.attempt + inLoop - 1;
		if (attempt !== undefined) {
			const {status, error, durationMs, waitedMs} = attempt;
			const waitedFor = [...attempt.waitedFor];
			emitter.emit({
				type: 'attempt-end',
				at,
				call,
				number,
				status,
				error,
				durationMs,
				waitedMs,
				waitedFor,
			});
		}
		const type = 'retry-decision';
		if (decision.retry) {
			const {waitMs, waitFor: reason} = decision;
			emitter.emit({type, at, call, number, retry: true, reason, waitMs});
		} else if (decision.notRetried !== undefined) {
			const {notRetried: reason} = decision;
			emitter.emit({type, at, call, number, retry: false, reason, waitMs: undefined});
		}
	};
