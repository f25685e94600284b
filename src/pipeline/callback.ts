import {isThenable} from './thenable.ts';

/** A callback of the user: what it returns is ignored, a promise included. */
export type Callback<Argument> = (argument: Argument) => unknown;

/* Weak, so that the callbacks of a client are collected with it. */
const reported = new WeakSet<object>();

const report = (name: string, callback: object, error: unknown): void => {
	if (reported.has(callback)) return;
	reported.add(callback);
	try {
		console.error(`awin-sdk: \`${name}\` threw an exception. No call is affected.`, error);
	} catch {
		// `console.error` itself can throw.
	}
};

/**
 * Calls a callback of the user. Never throws: an exception from the callback, or a rejection of the promise that
 * it returns, is reported on the console, once for each callback function.
 *
 * @param name - The name of the option, for the report.
 */
export const invokeCallback = <Argument>(
	name: string,
	callback: Callback<Argument>,
	argument: Argument,
): void => {
	try {
		const returned = callback(argument);
		if (!isThenable(returned)) return;
		Promise.resolve(returned).catch((error: unknown) => report(name, callback, error));
	} catch (error) {
		report(name, callback, error);
	}
};
