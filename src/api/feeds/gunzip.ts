import {concat} from '../../response/chunks.ts';
import {ProblemError} from './problem.ts';
import {inPieces, type Source, sourceOf, withHead} from './source.ts';

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

/** Decompresses a gzip. */
const inflate = (source: Source): Source => {
	const pieces = inPieces(source, pieceLength);
	let broken: {readonly cause: unknown} | undefined;
	let hasEnded = false;
	const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>(
		{
			pull: async (controller) => {
				try {
					const piece = await pieces.read();
					hasEnded = piece === undefined;
					if (piece === undefined) controller.close();
					else controller.enqueue(piece);
				} catch (cause) {
					broken = {cause};
					controller.error(cause);
				}
			},
			cancel: source.cancel,
		},
		{highWaterMark: 0},
	);
	const inflated = sourceOf(compressed.pipeThrough(new DecompressionStream('gzip')));
	return {
		read: async () => {
			try {
				return await inflated.read();
			} catch (cause) {
				/* The runtime may put an error of its own in the place of that of the source. */
				if (broken !== undefined) throw broken.cause;
				const message = 'the gzip is broken or ends too early';
				throw new ProblemError({type: 'misfit', message, isTruncated: hasEnded}, cause);
			}
		},
		cancel: () => {
			inflated.cancel();
			source.cancel();
		},
	};
};
