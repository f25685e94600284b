import {cancelRest, concat} from '../../response/chunks.ts';
import {ProblemError} from './problem.ts';
import {inPieces, type Source, withHead} from './source.ts';

/** How often a feed can be compressed. A gzip can contain itself, so there must be an end. */
const maxLayers = 2;

/** How many compressed bytes are inflated at a time: at most about 16 MB come of them. */
const pieceLength = 16_384;

/**
 * Decompresses bytes that begin with the magic bytes of gzip, and passes on any others. Header fields and names of files
 * are not looked at. A gzip in a gzip is decompressed as well: a server may compress a file that is compressed.
 */
export const gunzip = (source: Source, layers = maxLayers): Source => {
	let opened: Promise<Source> | undefined;
	const open = async (): Promise<Source> => {
		const head = await readHead(source);
		const whole = withHead(head, source);
		const isGzip = head[0] === 0x1f && head[1] === 0x8b;
		return isGzip && layers > 0 ? gunzip(inflate(whole), layers - 1) : whole;
	};
	return {
		read: async () => {
			opened ??= open();
			return (await opened).read();
		},
		cancel: () => {
			source.cancel();
			void opened?.then(
				({cancel}) => cancel(),
				() => {},
			);
		},
	};
};

/** Reads the first two bytes, and what comes with them. */
const readHead = async (source: Source): Promise<Uint8Array<ArrayBuffer>> => {
	let head = new Uint8Array(0);
	while (head.length < 2) {
		const chunk = await source.read();
		if (chunk === undefined) break;
		head = concat([head, chunk], head.length + chunk.length);
	}
	return head;
};

/**
 * Decompresses a gzip. A piece is written only while a read waits for bytes: the queue of a `DecompressionStream` of
 * Node.js has room for 16,384 chunks, which are 256 MB.
 */
const inflate = (source: Source): Source => {
	const pieces = inPieces(source, pieceLength);
	const {readable, writable} = new DecompressionStream('gzip');
	const reader = readable.getReader();
	const writer = writable.getWriter();
	let broken: {readonly cause: unknown} | undefined;
	let isTruncated = false;
	let isWaiting = false;
	let wake: () => void;

	const readPiece = async () => {
		if (!isWaiting) {
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
		try {
			return await pieces.read();
		} catch (cause) {
			broken = {cause};
			throw cause;
		}
	};
	const write = async (): Promise<void> => {
		for (let piece = await readPiece(); piece !== undefined; piece = await readPiece()) {
			await writer.write(piece);
		}
		isTruncated = true;
		await writer.close();
	};
	const readInflated = async () => {
		const next = reader.read();
		/* A chunk that is there settles at once. */
		isWaiting = true;
		const settle = () => {
			isWaiting = false;
		};
		next.then(settle, settle);
		await Promise.resolve();
		if (isWaiting) wake();
		return (await next).value;
	};

	/* Whoever reads gets the error from the other side. */
	void write().catch((cause: unknown) => Promise.allSettled([writer.abort(cause)]));
	return {
		read: async () => {
			try {
				return await readInflated();
			} catch (cause) {
				/* The runtime may put an error of its own in the place of that of the source. */
				if (broken !== undefined) throw broken.cause;
				const message = 'the gzip is broken or ends too early';
				throw new ProblemError({type: 'misfit', message, isTruncated}, cause);
			}
		},
		cancel: () => {
			cancelRest(reader);
			source.cancel();
		},
	};
};
