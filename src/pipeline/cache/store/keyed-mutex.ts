/** Serializes work per key. */
export type KeyedMutex<T> = {
	/** Runs work for a key after all earlier work for that key has finished; synchronously if there is none. */
	readonly run: (key: string, work: () => Promise<T> | T) => Promise<T> | T;
	/** Whether work for a key runs or waits. */
	readonly isBusy: (key: string) => boolean;
};

/** Creates a mutex that serializes work per key. The work must not reject. */
export const keyedMutex = <T>(): KeyedMutex<T> => {
	const pending = new Map<string, Promise<T>>();
	return {
		run: (key, work) => {
			const before = pending.get(key);
			const result = before === undefined ? work() : before.then(work);
			if (!(result instanceof Promise)) return result;
			const done = result.finally(() => {
				if (pending.get(key) === done) pending.delete(key);
			});
			pending.set(key, done);
			return done;
		},
		isBusy: (key) => pending.has(key),
	};
};
