import {kindOfValue} from '../errors/invalid-option.ts';
import type {AwinResult} from './result.ts';

/** The type of `data` in the successful variants of a result. */
type DataOf<R> = R extends {readonly ok: true; readonly data: infer Data} ? Data : never;

/**
 * Returns the data of a successful result. Given the promise of a result, it returns the promise of the data.
 *
 * @throws The error of a failed result. If the caller aborted the call, the reason of the caller's signal. A
 * TypeError for anything that is not a result.
 * @example
 * ```ts
 * import {createAwinClient, unwrap} from 'awin-sdk';
 *
 * const awin = createAwinClient({token: 'token'});
 * const accounts = await unwrap(awin.get<{userId: number}>('/accounts'));
 * ```
 */
export function unwrap<R extends AwinResult>(result: R): DataOf<R>;
export function unwrap<R extends AwinResult>(result: Promise<R>): Promise<DataOf<R>>;
export function unwrap(result: AwinResult | Promise<AwinResult>): unknown {
	if (result instanceof Promise) return result.then((settled) => unwrap(settled));
	if (typeof result !== 'object' || result === null || typeof result.ok !== 'boolean') {
		throw new TypeError(
			`\`unwrap\` takes a result or its promise, but got ${kindOfValue(result)}.`,
		);
	}
	if (result.ok) return result.data;
	/* A reason of `null` or `undefined` would tell the catcher nothing. */
	throw (result.kind === 'aborted' ? result.error.cause : undefined) ?? result.error;
}
