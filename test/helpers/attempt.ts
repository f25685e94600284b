/** Runs a function and gives what it throws, or what it gives. */
export const attempt = <T>(
	run: () => T,
):
	| {readonly value: T; readonly error?: never}
	| {readonly value?: never; readonly error: unknown} => {
	try {
		return {value: run()};
	} catch (error) {
		return {error};
	}
};
