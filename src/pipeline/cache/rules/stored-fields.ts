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

const mediaType = (field: string | undefined) => field?.split(';', 1)[0]?.trim().toLowerCase();

/** Updates stored fields from a newer response, except those that describe the stored body (RFC 9111 §3.2). */
export const updateStoredFields = (entry: CacheEntry, newer: Headers): Fields => {
	const stored = mediaType(fieldIn(entry.headers, 'content-type'));
	const update = withoutConnectionFields(newer).filter(([name, value]) =>
		/* A careless 304 with the server's default type must not turn stored JSON into a page. */
		name === 'content-type' ? mediaType(value) === stored : !bodyFields.has(name),
	);
	/* `Age` and `Date` are those of the newer response, or start again. */
	const renewed = new Set(['age', 'date', ...update.map(([name]) => name)]);
	return [...entry.headers.filter(([name]) => !renewed.has(name)), ...update];
};
