/** The error that ended a body, whatever its value is. */
export type BodyError = {readonly error: unknown};

const readers = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'] as const;

/**
 * Makes the readers of a response reject with the error of its body. Those of Chromium hide what a stream fails with,
 * and reject with a `TypeError` of their own.
 *
 * @param errorOf - Returns the error, once the body has broken.
 */
export const showBodyError = (response: Response, errorOf: () => BodyError | undefined): void => {
	/* Not every runtime has all of them. */
	for (const name of readers.filter((known) => known in response)) {
		const {[name]: read} = response;
		const value = async (): Promise<unknown> => {
			const isFirst = !response.bodyUsed;
			try {
				return await Reflect.apply(read, response, []);
			} catch (error) {
				const broken = isFirst ? errorOf() : undefined;
				throw broken === undefined ? error : broken.error;
			}
		};
		Object.defineProperty(response, name, {value});
	}
};
