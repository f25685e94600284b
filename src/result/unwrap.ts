import type {AwinResult} from './result.ts';

/** The data of those variants that are successes. */
type DataOf<R> = R extends {readonly ok: true; readonly data: infer Data} ? Data : never;

/**
 * Gives the data of a success, and throws the error of a failure; for a call that its caller aborted, the
 * caller's own reason.
 *
 * @example
 * ```ts
 * import {createAwinClient, unwrap} from 'awin-sdk';
 *
 * const awin = createAwinClient({token: 'token'});
 * const accounts = unwrap(await awin.get<{userId: number}>('/accounts'));
 * ```
 */
export function unwrap<R extends AwinResult>(result: R): DataOf<R>;
export function unwrap(result: AwinResult): unknown {
	if (result.ok) return result.data;
	throw result.kind === 'aborted' ? result.error.cause : result.error;
}
