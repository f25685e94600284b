import {cancelRest} from '../../response/chunks.ts';

/**
 * Bytes that come when they are asked for. `read` resolves with `undefined` at the end, and rejects if the source
 * breaks. `cancel` ends it: a pending `read` then settles.
 */
export type Source = {
	readonly read: () => Promise<Uint8Array<ArrayBuffer> | undefined>;
	readonly cancel: () => void;
};

/** Reads a stream, which is locked from then on. */
export const sourceOf = (stream: ReadableStream<Uint8Array<ArrayBuffer>>): Source => {
	const reader = stream.getReader();
	return {
		read: async () => (await reader.read()).value,
		cancel: () => cancelRest(reader),
	};
};

/** Gives bytes back to a source. */
export const withHead = (head: Uint8Array<ArrayBuffer>, source: Source): Source => {
	let first: Uint8Array<ArrayBuffer> | undefined = head;
	return {
		read: async () => {
			const chunk = first ?? (await source.read());
			first = undefined;
			return chunk;
		},
		cancel: source.cancel,
	};
};

/** Cuts chunks into pieces of at most `maxLength` bytes, so that what is made of a piece stays small. */
export const inPieces = (source: Source, maxLength: number): Source => {
	let rest: Uint8Array<ArrayBuffer> | undefined;
	return {
		read: async () => {
			rest ??= await source.read();
			if (rest === undefined) return undefined;
			const piece = rest.subarray(0, maxLength);
			rest = rest.length > maxLength ? rest.subarray(maxLength) : undefined;
			return piece;
		},
		cancel: source.cancel,
	};
};
