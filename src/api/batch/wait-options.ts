import type {AwinError} from '../../errors/awin-error.ts';
import {checkFunction, checkNumber} from '../../errors/invalid-option.ts';
import {checkSignal} from '../../request/build-request.ts';
import {type EndpointOptions, readEndpointOptions} from '../endpoint-options.ts';
import type {ValidationReport} from '../rows/validation.ts';

/** What `onProgress` of `validations.wait` is called with, after each poll that does not end the wait. */
export type JobProgress = {
	/** The job as Awin reports it; `undefined` if the poll failed. */
	readonly job: ValidationReport | undefined;
	/** Why the poll failed; `undefined` if it did not. */
	readonly error: AwinError | undefined;
	/** The number of polls so far. */
	readonly polls: number;
	/** The time since the start of the wait, in milliseconds. */
	readonly elapsedMs: number;
	/** The pause before the next poll, in milliseconds. The wait for a slot of the quota adds to it. */
	readonly pauseMs: number;
};

/** The options of `validations.wait`: those of each poll, and its own. */
export type ValidationsWaitOptions = Omit<EndpointOptions, 'deadlineMs' | 'cache'> & {
	/**
	 * The longest wait, in milliseconds, whatever it is spent on. When it has passed, the result is of the kind `timeout`;
	 * the job goes on, and you can wait for it again. `Infinity` sets no limit.
	 *
	 * @default 3_600_000, an hour
	 */
	readonly deadlineMs?: number | undefined;
	/**
	 * The pause before the second poll, in milliseconds. Each pause is twice the one before, up to a minute.
	 *
	 * @default 5_000
	 */
	readonly pollMs?: number | undefined;
	/** Called after each poll that does not end the wait. An exception is reported on the console. */
	readonly onProgress?: ((progress: JobProgress) => unknown) | undefined;
};

/**
 * Checks the options of a wait, and fills in the defaults.
 *
 * @throws TypeError if one is invalid.
 */
export const readWaitOptions = (options: ValidationsWaitOptions | undefined) => {
	const {
		deadlineMs = 3_600_000,
		pollMs = 5_000,
		onProgress,
		signal,
		...call
	} = readEndpointOptions(options, ['pollMs', 'onProgress']);
	checkNumber('deadlineMs', deadlineMs, {min: 1});
	checkNumber('pollMs', pollMs, {min: 1});
	checkFunction('onProgress', onProgress);
	checkSignal(signal);
	return {deadlineMs, pollMs, onProgress, signal, call};
};
