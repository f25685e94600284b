import {charsetOf} from '../../../response/parse-body.ts';
import {isField} from '../../../response/fields.ts';
import type {CacheEntry} from '../store/types.ts';

/** Stored header fields: names in lower case. Only `set-cookie` may occur more than once. */
export type Fields = CacheEntry['headers'];

/** Returns the value of a field, or `undefined` if it is missing. */
export const fieldIn = (fields: Fields, name: string): string | undefined =>
	fields.find(([field]) => field === name)?.[1];

/** Connection-specific fields, which are never stored (RFC 9111 §3.1). */
const connectionFields: ReadonlySet<string> = new Set([
	'connection',
	'keep-alive',
	'proxy-authenticate',
	'proxy-authentication-info',
	'proxy-authorization',
	'proxy-connection',
	'te',
	'transfer-encoding',
	'upgrade',
]);

/**
 * Fields without which a response is understood differently. A recipient must not lose them, so a sender must not
 * list them in `Connection` (RFC 9110 §7.6.1).
 */
const essentialFields: ReadonlySet<string> = new Set([
	'age',
	'cache-control',
	'content-encoding',
	'content-type',
	'vary',
]);

/** Returns the fields without connection-specific ones and those that `Connection` lists (RFC 9111 §3.1). */
export const withoutConnectionFields = (headers: Headers): Fields => {
	const named = headers.get('connection')?.toLowerCase().split(',') ?? [];
	const dropped = new Set(named.map((token) => token.trim()));
	for (const name of essentialFields) dropped.delete(name);
	return [...headers].filter(
		([name, value]) => !connectionFields.has(name) && !dropped.has(name) && isField(name, value),
	);
};

/** Fields that describe the stored body, which an update does not change (RFC 9111 §3.2). */
const bodyFields: ReadonlySet<string> = new Set([
	'content-digest',
	'content-encoding',
	'content-length',
	'content-md5',
	'content-range',
	'etag',
	'repr-digest',
]);

const mediaType = (contentType: string) => contentType.split(';', 1)[0]?.trim().toLowerCase();

/** Whether a body is read in the same way with either content type. */
const areReadAlike = (a: string, b: string | undefined): boolean =>
	b !== undefined && mediaType(a) === mediaType(b) && charsetOf(a) === charsetOf(b);

/**
 * Updates stored fields from a newer response, except those that describe the stored body (RFC 9111 §3.2). A
 * careless 304 with the server's default content type, or with another charset, does not change how the body is read.
 */
export const updateStoredFields = (entry: CacheEntry, newer: Headers): Fields => {
	const contentType = fieldIn(entry.headers, 'content-type');
	const update = withoutConnectionFields(newer).filter(([name, value]) =>
		name === 'content-type' ? areReadAlike(value, contentType) : !bodyFields.has(name),
	);
	/* The stored `Age` and `Date` are dropped even if the newer response has none. */
	const renewed = new Set(['age', 'date', ...update.map(([name]) => name)]);
	return [...entry.headers.filter(([name]) => !renewed.has(name)), ...update];
};
