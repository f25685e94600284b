import type {AwinError} from '../../errors/awin-error.ts';
import {TimeoutError} from '../../errors/other-errors.ts';
import {invokeCallback} from '../../pipeline/callback.ts';
import {sleep} from '../../pipeline/clock.ts';
import {onAbort} from '../../pipeline/on-abort.ts';
import {commonFields, failed} from '../../result/failed.ts';
import {validationsGet} from '../advertiser/validations-get.ts';
import {bind, type EndpointMethod} from '../bind.ts';
import type {BatchContext} from './send-all.ts';
import {readWaitOptions, type ValidationsWaitOptions} from './wait-options.ts';

/** The result of `validations.wait`. */
export type ValidationsWaitResult = Awaited<ReturnType<EndpointMethod<typeof validationsGet>>>;

/** The wait for the jobs of `validations`. */
export type ValidationJobs = {
	/**
	 * Waits until a job is done, and returns its report: `failedTransactions` and, apart from them, `unchanged`, which
	 * were in that state already.
	 *
	 * It polls at once, and then after growing pauses. A job with any other status than `DONE` is taken for one that
	 * still runs. A poll that fails temporarily, such as with a 503, does not end the wait; any other failure is the
	 * result. The id is all the state there is: after a crash, wait again.
	 *
	 * @throws TypeError if the id or an option is invalid. The promise rejects with it.
	 * @example
	 * ```ts
	 * import {createAwinClient} from 'awin-sdk';
	 *
	 * const awin = createAwinClient({token: process.env.AWIN_TOKEN});
	 * const {validations} = awin.advertiser(2001);
	 * const report = await validations.wait('5cb8290460b59a6e7ae22d0b', {deadlineMs: 600_000});
	 * if (report.ok) console.log(report.data.failedTransactions);
	 * ```
	 */
	readonly wait: (
		jobId: string,
		options?: ValidationsWaitOptions,
	) => Promise<ValidationsWaitResult>;
};

const maxPauseMs = 60_000;

/* The type of a status is what Awin says, not what a server sends. */
const isDone = ({status}: {readonly status: unknown}): boolean =>
	typeof status === 'string' && status.trim().toUpperCase() === 'DONE';

const isFinal = (result: ValidationsWaitResult): boolean =>
	result.ok ? isDone(result.data) : !result.error.retryable;

const timedOut = (
	result: ValidationsWaitResult,
	deadlineMs: number,
	cause: AwinError | undefined,
): ValidationsWaitResult => {
	const description = `the job was not done within ${deadlineMs} ms (\`deadlineMs\`)`;
	const init = {
		...commonFields(result, 'timeout', description),
		description,
		hint: 'The job goes on: wait for it again, or raise `deadlineMs`.',
		cause,
		applied: 'no',
	} as const;
	return failed(new TimeoutError(init), result);
};

/** Creates the wait for the jobs of an advertiser. */
export const validationJobs = (context: BatchContext): ValidationJobs => {
	const {clock} = context;
	const {get} = bind(context, {get: validationsGet});
	const wait: ValidationJobs['wait'] = async (jobId, options) => {
		const {deadlineMs, pollMs, onProgress, signal, call} = readWaitOptions(options);
		const startedAt = clock.elapsed();
		const stop = new AbortController();
		if (signal?.aborted) stop.abort(signal.reason);
		const stopListening = onAbort(signal, ({reason}) => stop.abort(reason));
		const deadline = new DOMException('`deadlineMs` has passed', 'TimeoutError');
		const cancelTimer = clock.after(deadlineMs, () => stop.abort(deadline));
		let nextPauseMs = pollMs;
		let error: AwinError | undefined;
		try {
			for (let polls = 1; ; polls += 1) {
				const pollOptions = {...call, cache: false, signal: stop.signal} as const;
				const result = await get(jobId, {output: 'errors'}, pollOptions);
				if (result.kind === 'aborted' && stop.signal.reason === deadline) {
					return timedOut(result, deadlineMs, error);
				}
				if (isFinal(result)) return result;
				({error} = result);
				const untilRetryMs = (error?.retryAt?.getTime() ?? 0) - clock.now();
				const pauseMs = Math.max(nextPauseMs, untilRetryMs);
				const elapsedMs = clock.elapsed() - startedAt;
				if (onProgress !== undefined) {
					const progress = {job: result.data, error, polls, elapsedMs, pauseMs};
					invokeCallback('onProgress', onProgress, progress);
				}
				await sleep(clock, pauseMs, stop.signal);
				nextPauseMs = Math.max(pollMs, Math.min(2 * nextPauseMs, maxPauseMs));
			}
		} finally {
			cancelTimer();
			stopListening();
		}
	};
	return {wait};
};
