import type {CacheEntry} from '../store/types.ts';

/** Header fields as they are stored: names in lower case, each but `set-cookie` once. */
export type Fields = CacheEntry['headers'];

/** The value of a field; `undefined` where there is none. */
export const fieldIn = (fields: Fields, name: string): string | undefined =>
	fields.find(([field]) => field === name)?.[1];

/** Fields that speak of one connection and are never stored (RFC 9111 §3.1). */
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

/** The fields of an answer without those of the connection and those that `Connection` names (RFC 9111 §3.1). */
export const withoutConnectionFields = (headers: Headers): Fields => {
	const named = headers.get('connection')?.toLowerCase().split(',') ?? [];
	const dropped = new Set(named.map((token) => token.trim()));
	return [...headers].filter(([name]) => !connectionFields.has(name) && !dropped.has(name));
};

/** Stored fields in an object of their own. */
export const toHeaders = (fields: Fields): Headers => {
	const headers = new Headers();
	for (const [name, value] of fields) headers.append(name, value);
	return headers;
};
