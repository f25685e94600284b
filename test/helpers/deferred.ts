/** A promise, and the function that fulfils it: what happens in a callback can be awaited with it. */
export const deferred = <T = void>() => {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>((fulfil) => {
		resolve = fulfil;
	});
	return {promise, resolve};
};
