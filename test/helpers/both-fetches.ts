import type {AwinClientOptions} from 'awin-sdk';
import {connect} from './connect.ts';

/** Calls `fetch` with any arguments, as from a caller without types. */
export type AnyFetch = (...args: readonly unknown[]) => Promise<Response>;

const untyped =
	(send: typeof fetch): AnyFetch =>
	async (...args) =>
		Reflect.apply(send, undefined, args);

/** The native `fetch`, and that of a client without features. */
export const bothFetches = (baseUrl: string, options: Partial<AwinClientOptions> = {}) => ({
	native: untyped(globalThis.fetch),
	ours: untyped(connect(baseUrl, options).fetch),
});

/** Runs a function with the native `fetch` and with that of a client, and returns both outcomes. */
export const compare = async <T>(
	baseUrl: string,
	run: (send: AnyFetch) => Promise<T>,
	options: Partial<AwinClientOptions> = {},
): Promise<{readonly native: T; readonly ours: T}> => {
	const {native, ours} = bothFetches(baseUrl, options);
	return {native: await run(native), ours: await run(ours)};
};

/** The class of the error that a promise rejects with, or `resolved`. */
export const classOfError = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'resolved',
		(error: unknown) => (error instanceof Error ? error.name : typeof error),
	);
