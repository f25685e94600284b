import {type After, concat} from './chunks.ts';
import {maxDrainBytes, maxDrainMs} from './read-body.ts';
import {type BodyReader, type Failure, failure, isFailure, type Reply} from './reply.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The beginning of a body. */
type Peeked = {
	readonly bytes: Bytes;
	/** How the body ended, if the beginning is all of it. */
	readonly end: {readonly failure: Failure | undefined} | undefined;
	/** Reads the whole body, from its start. */
	readonly reader: BodyReader;
};

/** Reads a body that was read in part: first what there is, then how it ended or what the source still has. */
const replay = (chunks: readonly Bytes[], source: BodyReader, end: Peeked['end']): BodyReader => {
	let index = 0;
	return {
		read: async () => chunks[index++] ?? (end === undefined ? source.read() : end.failure),
		cancel: source.cancel,
	};
};

/** Reads a body until it ends, or until at least `maxBytes` are there. */
export const peek = async (source: BodyReader, maxBytes: number): Promise<Peeked> => {
	const chunks: Bytes[] = [];
	let length = 0;
	let end: Peeked['end'];
	while (end === undefined && length < maxBytes) {
		const part = await source.read();
		if (part === undefined || isFailure(part)) end = {failure: part};
		else {
			chunks.push(part);
			length += part.length;
		}
	}
	return {bytes: concat(chunks, length), end, reader: replay(chunks, source, end)};
};

/** Reads a body to its end. Returns its bytes, or the failure that ends it. */
export const readWhole = async (reader: BodyReader): Promise<Bytes | Failure> => {
	const {bytes, end} = await peek(reader, Infinity);
	return end?.failure ?? bytes;
};

/**
 * Reads the body of a reply that a retry replaces, so that its connection can be reused: up to 64 kB, and for up to
 * 250 ms. Returns the reply with what was read, in case no retry follows after all.
 */
export const drained = async (reply: Reply, after: After): Promise<Reply> => {
	if (reply.type === 'failure' || reply.reader === undefined) return reply;
	const source = reply.reader;
	let isCut = false;
	const cut = () => {
		isCut = true;
		source.cancel();
	};
	const cancelTimer = after(maxDrainMs, cut);
	const {bytes, end} = await peek(source, maxDrainBytes);
	cancelTimer();
	if (end === undefined) cut();
	const broken = isCut
		? failure({kind: 'network', phase: 'body', message: 'the body was given up for a retry'})
		: end?.failure;
	return broken === undefined
		? {...reply, body: bytes, reader: undefined}
		: {...reply, reader: replay([bytes], source, {failure: broken})};
};
