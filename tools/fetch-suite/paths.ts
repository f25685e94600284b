/* The paths of the server. What it answers is written in the path, so that a case can be read on its own. */

/** A response that the server writes with Node.js. */
export type Reply = {
	readonly status?: number;
	readonly statusText?: string;
	readonly headers?: readonly (readonly [name: string, value: string])[];
	readonly body?: string;
	/** How often the body is repeated. @default 1 */
	readonly repeat?: number;
};

/** A response that the server writes byte for byte. A character stands for one byte. */
export type Raw = {
	readonly data: string;
	/** @default 'close' */
	readonly end?: 'close' | 'reset' | 'open';
};

/** A response that comes in two parts: the second after the server was asked for `/release`. */
export type Parts = Reply & {
	readonly first: string;
	readonly rest?: string;
	/** How it ends after the second part. @default 'close' */
	readonly end?: 'close' | 'reset';
};

const path = (name: string, spec: Reply | Raw | Parts): string =>
	`/${name}?spec=${encodeURIComponent(JSON.stringify(spec))}`;

export const reply = (spec: Reply): string => path('reply', spec);

export const redirectTo = (location: string, status = 302): string =>
	reply({status, headers: [['location', location]]});

export const parts = (spec: Parts): string => path('parts', spec);

/** A response of lines, which end with CRLF, and a body. */
export const raw = (
	lines: readonly string[],
	body = '',
	{end = 'close'}: Pick<Raw, 'end'> = {},
): string => path('raw', {data: `${lines.join('\r\n')}\r\n\r\n${body}`, end});

/** A response of these bytes. */
export const rawBytes = (data: string, end: Raw['end'] = 'close'): string =>
	path('raw', {data, end});

/** A 200 of these bytes, with a length. */
export const okBytes = (...fields: readonly string[]): string =>
	raw(['HTTP/1.1 200 OK', 'connection: close', 'content-length: 2', ...fields], 'ok');

/** A redirect whose `Location` has these bytes. */
export const redirectToBytes = (location: string): string =>
	raw(['HTTP/1.1 302 Found', 'connection: close', 'content-length: 0', `location: ${location}`]);
