import {checkNumber} from '../../errors/invalid-option.ts';
import type {Meta} from '../../result/meta.ts';
import {contentOf} from '../../result/stream-content.ts';
import type {EndpointOptions} from '../endpoint-options.ts';
import {refused} from '../refused.ts';
import type {Shape} from '../read/shape.ts';
import type {Decoder, DecoderOptions} from './problem.ts';
import {rowsOf} from './rows.ts';

/**
 * The rows of a feed, as they come. `for await` reads them once. Only what the next row needs is in memory, and the
 * server is asked for more only when a row is. Leaving the loop closes the connection.
 *
 * An error ends the rows after all rows before it.
 *
 * @throws RefusedError if the feed says that it failed.
 * @throws InvalidBodyError if a row cannot be read. `issues` has its index.
 * @throws AwinError of every other stream, such as `NetworkError`.
 * @throws The reason of the call's signal if it aborts: an `AbortError`, unless you gave another.
 * @throws TypeError if the rows are read a second time.
 * @example
 * ```ts
 * const result = await awin.publisher(45628).productFeed.download({advertiserId: 2001, locale: 'en_GB'});
 * if (result.ok) for await (const product of result.data) console.log(product);
 * ```
 */
export type FeedRows<Row> = AsyncIterable<Row> & {
	/**
	 * The bytes as the server sends them, such as a gzip, instead of the rows. Neither `skip` nor a check applies to
	 * them. Whoever reads it gets no rows, and the other way round.
	 */
	readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
};

/** Creates the decoder of a form of feeds. */
export type RowFormat<Row> = (options: DecoderOptions) => Decoder<Row>;

/** How a call reads rows, whatever their form. */
export type RowOptions = DecoderOptions & {
	readonly signal: AbortSignal | undefined;
	/** The shape that every row must have. */
	readonly shape: Shape | undefined;
};

/** Creates the rows of a feed from its bytes. */
export type OpenRows = <Row>(format: RowFormat<Row>) => FeedRows<Row>;

/** The options of the call of a feed. */
export type FeedOptions = {
	/**
	 * How many rows are left out at the beginning, to go on after those that a former call has read. They are not
	 * checked.
	 *
	 * @default 0
	 */
	readonly skip?: number | undefined;
	/**
	 * The maximum length of a row in UTF-16 code units. A longer one is an `InvalidBodyError`, so that a feed without
	 * ends of rows cannot fill the memory.
	 *
	 * @default 1_048_576
	 */
	readonly maxRowLength?: number | undefined;
};

type CallOptions = EndpointOptions & FeedOptions;

/** The default of `maxRowLength`. */
const defaultMaxRowLength = 1_048_576;

/** The names of {@link FeedOptions}. */
export const feedOptionNames = [
	'skip',
	'maxRowLength',
] as const satisfies readonly (keyof FeedOptions)[];

/**
 * Takes the options of feeds from the options of a call.
 *
 * @throws TypeError if one is not accepted.
 */
export const readFeedOptions = ({
	skip = 0,
	maxRowLength = defaultMaxRowLength,
	...options
}: CallOptions): {
	readonly limits: DecoderOptions;
	readonly options: Omit<CallOptions, keyof FeedOptions>;
} => {
	checkNumber('skip', skip, {min: 0, integer: true});
	checkNumber('maxRowLength', maxRowLength, {min: 1, integer: true});
	return {limits: {skip, maxRowLength}, options};
};

/** Ends the rows before the first one that differs from a shape. */
const checked = <Row>(decode: Decoder<Row>, shape: Shape, skip: number): Decoder<Row> => {
	let before = skip;
	return (piece, isLast) => {
		const decoded = decode(piece, isLast);
		for (const [index, row] of decoded.rows.entries()) {
			const misfit = shape(row);
			if (misfit === undefined) continue;
			const {message} = misfit;
			const place = {path: [before + index, ...misfit.path], text: JSON.stringify(row)};
			return {rows: decoded.rows.slice(0, index), problem: {type: 'misfit', message, ...place}};
		}
		before += decoded.rows.length;
		return decoded;
	};
};

const refusedHint = 'The feed has an error instead of its last rows. Download it again.';

/** The result of a call whose data is a stream. */
type Streamed = {readonly data: unknown; readonly meta: Meta};

/** Returns the function that makes rows of the stream of a call. */
export const openRows = (
	{data, meta}: Streamed,
	{shape, signal, ...limits}: RowOptions,
): OpenRows => {
	const {body, fail} = contentOf(data);
	return (format) => ({
		body,
		[Symbol.asyncIterator]: () => {
			if (body.locked) throw new TypeError('A feed can be read once: its rows or its `body`.');
			const decode = format(limits);
			return rowsOf(body, {
				decode: shape === undefined ? decode : checked(decode, shape, limits.skip),
				contentType: meta.headers.get('content-type') ?? '',
				signal,
				toError: ({type, message, path = [], text = '', isTruncated = false}, cause) => {
					const result = fail({message, path, text, retryable: isTruncated, cause});
					return type === 'refused' ? refused(result, 'no', refusedHint).error : result.error;
				},
			});
		},
	});
};
