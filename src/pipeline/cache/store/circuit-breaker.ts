import {invokeCallback} from '../../callback.ts';
import type {Clock} from '../../clock.ts';
import {isThenable} from '../../thenable.ts';
import {InvalidRecordError} from './record.ts';

/** How long a call waits for a store, in milliseconds, before it continues without the cache. */
export const storeTimeoutMs = 250;

/** How long the circuit stays open after a timeout, in milliseconds. */
export const storePauseMs = 5000;

/** A failure of a store. The call in which it happened continued without the cache. */
export type CacheStoreFailure = {
	/** The method of the store that failed. */
	readonly operation: 'get' | 'set' | 'delete';
	/** Describes the failure, without secrets. */
	readonly message: string;
	/** The exception of the store; `undefined` if it did not answer in time. */
	readonly cause: unknown;
};

type Operation = CacheStoreFailure['operation'];

/** The result of an operation that failed, timed out, or was not tried. */
export const failed = Symbol('failed');

/**
 * Runs an operation of a store, and reads what it returns. Returns {@link failed} if either throws, if the store
 * does not answer in time, or if the circuit is open. Never throws.
 */
export type StoreCircuit = <T>(
	operation: Operation,
	call: () => unknown,
	read: (value: unknown) => T,
) => T | typeof failed | Promise<T | typeof failed>;

/**
 * Creates the circuit breaker of a store. After a timeout it is open for a while, so that calls do not wait one
 * after the other; then one operation tries the store again. A failure is reported once, until the same operation
 * works again.
 */
export const createStoreCircuit = (
	clock: Clock,
	onError: ((failure: CacheStoreFailure) => unknown) | undefined,
): StoreCircuit => {
	let failing: Operation | undefined;
	let openUntil = -Infinity;

	const report = (operation: Operation, message: string, cause?: unknown): typeof failed => {
		if (failing !== undefined) return failed;
		failing = operation;
		const failure = {operation, message, cause};
		if (onError !== undefined) invokeCallback('cache.onError', onError, failure);
		return failed;
	};

	const settle = <T>(operation: Operation, read: (value: unknown) => T, value: unknown) => {
		try {
			const result = read(value);
			if (failing === operation) failing = undefined;
			openUntil = -Infinity;
			return result;
		} catch (cause) {
			return cause instanceof InvalidRecordError
				? report(operation, cause.message)
				: report(operation, `the cache store failed at "${operation}"`, cause);
		}
	};

	const wait = <T>(
		operation: Operation,
		pending: PromiseLike<unknown>,
		read: (value: unknown) => T,
	): Promise<T | typeof failed> =>
		new Promise((resolve) => {
			let timedOut = false;
			const cancel = clock.after(storeTimeoutMs, () => {
				timedOut = true;
				openUntil = clock.elapsed() + storePauseMs;
				const message = `the cache store took longer than ${storeTimeoutMs} ms`;
				resolve(report(operation, message));
			});
			Promise.resolve(pending).then(
				(value) => {
					cancel();
					/* A late answer does not show that the store is fast again. */
					if (!timedOut) resolve(settle(operation, read, value));
				},
				(cause: unknown) => {
					cancel();
					resolve(report(operation, `the cache store failed at "${operation}"`, cause));
				},
			);
		});

	return (operation, call, read) => {
		const now = clock.elapsed();
		if (now < openUntil) return failed;
		/* Half open: this operation tries the store, and others do not until it has answered. */
		if (openUntil !== -Infinity) openUntil = now + storeTimeoutMs;
		try {
			const value = call();
			/* A synchronous store adds no microtask. */
			return isThenable(value) ? wait(operation, value, read) : settle(operation, read, value);
		} catch (cause) {
			return report(operation, `the cache store failed at "${operation}"`, cause);
		}
	};
};
