/** Calls back after a time in milliseconds. Returns a function that cancels the timer. */
export type After = (ms: number, callback: () => void) => () => void;

/** Concatenates chunks whose total length is `length` bytes. */
export const concat = (chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> => {
	const bytes = new Uint8Array(length);
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.length;
	}
	return bytes;
};

/** Whether a value is a `Uint8Array`, of this realm or another. */
export const isBytes = (value: unknown): value is Uint8Array<ArrayBuffer> =>
	Object.prototype.toString.call(value) === '[object Uint8Array]';
