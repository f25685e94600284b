/**
 * The table of status codes, and the only place that defines them. The result types, error classes, retry
 * rules, mocks, demo and README are derived from it or checked against it.
 *
 * Rows with `documented: true` are listed by Awin (https://help.awin.com/apidocs/response-codes). The other
 * codes were observed in responses of the API.
 */

type StatusRow = {
	/** The `kind` of the result. */
	readonly kind: string;
	/** The `kind` of the result if no stored body exists. Only 304 has one. */
	readonly kindWithoutBody?: string;
	/** The `ok` of the result: whether the call succeeded. */
	readonly ok: boolean;
	/** The reason phrase of RFC 9110. */
	readonly text: string;
	/** What the code means to Awin, in a few words. */
	readonly meaning: string;
	/** Whether Awin's documentation lists the code. */
	readonly documented: boolean;
	/**
	 * Whether the same call may succeed later, which makes an error `retryable`. The client retries these calls unless
	 * `retry.statuses` says otherwise, provided the call is safe to repeat.
	 */
	readonly retried: boolean;
	/** What the caller can do about it. Becomes the `hint` of the error. */
	readonly hint?: string;
};

/**
 * Every code that Awin documents, and three that it sends without documenting them, by code. Each row has:
 *
 * - `kind`: the `kind` of the result. 304 has `kindWithoutBody` as well, for a result without a stored body.
 * - `ok`: whether the call succeeded.
 * - `text`: the reason phrase of RFC 9110.
 * - `meaning`: what the code means to Awin.
 * - `documented`: whether Awin's documentation lists the code.
 * - `retried`: whether the client retries the code by default, if the call is safe to repeat.
 * - `hint`: what the caller can do about it. Only failures have one.
 */
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
		meaning: 'accepted, but not finished yet',
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
		meaning: 'part of the batch was rejected',
		documented: false,
		retried: false,
	},
	304: {
		kind: 'cache-hit',
		kindWithoutBody: 'not-modified',
		ok: true,
		text: 'Not Modified',
		meaning: 'not modified since it was stored',
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
		hint: 'Fix the parameters named in the description; the same request will be rejected again.',
	},
	401: {
		kind: 'unauthorized',
		ok: false,
		text: 'Unauthorized',
		meaning: 'authentication is missing or failed',
		documented: true,
		retried: false,
		hint: 'Check the API token; a new token or a changed role can take up to ten minutes to take effect.',
	},
	403: {
		kind: 'forbidden',
		ok: false,
		text: 'Forbidden',
		meaning: 'no permission for this resource',
		documented: true,
		retried: false,
		hint: 'Request a role on this account that has access to the resource; a change takes up to ten minutes.',
	},
	404: {
		kind: 'not-found',
		ok: false,
		text: 'Not Found',
		meaning: 'the resource does not exist',
		documented: true,
		retried: false,
		hint: 'Check the ids and the path: some Awin endpoints use "/publisher/", others "/publishers/".',
	},
	406: {
		kind: 'not-acceptable',
		ok: false,
		text: 'Not Acceptable',
		meaning: 'the conversions failed validation',
		documented: false,
		retried: false,
		hint: 'Fix the orders listed in the body, then send only those again.',
	},
	409: {
		kind: 'conflict',
		ok: false,
		text: 'Conflict',
		meaning: 'conflicts with the current state',
		documented: true,
		retried: false,
		hint: 'Read the current state before sending the request again: the entry may already exist.',
	},
	422: {
		kind: 'unprocessable',
		ok: false,
		text: 'Unprocessable Content',
		meaning: 'valid syntax, but cannot be processed',
		documented: true,
		retried: false,
		hint: 'Fix the values named in the description: the syntax is valid, but the content is not.',
	},
	429: {
		kind: 'too-many-requests',
		ok: false,
		text: 'Too Many Requests',
		meaning: 'more calls than the quota allows',
		documented: false,
		retried: true,
		hint: 'Wait until `retryAt`; the quota is per user and shared by every process that uses the token.',
	},
	500: {
		kind: 'server-error',
		ok: false,
		text: 'Internal Server Error',
		meaning: 'something failed on the server',
		documented: true,
		retried: false,
		hint: 'Check the input first: Awin sends a 500 for some out-of-range values, and retrying does not help.',
	},
	502: {
		kind: 'bad-gateway',
		ok: false,
		text: 'Bad Gateway',
		meaning: 'invalid response from an upstream server',
		documented: true,
		retried: true,
		hint: 'Try again later; the gateway got no valid response from the service.',
	},
	503: {
		kind: 'unavailable',
		ok: false,
		text: 'Service Unavailable',
		meaning: 'overloaded, or down for maintenance',
		documented: true,
		retried: true,
		hint: 'Try again at `retryAt`, or in a few minutes if it is not set.',
	},
	504: {
		kind: 'gateway-timeout',
		ok: false,
		text: 'Gateway Timeout',
		meaning: 'an upstream server did not respond in time',
		documented: true,
		retried: true,
		hint: 'Try again later, or request less data at once, such as a shorter date range.',
	},
} as const satisfies Record<number, StatusRow>;

/** The table of codes. */
type Table = typeof statusTable;

/** A code of the table. */
export type Status = keyof Table;

/** The codes of the table that mean success, including 304. */
export type SuccessStatus = {
	[S in Status]: Table[S]['ok'] extends true ? S : never;
}[Status];

/** The codes of the table that mean failure. Each has its own error class. */
export type ErrorStatus = Exclude<Status, SuccessStatus>;

/** The result kind of a code of the table. */
export type KindOf<S extends Status> = Table[S]['kind'];

/** Whether a code of the table is temporary, so that the client retries it. */
export type RetriedOf<S extends Status> = Table[S]['retried'];

/** The result kind of a 304 without a stored body. */
export type NotModifiedKind = Table[304]['kindWithoutBody'];

/** The codes of the table, in ascending order. */
export const statuses: readonly Status[] = Object.keys(statusTable).map(Number).filter(isStatus);

/** Whether a number is a code of the table. */
export function isStatus(status: number): status is Status {
	return Object.hasOwn(statusTable, status);
}

/** Whether a number is a code of the table that means failure. */
export function isErrorStatus(status: number): status is ErrorStatus {
	return isStatus(status) && !statusTable[status].ok;
}

/** A digit of a status. */
type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** The number that a text writes. */
type ToNumber<Text extends string> = Text extends `${infer Value extends number}` ? Value : never;

/**
 * A status that the table does not list: 100 to 599 (RFC 9110 section 15) without the codes of the table. They
 * are literal types because `status === 200` narrows a union only if each member is a literal.
 */
export type UndocumentedStatus = Exclude<ToNumber<`${1 | 2 | 3 | 4 | 5}${Digit}${Digit}`>, Status>;

/** Casts a number to the type of a status that the table does not list. Does not check it. */
export function asUndocumented(status: number): UndocumentedStatus;
export function asUndocumented(status: number): number {
	return status;
}

/** Returns the result kind of a code, or `undefined` if the table does not list it. */
export function kindOf(status: number): KindOf<Status> | undefined {
	return isStatus(status) ? statusTable[status].kind : undefined;
}

/** The type of `statusOf`. */
export type StatusOf = {readonly [S in Status as KindOf<S>]: S};

/** The code of each result kind. */
export const statusOf: StatusOf = byKind();

function byKind(): StatusOf;
function byKind(): Readonly<Record<string, number>> {
	return Object.fromEntries(statuses.map((status) => [statusTable[status].kind, status]));
}

/** The range of the statuses of failures (RFC 9110 sections 15.5 and 15.6). */
export const errorStatuses = {min: 400, max: 599} as const;

/** Whether the client retries a code, provided the call is safe to repeat. */
export function isRetriedStatus(status: number): boolean {
	return isStatus(status) && statusTable[status].retried;
}
