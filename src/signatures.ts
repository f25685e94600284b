import type {StandardSchemaV1} from '@standard-schema/spec';
import type {Method} from './request/methods.ts';
import type {CallOptions} from './request/call-options.ts';
import type {PathNames, PathValue, PathValues} from './request/path-template.ts';
import type {AwinResult, Kind} from './result/result.ts';

type OptionsWithoutPath = Omit<CallOptions, 'path' | 'schema'>;

/** The options of a call. If the template has placeholders, `path` is required and typed. */
export type RequestOptions<Path extends string = string> = OptionsWithoutPath &
	([PathNames<Path>] extends [never]
		? {readonly path?: (string extends Path ? AnyPathValues : NoPathValues) | undefined}
		: {readonly path: PathValues<Path>});

type AnyPathValues = Readonly<Record<string, PathValue>>;
type NoPathValues = Readonly<Record<string, never>>;

/** The options argument: required if the template has placeholders, else optional. */
type OptionsArgument<Path extends string, Extra = unknown> = [PathNames<Path>] extends [never]
	? [options?: RequestOptions<Path> & Extra]
	: [options: RequestOptions<Path> & Extra];

type PathWithPlaceholders = `${string}{${string}}${string}`;

/*
 * TypeScript does not infer one type argument if another one is explicit, so `get<Data>('/{id}')` cannot infer the
 * template. It can only match the path against a pattern. A path in lower case, or with a number as a segment, has
 * no placeholder of the form {camelCase}.
 */
type PathWithoutPlaceholders =
	| Lowercase<string>
	| `/${string}/${number}`
	| `/${string}/${number}/${string}`;

/**
 * Matches no path if `Data` is not explicit, so that TypeScript selects the overload that infers the template.
 */
type IfExplicit<Data, Path> = [Data] extends [never] ? never : Path;

/*
 * If no overload matches, the compiler reports the error of the last one. So the overload that infers the template
 * comes last, because its error is the most helpful.
 */

/**
 * A method of the client for one HTTP method. It resolves with a result, even if the call fails. It rejects with a
 * `TypeError` if an argument is invalid.
 */
export type Verb = {
	/** The data has the declared type. The path is a template with placeholders. */
	<Data = never, Kinds extends Kind = Kind>(
		path: IfExplicit<Data, PathWithPlaceholders>,
		options: OptionsWithoutPath & {readonly path: AnyPathValues},
	): Promise<AwinResult<Data, Kinds>>;
	/** The data has the declared type. The path has no placeholders. */
	<Data = never, Kinds extends Kind = Kind>(
		path: IfExplicit<Data, PathWithoutPlaceholders>,
		options?: OptionsWithoutPath & {readonly path?: undefined},
	): Promise<AwinResult<Data, Kinds>>;
	/** The data has the declared type. The template is known only at run time, so `path` is required. */
	<Data = never, Kinds extends Kind = Kind>(
		path: IfExplicit<Data, string>,
		options: OptionsWithoutPath & {readonly path: AnyPathValues},
	): Promise<AwinResult<Data, Kinds>>;
	/** The schema types the data. The template types `path`. */
	<const Path extends string, Schema extends StandardSchemaV1>(
		path: Path,
		options: RequestOptions<Path> & {readonly schema: Schema},
	): Promise<AwinResult<StandardSchemaV1.InferOutput<Schema>>>;
	/** The data is `unknown`. The template types `path`. */
	<const Path extends string>(path: Path, ...options: OptionsArgument<Path>): Promise<AwinResult>;
};

/** Like {@link Verb}, with the HTTP method as the first argument. The data of a HEAD is `undefined`. */
export type RequestCall = {
	<Data = never, Kinds extends Kind = Kind>(
		method: Method,
		path: IfExplicit<Data, PathWithPlaceholders>,
		options: OptionsWithoutPath & {readonly path: AnyPathValues},
	): Promise<AwinResult<Data, Kinds>>;
	<Data = never, Kinds extends Kind = Kind>(
		method: Method,
		path: IfExplicit<Data, PathWithoutPlaceholders>,
		options?: OptionsWithoutPath & {readonly path?: undefined},
	): Promise<AwinResult<Data, Kinds>>;
	<Data = never, Kinds extends Kind = Kind>(
		method: Method,
		path: IfExplicit<Data, string>,
		options: OptionsWithoutPath & {readonly path: AnyPathValues},
	): Promise<AwinResult<Data, Kinds>>;
	<const Path extends string>(
		method: 'HEAD',
		path: Path,
		...options: OptionsArgument<Path>
	): Promise<AwinResult<undefined>>;
	<const Path extends string, Schema extends StandardSchemaV1>(
		method: Method,
		path: Path,
		options: RequestOptions<Path> & {readonly schema: Schema},
	): Promise<AwinResult<StandardSchemaV1.InferOutput<Schema>>>;
	<const Path extends string>(
		method: Method,
		path: Path,
		...options: OptionsArgument<Path>
	): Promise<AwinResult>;
};
