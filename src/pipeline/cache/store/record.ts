import {type CacheEntry, type CacheRecord, recordVersion} from './types.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

const isPair = (value: unknown, second: (part: unknown) => boolean): boolean =>
	Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && second(value[1]);

const numbers = [
	'status',
	'requestTime',
	'responseTime',
	'correctedInitialAgeMs',
	'freshnessLifetimeMs',
	'staleIfErrorMs',
	'staleWhileRevalidateMs',
];

const isEntry = (value: unknown): value is CacheEntry =>
	isObject(value) &&
	numbers.every((name) => Number.isFinite(value[name])) &&
	value['body'] instanceof Uint8Array &&
	Array.isArray(value['headers']) &&
	value['headers'].every((pair) => isPair(pair, (part) => typeof part === 'string')) &&
	Array.isArray(value['vary']) &&
	value['vary'].every((pair) => isPair(pair, (part) => part === null || typeof part === 'string'));

/** Whether a value that came out of a store is a record of this version, down to the last field. */
export const isRecord = (value: unknown): value is CacheRecord =>
	isObject(value) &&
	value['version'] === recordVersion &&
	Array.isArray(value['entries']) &&
	value['entries'].every(isEntry);

/** Whether a value is a record that another version of this software wrote. */
export const isOtherVersion = (value: unknown): boolean =>
	isObject(value) && typeof value['version'] === 'number' && value['version'] !== recordVersion;

/** A body as text: as it is where it is UTF-8, as nearly all of Awin's are, else in base64. */
type EncodedBody = {readonly text: string} | {readonly base64: string};

// `ignoreBOM` keeps a byte order mark, so that the bytes come out as they went in.
const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
const chunkBytes = 0x8000;

const toBase64 = (bytes: Uint8Array): string => {
	let binary = '';
	for (let start = 0; start < bytes.length; start += chunkBytes) {
		binary += String.fromCharCode(...bytes.subarray(start, start + chunkBytes));
	}
	return btoa(binary);
};

const encodeBody = (bytes: Uint8Array): EncodedBody => {
	try {
		return {text: utf8.decode(bytes)};
	} catch {
		return {base64: toBase64(bytes)};
	}
};

const decodeBody = (body: unknown): Uint8Array<ArrayBuffer> | undefined => {
	if (typeof body !== 'object' || body === null) return undefined;
	if ('text' in body && typeof body.text === 'string') return new TextEncoder().encode(body.text);
	if ('base64' in body && typeof body.base64 === 'string') {
		return Uint8Array.from(atob(body.base64), (char) => char.charCodeAt(0));
	}
	return undefined;
};

/** Writes a record as one text, so that every store can hold it and none can tear it. */
export const encodeRecord = (record: CacheRecord): string =>
	JSON.stringify({
		version: record.version,
		entries: record.entries.map((entry) => ({...entry, body: encodeBody(entry.body)})),
	});

/**
 * Reads a record back.
 *
 * @returns `undefined` where there is none, or one of another version.
 * @throws Where the value is anything else.
 */
export const decodeRecord = (value: unknown): CacheRecord | undefined => {
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string') throw new TypeError('the stored value is not a text');
	const record: unknown = JSON.parse(value, (name, part: unknown) =>
		name === 'body' ? decodeBody(part) : part,
	);
	if (isOtherVersion(record)) return undefined;
	if (!isRecord(record)) throw new TypeError('the stored value is not a record');
	return record;
};
