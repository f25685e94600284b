/** Runs a function in an async context that was captured before, and settles as it does. It must not throw. */
export type RunInContext = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Captures the current async context, so that functions can run in it later, one after the other. A runtime restores the
 * context of a function that awaits something, so a function that waits for work does what `AsyncLocalStorage.snapshot`
 * does, on every runtime.
 */
export const captureContext = (): RunInContext => {
	const queue: (() => void)[] = [];
	const sleepers: (() => void)[] = [];
	const waitForWork = async () => {
		for (;;) {
			await new Promise<void>((resolve) => {
				sleepers.push(resolve);
			});
			for (let work = queue.shift(); work !== undefined; work = queue.shift()) work();
		}
	};
	/* Nothing but the function below refers to it, so it is collected with that one. */
	void waitForWork();
	return (work) =>
		new Promise((resolve, reject) => {
			queue.push(() => {
				work().then(resolve, reject);
			});
			for (const wake of sleepers.splice(0)) wake();
		});
};
