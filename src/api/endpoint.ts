import type {RequestBody} from '../request/api-request.ts';
import type {SuccessKind} from '../result/result.ts';
import type {Param} from './input/param.ts';
import type {Span} from './input/span.ts';
import type {Read, Reading} from './read/read.ts';
import type {Shape} from './read/shape.ts';

/** The credential of an endpoint. */
export type Credential =
	/** The token as `Authorization: Bearer`. */
	| 'bearer'
	/** The conversion key, or the token, as `x-api-key`. */
	| 'x-api-key'
	/** A key that is a part of the path. The token is not sent. */
	| 'key-in-path';

/** The body of a POST that is no JSON. */
export type Upload = {
	/** What is sent. */
	readonly body: RequestBody;
	/** The value of the `Content-Type` field. */
	readonly contentType: string;
	/** The mistake of the caller that ended the body, if one did. The call rejects with it. */
	readonly mistake: () => TypeError | undefined;
};

/** How sure the facts about an endpoint are. */
export type Certainty =
	/** From Awin's documentation. */
	| 'documented'
	/** Seen in public clients. */
	| 'seen';

/** The names of all parameters, also of those that only one variant of a union has. */
export type ParamNames<Params> = Params extends unknown ? keyof Params & string : never;

/**
 * A function of a declaration. It is a method, so that a declaration is also one of unknown parameters: the parameters
 * are checked before any of these functions gets them.
 */
type Of<Args extends readonly unknown[], Out> = {of(...args: Args): Out}['of'];

/** The parameters of an endpoint that has none. */
export type NoParams = Readonly<Record<string, never>>;

/** The arguments of a method before its options. The parameters can be left out if none is required. */
export type DefaultArgs<Params> = NoParams extends Params
	? [params?: Params | undefined]
	: [params: Params];

/**
 * An endpoint of Awin as data. The typed method, the checks of the parameters, the route of the mock and the row of
 * docs/endpoints.md are derived from it.
 *
 * @typeParam Refuses Whether the endpoint can refuse a request with the status of a success.
 * @typeParam Fields What the error of a 400 or 406 has besides the fields of every error.
 * @typeParam Args The arguments of the method before its options.
 */
export type Endpoint<
	Params,
	Data,
	Kinds extends SuccessKind = SuccessKind,
	Refuses extends boolean = boolean,
	Fields = unknown,
	Args extends readonly unknown[] = readonly unknown[],
> = {
	/** The method of the client, such as `publisher.programmes.list`. */
	readonly name: string;
	/** The HTTP method. */
	readonly method: 'GET' | 'POST';
	/** Awin's path template. Parameters with the name of a placeholder are sent in the path. */
	readonly path: string;
	/** The server of the endpoint. @default 'api' */
	readonly server?: 'api' | 'feeds' | 'ui';
	/** Which credential is sent, and how. @default 'bearer' */
	readonly credential?: Credential;
	/** Whether a POST only reads, so that it may be repeated. @default false */
	readonly reads?: boolean | Of<[params: Params], boolean>;
	/** The name of an additional rate limit. */
	readonly bucket?: string | Of<[params: Params], string | undefined>;
	/**
	 * The kinds of success that Awin is known or supposed to answer with. Another complete success is one of its own kind
	 * if it has data that `read` accepts, and otherwise `invalid-body`.
	 */
	readonly kinds: readonly Kinds[];
	/** Whether a success can hide a failure, so that the result can be `refused`. @default false */
	readonly refuses?: Refuses;
	/** The parameters, by Awin's names. Those of a GET are sent in the query, those of a POST as JSON. */
	readonly params: {readonly [Name in ParamNames<Params>]-?: Param};
	/** Makes the parameters from the arguments of the method. @default the first argument */
	readonly toParams?: Of<Args, Params>;
	/** The limit of the span between two parameters. */
	readonly span?: Span;
	/**
	 * Checks what no single parameter shows, after each of them is checked.
	 *
	 * @throws TypeError that names the option.
	 */
	readonly check?: (written: Readonly<Record<string, unknown>>) => void;
	/** Makes the JSON of a POST from the parameters that are sent. @default all of them */
	readonly body?: (written: Readonly<Record<string, unknown>>) => unknown;
	/** Makes the body of a POST that is no JSON. */
	readonly upload?: (written: Readonly<Record<string, unknown>>) => Upload;
	/**
	 * The form of the body of a success, which `read` gets. For `rows`, it is a stream, and `read` gets the function that
	 * opens it. `any` is for an answer that is not documented: `read` gets its text, which may be empty.
	 *
	 * @default 'json'
	 */
	readonly as?: 'text' | 'rows' | 'any';
	/** Makes the data from the body of a success. */
	readonly read: Of<Parameters<Read<Data, Params>>, Reading<Data>>;
	/** The shape of the data, which `validate: true` checks. */
	readonly shape?: Shape;
	/** Makes further fields of the error of a 400 or 406 from its body. */
	readonly errorFields?: (body: unknown) => Fields;
};

/**
 * What a declaration says for docs/endpoints.md. Only in the source: tools/bundle.mjs leaves it out of the package, of
 * which it would be an eighth of what the endpoints add.
 */
export type About = {
	/** What the endpoint is for, in one sentence. */
	readonly summary: string;
	/** The page of Awin, or the public client. */
	readonly source: string;
	readonly certainty: Certainty;
};

/** A declaration of any parameters. */
export type AnyEndpoint = Endpoint<unknown, unknown>;

/** Creates a declaration. Its type arguments are the parameters and the data of the method. */
export const endpoint =
	<Params, Data>() =>
	<
		const Kinds extends SuccessKind,
		const Refuses extends boolean = false,
		Fields = unknown,
		Args extends readonly unknown[] = DefaultArgs<Params>,
	>(
		declaration: Endpoint<Params, Data, Kinds, Refuses, Fields, Args> & About,
	): Endpoint<Params, Data, Kinds, Refuses, Fields, Args> =>
		declaration;
