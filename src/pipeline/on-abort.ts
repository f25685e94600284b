/** Calls back when a signal fires. Gives a function that stops listening, so that no listener is left behind. */
export const onAbort = (
	signal: AbortSignal | undefined,
	callback: (signal: AbortSignal) => void,
): (() => void) => {
	if (signal === undefined) return () => {};
	const listener = () => callback(signal);
	signal.addEventListener('abort', listener, {once: true});
	return () => signal.removeEventListener('abort', listener);
};
