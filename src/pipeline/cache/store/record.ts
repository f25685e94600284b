import {isField} from '../../../response/fields.ts';
import {type CacheEntry, type CacheRecord, recordVersion} from './types.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

/** The stored value is not a valid record. */
export class InvalidRecordError extends TypeError {}

const invalid = (): never => {
	throw new InvalidRecordError(
		'the cache store returned a value that is not a record (wrap a Keyv in `keyvStore`)',
	);
};

const readNumber = (value: unknown): number =>
	typeof value === 'number' && Number.isFinite(value) ? value : invalid();

/* A Buffer or a view shares its memory with others, and a Buffer's `slice` does not copy. */
const readBytes = (value: unknown): Uint8Array<ArrayBuffer> => {
	if (!(value instanceof Uint8Array)) return invalid();
	const {buffer} = value;
	return Object.getPrototypeOf(value) === Uint8Array.prototype &&
		buffer instanceof ArrayBuffer &&
		buffer.byteLength === value.byteLength
		? new Uint8Array(buffer)
		: new Uint8Array(value);
};

/* `Array.from` reads the holes of a sparse array, too. */
const readPairs = (value: unknown): readonly (readonly [string, unknown])[] =>
	Array.isArray(value)
		? Array.from(value, (pair: unknown) => {
				const [name, part]: readonly unknown[] = Array.isArray(pair) ? pair : invalid();
				return typeof name === 'string' ? [name, part] : invalid();
			})
		: invalid();

const readEntry = (value: unknown): CacheEntry => {
	if (!isObject(value)) return invalid();
	const {statusText} = value;
	const number = (name: keyof CacheEntry): number => readNumber(value[name]);
	return {
		status: number('status'),
		...(typeof statusText === 'string' && {statusText}),
		requestTime: number('requestTime'),
		responseTime: number('responseTime'),
		correctedInitialAgeMs: number('correctedInitialAgeMs'),
		freshnessLifetimeMs: number('freshnessLifetimeMs'),
		staleIfErrorMs: number('staleIfErrorMs'),
		staleWhileRevalidateMs: number('staleWhileRevalidateMs'),
		body: readBytes(value['body']),
		headers: readPairs(value['headers'])
			.map(([name, part]) => (typeof part === 'string' ? ([name, part] as const) : invalid()))
			.filter(([name, part]) => isField(name, part)),
		vary: readPairs(value['vary']).map(([name, part]) =>
			part === null || typeof part === 'string' ? ([name, part] as const) : invalid(),
		),
	};
};

/**
 * Copies a record that came out of a store, reading each of its properties once. Header fields that cannot be
 * rebuilt are left out.
 *
 * @returns `undefined` if there is none, or one of another version.
 * @throws If the value is anything else, or if a getter of the value throws.
 */
export const readRecord = (value: unknown): CacheRecord | undefined => {
	if (value === undefined || value === null) return undefined;
	if (!isObject(value)) return invalid();
	const {version, entries} = value;
	if (typeof version === 'number' && version !== recordVersion) return undefined;
	if (version !== recordVersion || !Array.isArray(entries)) return invalid();
	return {version, entries: Array.from(entries, readEntry)};
};

/** A body as a string: text if it is valid UTF-8, as nearly all bodies from Awin are, otherwise base64. */
type EncodedBody = {readonly text: string} | {readonly base64: string};

/* `ignoreBOM` keeps a byte order mark, so that the decoded bytes are the same as the encoded ones. */
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

/** Encodes a record as one string, which any store can hold and write atomically. */
export const encodeRecord = (record: CacheRecord): string =>
	JSON.stringify({
		version: record.version,
		entries: record.entries.map((entry) => ({...entry, body: encodeBody(entry.body)})),
	});

/**
 * Decodes a record.
 *
 * @returns `undefined` if there is no value, or if the record has another format version.
 * @throws TypeError or SyntaxError if the value is not an encoded record.
 */
export const decodeRecord = (value: unknown): CacheRecord | undefined => {
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string') throw new TypeError('the stored value is not a string');
	return readRecord(
		JSON.parse(value, (name, part: unknown) => (name === 'body' ? decodeBody(part) : part)),
	);
};
