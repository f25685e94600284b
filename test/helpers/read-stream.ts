import type {AwinResult} from 'awin-sdk';

type Bytes = Uint8Array<ArrayBuffer>;

const isStream = (data: unknown): data is ReadableStream<Bytes> => data instanceof ReadableStream;

/** Returns the stream of a success. Fails if it has none. */
export const streamOf = (result: AwinResult): ReadableStream<Bytes> => {
	if (!isStream(result.data)) throw new Error(`${result.kind} has no stream`, {cause: result});
	return result.data;
};

/** Reads a stream to its end. Returns what came as text, and the error that ended it, if one did. */
export const readAll = async (stream: ReadableStream<Bytes>) => {
	const decoder = new TextDecoder();
	let text = '';
	try {
		for await (const chunk of stream) text += decoder.decode(chunk, {stream: true});
		return {text, error: undefined};
	} catch (error) {
		return {text, error};
	}
};
