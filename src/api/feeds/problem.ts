/** Why the rows of a feed end before the feed does. */
export type Problem = {
	/** `refused` if the feed itself says that it failed. */
	readonly type: 'misfit' | 'refused';
	readonly message: string;
	/** Where it is: the index of the row, and the path in it. */
	readonly path?: readonly (string | number)[];
	/** The text that cannot be read. */
	readonly text?: string;
	/** Whether more would have followed: another download may succeed. */
	readonly isTruncated?: boolean;
};

/** The rows that a part of a feed completes, and the problem that ends the feed after them. */
export type Decoded<Row> = {readonly rows: readonly Row[]; readonly problem?: Problem | undefined};

/**
 * Decodes the text of a feed, which comes in pieces. After a problem, it must not be called again.
 *
 * @param isLast - Whether no other piece follows.
 */
export type Decoder<Row> = (piece: string, isLast: boolean) => Decoded<Row>;

/** The limits of a decoder. */
export type DecoderOptions = {
	/** How many rows are left out at the beginning. They are not checked. */
	readonly skip: number;
	/** The maximum length of a row, in UTF-16 code units. */
	readonly maxRowLength: number;
};

/** Creates the problem of a row that is too long. */
export const tooLong = (row: number, maxRowLength: number): Problem => ({
	type: 'misfit',
	message: `row ${row + 1} is longer than ${maxRowLength} characters (\`maxRowLength\`)`,
	path: [row],
});

/** Carries a problem from a source of bytes to whoever reads it. It never leaves this folder. */
export class ProblemError extends Error {
	readonly problem: Problem;

	constructor(problem: Problem, cause?: unknown) {
		super(problem.message, {cause});
		this.problem = problem;
	}
}
