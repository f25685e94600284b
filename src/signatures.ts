import type {StandardSchemaV1} from '@standard-schema/spec';
import type {Method} from './request/methods.ts';
import type {CallOptions} from './request/call-options.ts';
import type {PathNames, PathValue, PathValues} from './request/path-template.ts';
import type {AwinResult, Kind} from './result/result.ts';

type OptionsWithoutPath = Omit<CallOptions, 'path' | 'schema'>;

/** The options of a call whose template is known: `path` is required and typed where it has placeholders. */
export type RequestOptions<Path extends string = string> = OptionsWithoutPath &
	([PathNames<Path>] extends [never]
		? {readonly path?: (string extends Path ? AnyPathValues : NoPathValues) | undefined}
		: {readonly path: PathValues<Path>});

type AnyPathValues = Readonly<Record<string, PathValue>>;
type NoPathValues = Readonly<Record<string, never>>;

/** The optional argument of a template without placeholders, the required one of a template with some. */
type Arguments<Path extends string, Extra = unknown> = [PathNames<Path>] extends [never]
	? [options?: RequestOptions<Path> & Extra]
	: [options: RequestOptions<Path> & Extra];

type Templated = `${string}{${string}}${string}`;

/*
 * TypeScript does not infer one type argument when another is given, so `get<Data>('/{id}')` cannot see the
 * template. What it can see is a pattern: paths in lower case or with a number as a segment have no
 * placeholder of the form {camelCase}.
 */
type Plain = Lowercase<string> | `/${string}/${number}` | `/${string}/${number}/${string}`;

/** Fits no path where no type argument was given, so that the signature that reads the template is taken. */
type IfExplicit<Data, Path> = [Data] extends [never] ? never : Path;

/*
 * Of signatures that all fit badly the compiler tells about the last one. So the one that reads the template,
 * and says what is wrong with it, stands there.
 */

/** A verb of the client. The path comes first; what it answers is a value, whatever happens. */
export type Verb = {
	/** The data is what the caller declares; the template has placeholders. */
	<Data = never, Kinds extends Kind = Kind>(
		path: IfExplicit<Data, Templated>,
		options: OptionsWithoutPath & {readonly path: AnyPathValues},
	): Promise<AwinResult<Data, Kinds>>;
	/** The data is what the caller declares; the path has no placeholders. */
	<Data = never, Kinds extends Kind = Kind>(
		path: IfExplicit<Data, Plain>,
		options?: OptionsWithoutPath & {readonly path?: undefined},
	): Promise<AwinResult<Data, Kinds>>;
	/** The data is what the caller declares; a path that is known only at run time says so with `path`. */
	<Data = never, Kinds extends Kind = Kind>(
		path: IfExplicit<Data, string>,
		options: OptionsWithoutPath & {readonly path: AnyPathValues},
	): Promise<AwinResult<Data, Kinds>>;
	/** The data is typed by the schema, the placeholders by the template. */
	<const Path extends string, Schema extends StandardSchemaV1>(
		path: Path,
		options: RequestOptions<Path> & {readonly schema: Schema},
	): Promise<AwinResult<StandardSchemaV1.InferOutput<Schema>>>;
	/** The data is `unknown`, the placeholders are typed by the template. */
	<const Path extends string>(path: Path, ...options: Arguments<Path>): Promise<AwinResult>;
};

/** As a verb, with the method in front. A HEAD has no data. */
export type RequestCall = {
	<Data = never, Kinds extends Kind = Kind>(
		method: Method,
		path: IfExplicit<Data, Templated>,
		options: OptionsWithoutPath & {readonly path: AnyPathValues},
	): Promise<AwinResult<Data, Kinds>>;
	<Data = never, Kinds extends Kind = Kind>(
		method: Method,
		path: IfExplicit<Data, Plain>,
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
		...options: Arguments<Path>
	): Promise<AwinResult<undefined>>;
	<const Path extends string, Schema extends StandardSchemaV1>(
		method: Method,
		path: Path,
		options: RequestOptions<Path> & {readonly schema: Schema},
	): Promise<AwinResult<StandardSchemaV1.InferOutput<Schema>>>;
	<const Path extends string>(
		method: Method,
		path: Path,
		...options: Arguments<Path>
	): Promise<AwinResult>;
};
