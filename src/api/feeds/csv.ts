import {type Decoded, type Decoder, type DecoderOptions, type Problem, tooLong} from './problem.ts';
import {parseCsv, type ParsedCsv, type Separators} from './parse-csv.ts';

/** A row of a CSV: a text for each column. */
export type CsvRow<Column extends string = string> = {readonly [Name in Column]: string};

/** What a CSV is expected to be. */
export type CsvOptions = DecoderOptions & {
	readonly delimiter: string;
	/** The columns that the header must have, in any order. */
	readonly columns: readonly string[];
};

/** A blank line is no row, unless there is only one column. */
const isBlank = (fields: readonly string[]): boolean => fields.length === 1 && fields[0] === '';

/**
 * Copies a text. A part of a text can refer to the whole, which then stays in memory for as long as the part: who keeps
 * one field of each row would keep the feed.
 */
const copyOf = (text: string): string => ` ${text}`.slice(1);

const toRow = (names: readonly string[], fields: readonly string[]): CsvRow => {
	const row: Record<string, string> = {};
	fields.forEach((text, index) => {
		row[String(names[index])] = copyOf(text);
	});
	return row;
};

/**
 * Returns what separates the rows: the first line feed that is not in quotes, with the carriage return before it.
 * Returns `undefined` if there is none.
 */
const newlineOf = (text: string): Separators['newline'] => {
	let isQuoted = false;
	for (const {0: character, index} of text.matchAll(/["\n]/g)) {
		if (character === '"') isQuoted = !isQuoted;
		else if (!isQuoted) return text[index - 1] === '\r' ? '\r\n' : '\n';
	}
	return undefined;
};

/**
 * Decodes CSV (RFC 4180): a header and rows, which end with a line feed, with or without a carriage return. A row must
 * have as many fields as the header.
 */
export const csv = ({delimiter, columns, skip, maxRowLength}: CsvOptions): Decoder<CsvRow> => {
	let text = '';
	let newline: Separators['newline'];
	/* The length of a text in which no row ends. */
	let unfinished = 0;
	let names: readonly string[] | undefined;
	let row = -1;

	const readHeader = (fields: readonly string[]): Problem | undefined => {
		const missing = columns.find((column) => !fields.includes(column));
		if (missing === undefined) {
			names = fields;
			return undefined;
		}
		const message = `the first line is no header of a CSV with the column \`${missing}\``;
		return {type: 'misfit', message, text: fields.join(delimiter)};
	};

	const readRows = ({rows: parsed, broken, isOpen}: ParsedCsv): Decoded<CsvRow> => {
		const rows: CsvRow[] = [];
		for (const [index, fields] of parsed.entries()) {
			if (isBlank(fields) && names?.length !== 1) continue;
			if (names === undefined) {
				const problem = readHeader(fields);
				if (problem !== undefined) return {rows, problem};
				continue;
			}
			row += 1;
			/* An open row has all rows after it: they would be left out with it. */
			if (row < skip && !isOpen) continue;
			const isBroken = broken.has(index);
			if (isBroken || fields.length !== names.length) {
				const count = `${fields.length} fields instead of ${names.length}`;
				const reason = isBroken ? 'a quote that does not fit' : count;
				const place = {message: `row ${row + 1} has ${reason}`, path: [row]};
				return {rows, problem: {type: 'misfit', ...place, text: fields.join(delimiter)}};
			}
			rows.push(toRow(names, fields));
		}
		return {rows};
	};

	/* The last row may have no line feed. */
	const readRest = ({rows}: Decoded<CsvRow>): Decoded<CsvRow> => {
		const rest = readRows(parseCsv(text, {delimiter, newline}, true));
		const problem = rest.problem && {...rest.problem, isTruncated: names !== undefined};
		if (problem === undefined && names === undefined) {
			return {rows, problem: {type: 'misfit', message: 'the CSV has no header'}};
		}
		return {rows: [...rows, ...rest.rows], problem};
	};

	return (piece, isLast) => {
		text += piece;
		/* A row with many line feeds in quotes must not be parsed for each piece: the time would grow with the square. */
		const isDue = piece.includes('\n') && text.length >= 2 * unfinished;
		if (!isDue && !isLast && text.length <= maxRowLength) return {rows: []};
		newline ??= newlineOf(text);
		const parsed = parseCsv(text, {delimiter, newline}, false);
		text = text.slice(parsed.length);
		unfinished = parsed.rows.length === 0 ? text.length : 0;
		const decoded = readRows(parsed);
		if (decoded.problem !== undefined) return decoded;
		if (isLast) return readRest(decoded);
		const problem = text.length > maxRowLength ? tooLong(row + 1, maxRowLength) : undefined;
		return {rows: decoded.rows, problem};
	};
};
