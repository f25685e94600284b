import type {AwinResult, Success, SuccessKind} from '../result/result.ts';
import type {StatusOf, UndocumentedStatus} from '../status.ts';
import {type CallContext, callEndpoint} from './call.ts';
import type {EndpointOptions} from './endpoint-options.ts';
import type {AnyEndpoint, Endpoint} from './endpoint.ts';
import type {FeedOptions, FeedRows} from './feeds/open-rows.ts';
import type {RefusedResult} from './refused.ts';

/** A result whose errors of a 400 and a 406 have further fields, if the endpoint has some. */
type WithFields<Result, Fields> = unknown extends Fields
	? Result
	: Result extends {readonly kind: 'bad-request' | 'not-acceptable'}
		? Result & {
				/** The error, with the further fields of the endpoint. */
				readonly error: Fields;
			}
		: Result;

/** A 2xx that the endpoint is not known to answer with. It is one only with data that the reader accepts. */
type OtherSuccess<Data> =
	| Success<'created', StatusOf['created'], Data, {location: string | undefined}>
	| Success<
			'accepted',
			StatusOf['accepted'],
			Data,
			{location: string | undefined; retryAfterMs: number | undefined}
	  >
	| Success<'undocumented', UndocumentedStatus, Data>;

/**
 * The result of an endpoint. `refused` is in it only if the endpoint can refuse a request with the status of a
 * success. A success has data, unless the endpoint has kinds that may have none.
 */
export type EndpointResult<
	Data,
	Kinds extends SuccessKind = SuccessKind,
	Refuses extends boolean = false,
	Fields = unknown,
> =
	| WithFields<AwinResult<Data, Kinds>, Fields>
	| OtherSuccess<Data>
	| (Refuses extends true ? RefusedResult : never);

/** The options of an endpoint. Those of feeds have more. */
type OptionsFor<Data> = [Data] extends [FeedRows<unknown>]
	? EndpointOptions & FeedOptions
	: EndpointOptions;

/**
 * The method of an endpoint: the arguments of the declaration, and the options of the call. It resolves with a result,
 * even if the call fails.
 *
 * @throws TypeError if a parameter or an option is missing, unknown or invalid, and what middleware throws. The promise
 * rejects with it.
 * @example
 * ```ts
 * const result = await awin.publisher(45628).transactions.list({
 * 	startDate: '2026-01-01T00:00:00',
 * 	endDate: '2026-01-31T23:59:59',
 * });
 * if (result.ok) console.log(result.data.length);
 * else console.log(result.error.hint);
 * ```
 */
export type EndpointMethod<Declaration> =
	Declaration extends Endpoint<
		infer _Params,
		infer Data,
		infer Kinds,
		infer Refuses,
		infer Fields,
		infer Args
	>
		? (
				...args: [...Args, options?: OptionsFor<Data> | undefined]
			) => Promise<EndpointResult<Data, Kinds, Refuses, Fields>>
		: never;

/** The methods of a tree of declarations. */
export type Bound<Tree> = {
	readonly [Name in keyof Tree]: Tree[Name] extends {readonly read: unknown}
		? EndpointMethod<Tree[Name]>
		: Bound<Tree[Name]>;
};

/** A tree of declarations, such as that of a publisher. */
export type EndpointTree = {readonly [name: string]: AnyEndpoint | EndpointTree};

/** Whether a node of a tree is a declaration. */
export const isEndpoint = (node: AnyEndpoint | EndpointTree): node is AnyEndpoint =>
	typeof node['read'] === 'function';

/** Creates the methods of a tree of declarations for one account. They do not use `this`. */
export function bind<Tree extends EndpointTree>(context: CallContext, tree: Tree): Bound<Tree>;
export function bind(context: CallContext, tree: EndpointTree): object {
	return Object.fromEntries(
		Object.entries(tree).map(([name, node]) => [
			name,
			isEndpoint(node) ? method(context, node) : bind(context, node),
		]),
	);
}

const method =
	(context: CallContext, declaration: AnyEndpoint) =>
	async (...args: readonly unknown[]): Promise<unknown> => {
		const {toParams} = declaration;
		const count = toParams?.length ?? 1;
		const params = toParams === undefined ? args[0] : toParams(...args.slice(0, count));
		return callEndpoint(declaration, context, params, args[count]);
	};

/** A tree of functions, such as the methods of a publisher. */
type Methods = {readonly [group: string]: object};

/** Adds methods to the groups of a tree. Groups of the same name get the methods of both. */
export function extend<Tree extends Methods, More extends Methods>(
	tree: Tree,
	more: More,
): Tree & More;
export function extend(tree: Methods, more: Methods): Methods {
	const added = Object.entries(more).map(([name, group]) => [name, {...tree[name], ...group}]);
	return {...tree, ...Object.fromEntries(added)};
}
