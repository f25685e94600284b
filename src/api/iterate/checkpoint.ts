import {invalidOption, isPlainObject, readOptions} from '../../errors/invalid-option.ts';
import {canonicalJson, fnv1a} from './digest.ts';
import type {Checkpoint} from './types.ts';

/** The id of an item. */
export type Id = number | string;

/** Where an iteration is. */
export type Position = {
	/** The instant up to which everything has come, in epoch milliseconds. `undefined` for an iteration without time. */
	readonly next: number | undefined;
	/** Whether everything has come. */
	readonly done: boolean;
	readonly page: number;
	readonly received: number;
	readonly total: number | undefined;
	readonly seen: readonly Id[];
};

const names = ['version', 'digest', 'next', 'done', 'page', 'received', 'total', 'seen'] as const;

const digestOf = (question: string, checkpoint: Checkpoint): string =>
	fnv1a(`${question}\n${canonicalJson({...checkpoint, digest: undefined})}`);

/** Writes the checkpoint of a position. */
export const writeCheckpoint = (
	question: string,
	{next, done, page, received, total, seen}: Position,
): Checkpoint => {
	const checkpoint: Checkpoint = {
		version: 1,
		digest: '',
		...(next !== undefined && {next: new Date(next).toISOString()}),
		...(done && {done}),
		...(page !== 1 && {page}),
		...(received !== 0 && {received}),
		...(total !== undefined && {total}),
		...(seen.length > 0 && {seen}),
	};
	return {...checkpoint, digest: digestOf(question, checkpoint)};
};

const isCount = (value: unknown, min: number): value is number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= min;

/** Whether a value can be the id of an item. */
export const isId = (value: unknown): value is Id =>
	typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));

const isIds = (value: unknown): value is readonly Id[] => Array.isArray(value) && value.every(isId);

/* `Date` takes more forms than the one that is written. */
const isInstant = (value: unknown): value is string =>
	typeof value === 'string' &&
	/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
	!Number.isNaN(Date.parse(value)) &&
	new Date(value).toISOString() === value;

/** Reads what a checkpoint has, if all of it has the right form. */
const parse = (own: Readonly<Record<string, unknown>>): Checkpoint | undefined => {
	const {version, digest, next, done, page, received, total, seen} = own;
	if (version !== 1 || typeof digest !== 'string') return undefined;
	if (next !== undefined && !isInstant(next)) return undefined;
	if (done !== undefined && done !== true) return undefined;
	if (page !== undefined && !isCount(page, 1)) return undefined;
	if (received !== undefined && !isCount(received, 0)) return undefined;
	if (total !== undefined && !isCount(total, 0)) return undefined;
	if (seen !== undefined && !isIds(seen)) return undefined;
	return {
		version,
		digest,
		...(next !== undefined && {next}),
		...(done !== undefined && {done}),
		...(page !== undefined && {page}),
		...(received !== undefined && {received}),
		...(total !== undefined && {total}),
		...(seen !== undefined && {seen}),
	};
};

/**
 * Reads a checkpoint.
 *
 * @param option - The name of the option, for the message.
 * @throws TypeError if the value is no checkpoint, or not one of this question.
 */
export const readCheckpoint = (value: unknown, question: string, option: string): Position => {
	const accepted = 'the checkpoint of a page or of an error';
	if (!isPlainObject(value)) throw invalidOption(option, accepted, value);
	const checkpoint = parse(readOptions(value, names, {option}));
	if (checkpoint === undefined) {
		throw new TypeError(
			`Option \`${option}\` must be ${accepted}, but it is one of another version, or not as it was written.`,
		);
	}
	if (checkpoint.digest !== digestOf(question, checkpoint)) {
		throw new TypeError(
			`Option \`${option}\` must be a checkpoint of the same method, account and parameters, but it is one of another question, or not as it was written.`,
		);
	}
	const {next, done = false, page = 1, received = 0, total, seen = []} = checkpoint;
	const nextMs = next === undefined ? undefined : Date.parse(next);
	return {next: nextMs, done, page, received, total, seen};
};

/**
 * Returns the checkpoint of an error that an iteration has thrown: where to go on. `undefined` for any other value.
 *
 * @example
 * ```ts
 * import {checkpointOf} from 'awin-sdk';
 *
 * const publisher = awin.publisher(45628);
 * const question = {from: '2025-01-01', to: '2026-01-01'};
 * try {
 * 	for await (const transaction of publisher.transactions.iterate(question)) console.log(transaction.id);
 * } catch (error) {
 * 	console.log(JSON.stringify(checkpointOf(error)));
 * }
 * ```
 */
export const checkpointOf = (error: unknown): Checkpoint | undefined => {
	const checkpoint: unknown = error instanceof Error ? Reflect.get(error, 'checkpoint') : undefined;
	return isPlainObject(checkpoint) ? parse(checkpoint) : undefined;
};

/** Puts a checkpoint on an error. It is not enumerable, so that logs do not show it. */
export const withCheckpoint = <E extends Error>(error: E, checkpoint: Checkpoint): E =>
	Object.defineProperty(error, 'checkpoint', {value: checkpoint, configurable: true});
