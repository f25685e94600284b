import {charsetOf} from '../../response/parse-body.ts';
import {gunzip} from './gunzip.ts';
import {type Decoder, type Problem, ProblemError} from './problem.ts';
import {inPieces, sourceOf} from './source.ts';
import {textDecoder} from './text.ts';

/** How the rows of a stream are read. */
export type RowReading<Row> = {
	readonly decode: Decoder<Row>;
	/** The content type of the stream, which says its charset. */
	readonly contentType: string;
	readonly signal: AbortSignal | undefined;
	/** Creates the error of a problem. */
	readonly toError: (problem: Problem, cause?: unknown) => Error;
};

/** How much is decoded at a time, in bytes. */
const pieceLength = 65_536;

const noRows = <Row>(): ArrayIterator<Row> => {
	const rows: Row[] = [];
	return rows.values();
};

/**
 * Iterates over the rows of a stream. A row that is decoded already costs a promise and no more. Calls of `next` that do
 * not wait for each other get their rows in turn.
 */
export const rowsOf = <Row>(
	body: ReadableStream<Uint8Array<ArrayBuffer>>,
	{decode, contentType, signal, toError}: RowReading<Row>,
): AsyncIterator<Row, undefined> => {
	const source = inPieces(gunzip(sourceOf(body)), pieceLength);
	const decodeText = textDecoder(charsetOf(contentType));
	let rows = noRows<Row>();
	let problem: Problem | undefined;
	/* Whether the bytes have ended, and whether the rows have. */
	let isEnd = false;
	let isOver = false;
	let waiting = 0;
	let last: Promise<unknown> = Promise.resolve();

	const stop = (): IteratorReturnResult<undefined> => {
		isOver = true;
		rows = noRows();
		source.cancel();
		return {done: true, value: undefined};
	};
	const readPiece = async (): Promise<void> => {
		const piece = await source.read();
		isEnd = piece === undefined;
		const decoded = decode(decodeText(piece), isEnd);
		({problem} = decoded);
		rows = decoded.rows.values();
	};
	const advance = async (): Promise<IteratorResult<Row, undefined>> => {
		try {
			for (;;) {
				if (isOver) return stop();
				signal?.throwIfAborted();
				const item = rows.next();
				if (item.done !== true) return item;
				if (problem !== undefined) throw new ProblemError(problem);
				if (isEnd) return stop();
				await readPiece();
			}
		} catch (error) {
			stop();
			throw error instanceof ProblemError ? toError(error.problem, error.cause) : error;
		} finally {
			waiting -= 1;
		}
	};
	return {
		next: () => {
			if (waiting === 0 && signal?.aborted !== true) {
				const item = rows.next();
				if (item.done !== true) return Promise.resolve(item);
			}
			waiting += 1;
			const result = last.then(advance);
			last = result.catch(() => {});
			return result;
		},
		return: async () => stop(),
	};
};
