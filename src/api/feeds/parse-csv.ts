import Papa, {type ParseResult} from 'papaparse';

/** The rows of a text. */
export type ParsedCsv = {
	readonly rows: readonly (readonly string[])[];
	/** The indexes of the rows whose quotes do not fit. */
	readonly broken: ReadonlySet<number | undefined>;
	/** Whether the last row has a quote without its end, so that what follows is a part of the row. */
	readonly isOpen: boolean;
	/** The length of the text that the rows take. */
	readonly length: number;
};

/** What separates fields and rows. */
export type Separators = {
	readonly delimiter: string;
	readonly newline: '\n' | '\r\n' | undefined;
};

/**
 * Parses the rows of a text.
 *
 * @param isLast - Whether the text ends with its last row. Otherwise that row is left out, because it may go on.
 */
export const parseCsv = (text: string, separators: Separators, isLast: boolean): ParsedCsv => {
	/* The parser itself, because the streams of the package are those of Node.js and files of a browser. */
	const {data, errors, meta}: ParseResult<string[]> = new Papa.Parser({
		delimiter: separators.delimiter,
		newline: separators.newline ?? '\n',
	}).parse(text, 0, !isLast);
	const broken = new Set(errors.map(({row}) => row));
	const isOpen = errors.some(({code}) => code === 'MissingQuotes');
	return {rows: data, broken, isOpen, length: meta.cursor};
};
