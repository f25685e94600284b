import type {ApiRequest} from '../../../request/api-request.ts';
import {headerValue} from '../../../request/headers.ts';
import {type CacheEntry, type CacheRecord, recordVersion} from '../store/types.ts';
import {type Arrival, requestTimeOf} from './arrival.ts';
import {credentialFields} from './bypass.ts';

/** The maximum number of stored variants per URL and credential. */
const maxVariants = 8;

/** The value of a request field without the optional white space of lists (RFC 9111 §4.1). */
const normalizedField = (request: ApiRequest, name: string): string | null => {
	/* The token must never reach a store. Its digest distinguishes two tokens equally well. */
	if (credentialFields.includes(name)) return request.credentialDigest;
	const value = headerValue(request.headers, name);
	if (value === undefined) return null;
	return value
		.split(',')
		.map((part) => part.trim())
		.join(',');
};

/**
 * Returns the request fields that `Vary` lists, with their values (RFC 9111 §4.1).
 *
 * @returns `undefined` for `Vary: *`, which no other request matches.
 */
export const varyOf = (
	request: ApiRequest,
	headers: Pick<Headers, 'get'>,
): CacheEntry['vary'] | undefined => {
	const field = headers.get('vary');
	if (field === null) return [];
	const names = field
		.toLowerCase()
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	if (names.includes('*')) return undefined;
	return names.map((name) => [name, normalizedField(request, name)]);
};

const matches = (entry: CacheEntry, request: ApiRequest): boolean =>
	entry.vary.every(([name, value]) => normalizedField(request, name) === value);

/** Selects the stored response for a request: the newest one whose `Vary` fields match (RFC 9111 §4.1). */
export const select = (
	record: CacheRecord | undefined,
	request: ApiRequest,
): CacheEntry | undefined => record?.entries.find((entry) => matches(entry, request));

const othersThan = (request: ApiRequest, record: CacheRecord | undefined): readonly CacheEntry[] =>
	record?.entries.filter((entry) => !matches(entry, request)) ?? [];

/**
 * Whether a stored response was requested after another one, so that a slow exchange never brings back an older
 * body. Ignores an entry from the future, which means that the clock was set back.
 */
const isNewer = ({requestTime}: CacheEntry, other: Arrival): boolean =>
	requestTime > requestTimeOf(other) && requestTime <= other.responseTime;

/** Replaces the entry that the request selects with the new one, unless the new one is older. */
export const upsertVariant =
	(request: ApiRequest, entry: CacheEntry) =>
	(record: CacheRecord | undefined): CacheRecord => {
		const stored = select(record, request);
		const {requestTime, responseTime} = entry;
		const arrival = {responseTime, responseDelayMs: responseTime - requestTime};
		if (record !== undefined && stored !== undefined && isNewer(stored, arrival)) return record;
		const others = othersThan(request, record).filter((other) => other.requestTime <= responseTime);
		if (others.length === 0) return {version: recordVersion, entries: [entry]};
		/* The newest first: if a server changed its `Vary`, more than one entry may match a request. */
		const entries = [entry, ...others].toSorted((a, b) => b.requestTime - a.requestTime);
		return {version: recordVersion, entries: entries.slice(0, maxVariants)};
	};

/** Removes the entry that the request selects, unless it is newer than a response. `undefined` if nothing is left. */
export const removeVariant =
	(request: ApiRequest, arrival: Arrival) =>
	(record: CacheRecord | undefined): CacheRecord | undefined => {
		const stored = select(record, request);
		if (stored === undefined || isNewer(stored, arrival)) return record;
		const others = othersThan(request, record);
		return others.length === 0 ? undefined : {version: recordVersion, entries: others};
	};
