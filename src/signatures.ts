import type {StandardSchemaV1} from '@standard-schema/spec';
import type {BodyForm} from './request/api-request.ts';
import type {CallOptions} from './request/call-options.ts';
import type {Method} from './request/methods.ts';
import type {PathNames, PathValue, PathValues} from './request/path-template.ts';
import type {AwinResult, SuccessKind} from './result/result.ts';

/** A validator of the data, if the call has one. */
type Schema = StandardSchemaV1 | undefined;

/** A path with a variable part, such as `string` or `` `/publishers/${string}` ``: its placeholders are unknown. */
type IsDynamic<Path extends string> =
	Partial<Record<Path, unknown>> extends Record<Path, unknown> ? true : false;

/** The values of the placeholders, under the name of the option that takes them. */
type Values<Name extends string, Path extends string> =
	IsDynamic<Path> extends true
		? {readonly [N in Name]?: Readonly<Record<string, PathValue>> | undefined}
		: [PathNames<Path>] extends [never]
			? {readonly [N in Name]?: Readonly<Record<string, undefined>> | undefined}
			: {readonly [N in Name]: PathValues<Path>};

/** The options for the body of a request. A GET and a HEAD have none. */
type BodyOptions<M extends Method> = [M] extends ['GET' | 'HEAD']
	? {readonly json?: undefined; readonly body?: undefined}
	: Pick<CallOptions, 'json' | 'body'>;

/** The options that do not depend on the path, the method or the form of the data. */
export type CommonOptions = {
	[Name in keyof CallOptions as Exclude<
		Name,
		'path' | 'json' | 'body' | 'as' | 'schema'
	>]: CallOptions[Name];
};

/** The options for the form of the data. */
type FormOptions<As extends BodyForm, S extends Schema> = {
	/** What `data` of a success is: the parsed JSON, the text, the bytes or a stream. @default 'json' */
	readonly as?: As | undefined;
	/** Validates the JSON of a success and types it. Only with `as: 'json'`. */
	readonly schema?: ([As] extends ['json'] ? S : undefined) | undefined;
};

/** The options of a call. If the template has placeholders, `path` is required and typed. */
export type RequestOptions<
	Path extends string = string,
	M extends Method = Method,
	As extends BodyForm = 'json',
	S extends StandardSchemaV1 | undefined = undefined,
> = CommonOptions & BodyOptions<M> & FormOptions<As, S> & Values<'path', Path>;

/** A call as one object. If the template in `path` has placeholders, `pathParams` is required and typed. */
export type RequestInput<
	Path extends string = string,
	M extends Method = Method,
	As extends BodyForm = 'json',
	S extends StandardSchemaV1 | undefined = undefined,
> = {
	/** The HTTP method. @default 'GET' */
	readonly method?: M | undefined;
	/** The path template, such as `/publishers/{publisherId}/programmes`. */
	readonly path: Path;
} & CommonOptions &
	BodyOptions<M> &
	FormOptions<As, S> &
	Values<'pathParams', Path>;

/** The path of a call without options: an error that names `path` if the template has placeholders. */
type PathAlone<Path extends string> =
	IsDynamic<Path> extends true
		? Path
		: [PathNames<Path>] extends [never]
			? Path
			: Path & {readonly path: PathValues<Path>};

/** `undefined` if the options can be left out. */
type IfOptional<Path extends string> = Path extends PathAlone<Path> ? undefined : never;

/** The type of `data` by the form of the body. */
type DataAs<Data, M extends Method, As extends BodyForm = 'json', S extends Schema = undefined> = [
	M,
] extends ['HEAD']
	? undefined
	: {
			json: S extends StandardSchemaV1 ? StandardSchemaV1.InferOutput<S> : Data;
			text: string;
			bytes: Uint8Array<ArrayBuffer>;
			stream: ReadableStream<Uint8Array<ArrayBuffer>>;
		}[As];

/**
 * A method of the client for one HTTP method. It resolves with a result, even if the call fails.
 *
 * @throws TypeError if an argument is invalid, and what middleware throws. The promise rejects with it.
 * @typeParam Data The type of the JSON of a success. It is not checked at run time, unless the call has a `schema`.
 * @typeParam Kinds The kinds of success that the endpoint can return.
 */
export type Verb<M extends Method = Method> = {
	<Data = unknown, Kinds extends SuccessKind = SuccessKind, const Path extends string = string>(
		path: PathAlone<Path>,
	): Promise<AwinResult<DataAs<Data, M>, Kinds>>;
	<
		Data = unknown,
		Kinds extends SuccessKind = SuccessKind,
		const Path extends string = string,
		const As extends BodyForm = 'json',
		S extends Schema = undefined,
	>(
		path: Path,
		options: RequestOptions<Path, M, As, S> | IfOptional<Path>,
	): Promise<AwinResult<DataAs<Data, M, As, S>, Kinds>>;
};

/**
 * Like {@link Verb}, with the HTTP method as the first argument, or everything in one object.
 *
 * @throws TypeError if an argument is invalid, and what middleware throws. The promise rejects with it.
 * @example
 * ```ts
 * const byObject = await awin.request({
 * 	path: '/publishers/{publisherId}/programmes',
 * 	pathParams: {publisherId: 45628},
 * 	query: {relationship: 'joined'},
 * });
 * const byArguments = await awin.request('GET', '/accounts', {query: {type: 'publisher'}});
 * ```
 */
export type RequestCall = {
	<
		Data = unknown,
		Kinds extends SuccessKind = SuccessKind,
		const Path extends string = string,
		const M extends Method = Method,
		const As extends BodyForm = 'json',
		S extends Schema = undefined,
	>(
		input: RequestInput<Path, M, As, S>,
	): Promise<AwinResult<DataAs<Data, M, As, S>, Kinds>>;
	<
		Data = unknown,
		Kinds extends SuccessKind = SuccessKind,
		const M extends Method = Method,
		const Path extends string = string,
	>(
		method: M,
		path: PathAlone<Path>,
	): Promise<AwinResult<DataAs<Data, M>, Kinds>>;
	<
		Data = unknown,
		Kinds extends SuccessKind = SuccessKind,
		const M extends Method = Method,
		const Path extends string = string,
		const As extends BodyForm = 'json',
		S extends Schema = undefined,
	>(
		method: M,
		path: Path,
		options: RequestOptions<Path, M, As, S> | IfOptional<Path>,
	): Promise<AwinResult<DataAs<Data, M, As, S>, Kinds>>;
};
