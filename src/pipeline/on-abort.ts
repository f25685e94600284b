type Listener = {
	readonly callbacks: Set<() => void>;
	readonly stop: () => void;
};

/*
 * One listener for each signal: a signal searches all its listeners whenever one is added or removed, so that
 * one for each call would make the work of many calls on one signal quadratic.
 */
const listeners = new WeakMap<AbortSignal, Listener>();

const listen = (signal: AbortSignal): Listener => {
	const callbacks = new Set<() => void>();
	const onFired = () => {
		for (const callback of callbacks) callback();
	};
	const stop = () => {
		listeners.delete(signal);
		signal.removeEventListener('abort', onFired);
	};
	signal.addEventListener('abort', onFired, {once: true});
	const listener = {callbacks, stop};
	listeners.set(signal, listener);
	return listener;
};

/**
 * Calls `callback` once when the signal aborts. Returns a function that removes the callback. Callbacks of the same
 * signal run in the order in which they were added. They share one listener, which is removed with the last of
 * them.
 */
export const onAbort = (
	signal: AbortSignal | undefined,
	callback: (signal: AbortSignal) => void,
): (() => void) => {
	// A signal that has fired does not fire again.
	if (signal === undefined || signal.aborted) return () => {};
	const {callbacks, stop} = listeners.get(signal) ?? listen(signal);
	const entry = () => callback(signal);
	callbacks.add(entry);
	return () => {
		if (callbacks.delete(entry) && callbacks.size === 0) stop();
	};
};
