import type {AwinResult, SuccessKind} from '../result/result.ts';
import {type CallContext, callEndpoint, type EndpointOptions, type RefusedResult} from './call.ts';
import type {Endpoint} from './endpoint.ts';

/** The result of an endpoint. `refused` is in it only if the endpoint can refuse with the status of a success. */
type ResultOf<Data, Kinds extends SuccessKind, Refuses> =
	| AwinResult<Data, Kinds>
	| (Refuses extends true ? RefusedResult : never);

/** The method of an endpoint. The parameters can be left out if none is required. */
export type EndpointMethod<Params, Data, Kinds extends SuccessKind, Refuses> =
	Record<never, never> extends Params
		? (params?: Params, options?: EndpointOptions) => Promise<ResultOf<Data, Kinds, Refuses>>
		: (params: Params, options?: EndpointOptions) => Promise<ResultOf<Data, Kinds, Refuses>>;

/** Creates the method of an endpoint for one account. */
export function bind<Params, Data, Kinds extends SuccessKind, Refuses extends boolean = false>(
	context: CallContext,
	declaration: Endpoint<Params, Data, Kinds> & {readonly refuses?: Refuses},
): EndpointMethod<Params, Data, Kinds, Refuses>;
export function bind<Params, Data, Kinds extends SuccessKind>(
	context: CallContext,
	declaration: Endpoint<Params, Data, Kinds>,
): (params: Params, options?: EndpointOptions) => Promise<unknown> {
	return (params, options) => callEndpoint(declaration, context, params, options);
}
