import {kindOfValue} from '../errors/invalid-option.ts';
import type {AwinError} from '../errors/awin-error.ts';
import type {AwinResult, Failed} from './result.ts';

/** A result of a call, or of an endpoint that has a kind of its own. */
export type AnyResult = AwinResult | Failed<string, number | undefined, AwinError>;

/** The type of `data` in the successful variants of a result. */
export type DataOf<R> = R extends {readonly ok: true; readonly data: infer Data} ? Data : never;

/**
 * Passes a result to `use`, or the result of a promise as soon as it settles.
 *
 * @throws TypeError for anything that is not a result. `caller` is the name of the function to show.
 */
export const withResult = (
	caller: string,
	result: AnyResult | Promise<AnyResult>,
	use: (result: AnyResult) => unknown,
): unknown => {
	if (result instanceof Promise) return result.then((settled) => withResult(caller, settled, use));
	if (typeof result === 'object' && result !== null && typeof result.ok === 'boolean') {
		return use(result);
	}
	throw new TypeError(
		`\`${caller}\` takes a result or its promise, but got ${kindOfValue(result)}.`,
	);
};

/** Returns the data of a success, or throws the error of a failure. */
export const dataOf = (result: AnyResult): unknown => {
	if (result.ok) return result.data;
	/* A reason of `null` or `undefined` would tell the catcher nothing. */
	throw (result.kind === 'aborted' ? result.error.cause : undefined) ?? result.error;
};

/**
 * Returns the data of a successful result, which is `undefined` for a success without a body. Given the promise of
 * a result, it returns the promise of the data. `expectData` never returns `undefined`.
 *
 * @throws AwinError if the result is a failure: the subclass in its `error`.
 * @throws The reason of the caller's signal if that aborted the call: an `AbortError`, unless you gave another.
 * @throws TypeError for anything that is not a result.
 * @example
 * ```ts
 * import {createAwinClient, unwrap} from 'awin-sdk';
 *
 * const awin = createAwinClient({token: 'token'});
 * const accounts = await unwrap(awin.get<{userId: number}>('/accounts'));
 * ```
 */
export function unwrap<R extends AnyResult>(result: R): DataOf<R>;
export function unwrap<R extends AnyResult>(result: Promise<R>): Promise<DataOf<R>>;
export function unwrap(result: AnyResult | Promise<AnyResult>): unknown {
	return withResult('unwrap', result, dataOf);
}
