import {MissingDataError, PartialSuccessError} from '../errors/success-errors.ts';
import {type AnyResult, dataOf, type DataOf, withResult} from './unwrap.ts';

/** The type of the data of a success that is complete and has some. */
type ExpectedData<R> = Exclude<DataOf<R>, undefined>;

/**
 * Returns the data of a successful result, and never `undefined`. Given the promise of a result, it returns the
 * promise of the data. Use it if only a complete success with data is good enough.
 *
 * @throws AwinError if the result is a failure: the subclass in its `error`.
 * @throws PartialSuccessError for a 206. Its `data` is that of the result.
 * @throws MissingDataError for a success without data, such as a 204.
 * @throws The reason of the caller's signal if that aborted the call: an `AbortError`, unless you gave another.
 * @throws TypeError for anything that is not a result.
 * @example
 * ```ts
 * import {createAwinClient, expectData} from 'awin-sdk';
 *
 * const awin = createAwinClient({token: 'token'});
 * const {userId} = await expectData(awin.get<{userId: number}>('/accounts'));
 * ```
 */
export function expectData<R extends AnyResult>(result: R): ExpectedData<R>;
export function expectData<R extends AnyResult>(result: Promise<R>): Promise<ExpectedData<R>>;
export function expectData(result: AnyResult | Promise<AnyResult>): unknown {
	return withResult('expectData', result, completeData);
}

const completeData = (result: AnyResult): unknown => {
	const data = dataOf(result);
	if (result.kind === 'partial') {
		const description = 'the server refused a part of the request';
		throw new PartialSuccessError({...initOf(result, description), data});
	}
	if (data === undefined) {
		const init = initOf(result, 'the success has no data');
		throw new MissingDataError({...init, status: Number(result.status)});
	}
	return data;
};

const initOf = ({status, kind, meta}: AnyResult, description: string) => {
	const {requestId, request} = meta;
	const message = `${status} ${kind}: ${request.method} ${request.template}: ${description}`;
	const hint =
		'The server reported success: look at the result before sending again what changes something.';
	return {message, description, hint, ...request, requestId, applied: 'yes' as const};
};
