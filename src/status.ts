/**
 * The table of response codes: the one place where a code is defined. Result types, error classes, the
 * retry set, the mocks, the demo and the README are derived from it or checked against it.
 *
 * `documented` rows stand in Awin's own table (https://help.awin.com/apidocs/response-codes); the others
 * were seen in the field.
 */

type StatusRow = {
	/** Names the variant of a result: `result.kind`. */
	readonly kind: string;
	/** For a 304 that comes with no stored body: the kind that such an answer gets instead. */
	readonly kindWithoutBody?: string;
	/** Whether the result is a success: `result.ok`. */
	readonly ok: boolean;
	/** The reason phrase of RFC 9110. */
	readonly text: string;
	/** What Awin says with it, in a few words. */
	readonly meaning: string;
	/** Whether Awin's own table of codes lists it. */
	readonly documented: boolean;
	/** Whether a call that may be repeated is sent again after it. */
	readonly retried: boolean;
	/** One sentence on what to do; errors carry it as `hint`. */
	readonly hint?: string;
};

/** Every code that Awin documents, and three that it does not but sends, keyed by the code. */
export const statusTable = {
	200: {
		kind: 'ok',
		ok: true,
		text: 'OK',
		meaning: 'success, with a body',
		documented: true,
		retried: false,
	},
	201: {
		kind: 'created',
		ok: true,
		text: 'Created',
		meaning: 'a resource was created',
		documented: true,
		retried: false,
	},
	202: {
		kind: 'accepted',
		ok: true,
		text: 'Accepted',
		meaning: 'taken on, not finished yet',
		documented: true,
		retried: false,
	},
	204: {
		kind: 'no-content',
		ok: true,
		text: 'No Content',
		meaning: 'success, without a body',
		documented: true,
		retried: false,
	},
	206: {
		kind: 'partial',
		ok: true,
		text: 'Partial Content',
		meaning: 'a part of the batch was refused',
		documented: false,
		retried: false,
	},
	304: {
		kind: 'cache-hit',
		kindWithoutBody: 'not-modified',
		ok: true,
		text: 'Not Modified',
		meaning: 'unchanged since it was stored',
		documented: true,
		retried: false,
	},
	400: {
		kind: 'bad-request',
		ok: false,
		text: 'Bad Request',
		meaning: 'invalid syntax or parameters',
		documented: true,
		retried: false,
		hint: 'Correct the parameters named in the description; the same request will be refused again.',
	},
	401: {
		kind: 'unauthorized',
		ok: false,
		text: 'Unauthorized',
		meaning: 'authentication is missing or failed',
		documented: true,
		retried: false,
		hint: 'Check the API token; a new token or a changed role takes up to ten minutes to work.',
	},
	403: {
		kind: 'forbidden',
		ok: false,
		text: 'Forbidden',
		meaning: 'no permission for this resource',
		documented: true,
		retried: false,
		hint: 'Ask for a role on this account that covers the resource; a change takes up to ten minutes to work.',
	},
	404: {
		kind: 'not-found',
		ok: false,
		text: 'Not Found',
		meaning: 'the resource does not exist',
		documented: true,
		retried: false,
		hint: 'Check the ids and the path: Awin mixes "/publisher/" and "/publishers/" from endpoint to endpoint.',
	},
	406: {
		kind: 'not-acceptable',
		ok: false,
		text: 'Not Acceptable',
		meaning: 'the conversions failed validation',
		documented: false,
		retried: false,
		hint: 'Correct the orders that the body names, then send those again.',
	},
	409: {
		kind: 'conflict',
		ok: false,
		text: 'Conflict',
		meaning: 'conflicts with the current state',
		documented: true,
		retried: false,
		hint: 'Read the current state before sending again: the same entry may exist already.',
	},
	422: {
		kind: 'unprocessable',
		ok: false,
		text: 'Unprocessable Content',
		meaning: 'understood, but cannot be carried out',
		documented: true,
		retried: false,
		hint: 'Correct what the description names; the syntax is fine, the content is not.',
	},
	429: {
		kind: 'too-many-requests',
		ok: false,
		text: 'Too Many Requests',
		meaning: 'more calls than the quota allows',
		documented: false,
		retried: true,
		hint: 'Wait until `retryAt`; the quota belongs to the user and is shared by everything that uses the token.',
	},
	500: {
		kind: 'server-error',
		ok: false,
		text: 'Internal Server Error',
		meaning: 'something failed on the server',
		documented: true,
		retried: false,
		hint: 'Check the input first: Awin answers 500 to some values out of range, and repeating those does not help.',
	},
	502: {
		kind: 'bad-gateway',
		ok: false,
		text: 'Bad Gateway',
		meaning: 'an upstream server gave an invalid response',
		documented: true,
		retried: true,
		hint: 'Try again later; the gateway could not reach the service.',
	},
	503: {
		kind: 'unavailable',
		ok: false,
		text: 'Service Unavailable',
		meaning: 'overloaded, or down for maintenance',
		documented: true,
		retried: true,
		hint: 'Try again at `retryAt`, or in some minutes where it is not set.',
	},
	504: {
		kind: 'gateway-timeout',
		ok: false,
		text: 'Gateway Timeout',
		meaning: 'an upstream server did not answer in time',
		documented: true,
		retried: true,
		hint: 'Try again later, or ask for less at once, such as a shorter span of dates.',
	},
} as const satisfies Record<number, StatusRow>;

type Table = typeof statusTable;

/** A code of the table. */
export type Status = keyof Table;

/** The codes of the table that are successes, 304 among them. */
export type SuccessStatus = {
	[S in Status]: Table[S]['ok'] extends true ? S : never;
}[Status];

/** The codes of the table that are failures: each has an error class of its own. */
export type ErrorStatus = Exclude<Status, SuccessStatus>;

/** The kind of result that a code of the table leads to. */
export type KindOf<S extends Status> = Table[S]['kind'];

/** The kind of a 304 for which nothing is stored. */
export type NotModifiedKind = Table[304]['kindWithoutBody'];

/** The codes of the table, in ascending order. */
export const statuses: readonly Status[] = Object.keys(statusTable).map(Number).filter(isStatus);

/** Whether a number is a code of the table. */
export function isStatus(status: number): status is Status {
	return Object.hasOwn(statusTable, status);
}

/** Whether a number is a code of the table that stands for a failure. */
export function isErrorStatus(status: number): status is ErrorStatus {
	return isStatus(status) && !statusTable[status].ok;
}

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

type ToNumber<Text extends string> = Text extends `${infer Value extends number}` ? Value : never;

/**
 * A status that stands in no row of the table: each of RFC 9110's 100 to 599 by its number, for only literal
 * types let `status === 200` leave the others out.
 */
export type UndocumentedStatus = Exclude<ToNumber<`${1 | 2 | 3 | 4 | 5}${Digit}${Digit}`>, Status>;

/** Types a status that stands in no row. */
export function asUndocumented(status: number): UndocumentedStatus;
export function asUndocumented(status: number): number {
	return status;
}

/** The kind that a code leads to; `undefined` where it stands in no row of the table. */
export function kindOf(status: number): KindOf<Status> | undefined {
	return isStatus(status) ? statusTable[status].kind : undefined;
}

/** The code that leads to each kind. */
export type StatusOf = {readonly [S in Status as KindOf<S>]: S};

/** The code that leads to each kind: the table, read the other way round. */
export const statusOf: StatusOf = byKind();

function byKind(): StatusOf;
function byKind(): Readonly<Record<string, number>> {
	return Object.fromEntries(statuses.map((status) => [statusTable[status].kind, status]));
}

/** Whether a code is retried where the call may be repeated. */
export function isRetriedStatus(status: number): boolean {
	return isStatus(status) && statusTable[status].retried;
}
