/** Reports something to the developer on the console. Never throws: a console of the user's can throw. */
export const warn = (message: string): void => {
	try {
		console.warn(`awin-sdk: ${message}`);
	} catch {
		// There is no other place to report it.
	}
};
