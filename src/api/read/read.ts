/** The outcome of reading a body. */
export type Reading<Data> =
	| {readonly type: 'data'; readonly data: Data}
	/** The body is not what the endpoint answers. The result is `invalid-body`. */
	| {
			readonly type: 'misfit';
			readonly message: string;
			readonly path?: readonly (string | number)[];
	  }
	/** The body says that Awin refused the request, although the status is a success. */
	| {readonly type: 'refused'; readonly message: string};

/** Makes the data from the JSON of a success. Never throws. */
export type Read<Data, Params = unknown> = (body: unknown, params: Params) => Reading<Data>;

/** Creates the outcome of a body that fits. */
export const data = <Data>(value: Data): Reading<Data> => ({type: 'data', data: value});

/** Creates the outcome of a body that does not fit. */
export const misfit = (
	message: string,
	path: readonly (string | number)[] = [],
): Reading<never> => ({type: 'misfit', message, path});

/** Creates the outcome of a body that refuses the request. */
export const refusal = (description: unknown): Reading<never> => ({
	type: 'refused',
	message:
		typeof description === 'string' && description.trim() !== ''
			? description
			: 'Awin gives no reason',
});

/** Whether a JSON value is an object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
