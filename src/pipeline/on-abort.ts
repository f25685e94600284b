/** Calls `callback` once when the signal aborts. Returns a function that removes the listener. */
export const onAbort = (
	signal: AbortSignal | undefined,
	callback: (signal: AbortSignal) => void,
): (() => void) => {
	if (signal === undefined) return () => {};
	const listener = () => callback(signal);
	signal.addEventListener('abort', listener, {once: true});
	return () => signal.removeEventListener('abort', listener);
};
