/** Whether a value is a promise or can be awaited like one, of this realm or another. */
export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
	typeof value === 'object' &&
	value !== null &&
	'then' in value &&
	typeof value.then === 'function';
