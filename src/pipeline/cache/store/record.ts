import {type CacheEntry, type CacheRecord, recordVersion} from './types.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

const isPair = (value: unknown, second: (part: unknown) => boolean): boolean =>
	Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && second(value[1]);

const numbers = [
	'status',
	'askedAt',
	'storedAt',
	'bornAt',
	'lifetimeMs',
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
