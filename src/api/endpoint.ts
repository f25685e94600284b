import type {SuccessKind} from '../result/result.ts';
import type {Param} from './input/param.ts';
import type {Span} from './input/span.ts';
import type {Read} from './read/read.ts';
import type {Shape} from './read/shape.ts';

/** The credential of an endpoint. */
export type Credential =
	/** The token as `Authorization: Bearer`. */
	| 'bearer'
	/** The conversion key, or the token, as `x-api-key`. */
	| 'x-api-key'
	/** A key that is a part of the path. The token is not sent. */
	| 'key-in-path';

/** How sure the facts about an endpoint are. */
export type Certainty =
	/** From Awin's documentation. */
	| 'documented'
	/** Seen in public clients. */
	| 'seen';

/** The names of all parameters, also of those that only one variant of a union has. */
export type ParamNames<Params> = Params extends unknown ? keyof Params & string : never;

/**
 * An endpoint of Awin as data. The typed method, the checks of the parameters, the route of the mock and the row of
 * docs/endpoints.md are derived from it.
 */
export type Endpoint<Params, Data, Kinds extends SuccessKind = SuccessKind> = {
	/** The method of the client, such as `publisher.programmes.list`. */
	readonly name: string;
	readonly method: 'GET' | 'POST';
	/** Awin's path template. Parameters with the name of a placeholder are sent in the path. */
	readonly path: string;
	/** The server of the endpoint. @default 'api' */
	readonly server?: 'api' | 'feeds' | 'ui';
	/** @default 'bearer' */
	readonly credential?: Credential;
	/** Whether a POST only reads, so that it may be repeated. @default false */
	readonly reads?: boolean | ((params: Params) => boolean);
	/** The name of an additional rate limit. */
	readonly bucket?: string | ((params: Params) => string | undefined);
	/** The kinds of success that the endpoint has. */
	readonly kinds: readonly Kinds[];
	/** The parameters, by Awin's names. Those of a GET are sent in the query, those of a POST as JSON. */
	readonly params: {readonly [Name in ParamNames<Params>]-?: Param};
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
	/** Makes the data from the JSON of a success. */
	readonly read: Read<Data, Params>;
	/** The shape of the data, which `validate: true` checks. */
	readonly shape?: Shape;
	/** What the endpoint is for, in one sentence, for docs/endpoints.md. */
	readonly summary: string;
	/** The page of Awin, or the public client. */
	readonly source: string;
	readonly certainty: Certainty;
};

/** Creates a declaration. Its type arguments are those of the method. */
export const endpoint =
	<Params, Data>() =>
	<const Kinds extends SuccessKind>(
		declaration: Endpoint<Params, Data, Kinds>,
	): Endpoint<Params, Data, Kinds> =>
		declaration;
