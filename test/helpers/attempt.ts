/** Runs a function. Returns its return value, or the value that it throws. */
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
