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

const tooLarge = 'the body is larger than ';

/** Whether a message says that a body is too large. */
export const isTooLarge = (message: string): boolean => message.startsWith(tooLarge);

/** What is wrong with a body, for messages. */
export const bodyProblems = {
	broken: 'the connection broke while the body was read',
	cancelled: 'the body was cancelled before its end',
	tooLarge: (maxBytes: number): string => `${tooLarge}${maxBytes} bytes`,
	tooShort: (length: number, declared: number): string =>
		`the body ended after ${length} of ${declared} bytes`,
} as const;

/** Cancels what is left of a stream. Not awaited, because the promise of `cancel` may never settle. */
export const cancelRest = (
	reader: ReadableStreamDefaultReader<unknown> | undefined,
	reason?: unknown,
): void => {
	void reader?.cancel(reason).catch(() => {});
};

/** Whether a value is a `Uint8Array`, of this realm or another. */
export const isBytes = (value: unknown): value is Uint8Array<ArrayBuffer> =>
	value instanceof Uint8Array || Object.prototype.toString.call(value) === '[object Uint8Array]';
