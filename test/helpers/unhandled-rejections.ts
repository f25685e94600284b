import {onTestFinished} from 'vitest';

/** Notes what is rejected without a handler for the length of one test. In a program, each would end the process. */
export const unhandledRejections = (): readonly unknown[] => {
	const reasons: unknown[] = [];
	const note = (reason: unknown) => reasons.push(reason);
	process.on('unhandledRejection', note);
	onTestFinished(() => void process.off('unhandledRejection', note));
	return reasons;
};
