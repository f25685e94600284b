import {isRecord} from '../read/read.ts';
import {reasonIn} from '../read/reason.ts';
import {lineSplitter} from './lines.ts';
import {type Decoder, type DecoderOptions, type Problem, tooLong} from './problem.ts';

/** What an error object consists of. A product has other fields. */
const errorFields: ReadonlySet<string> = new Set([
	'error',
	'errors',
	'message',
	'description',
	'code',
	'status',
	'statusCode',
	'timestamp',
	'path',
	'requestId',
	'exception',
	'trace',
]);

/** Returns why the feed failed if an object is an error instead of a row. */
const reasonOf = (value: Readonly<Record<string, unknown>>): string | undefined => {
	if (!Object.keys(value).every((key) => errorFields.has(key))) return undefined;
	return ['message', 'description', 'errors', 'error']
		.map((key) => (Object.hasOwn(value, key) ? value[key] : undefined))
		.map((one) => (typeof one === 'number' ? `error ${one}` : reasonIn(one)))
		.find((reason) => reason !== undefined);
};

const isBlank = (line: string): boolean => !/\S/.test(line);

/** The place of a line in a feed. */
type Place = {
	readonly number: number;
	readonly row: number;
	/** Whether the feed ends with the line, without a line feed after it. */
	readonly isOpen: boolean;
};

/** The problem of a line that is no object. */
const notARow = (value: unknown, text: string, {number, row, isOpen}: Place): Problem => {
	const isTruncated = isOpen && value === undefined;
	const what = value === undefined ? 'JSON' : 'an object';
	const message = `line ${number} is not ${what}`;
	return {type: 'misfit', message, path: [row], text, isTruncated};
};

/** Parses JSON. Returns `undefined`, which no JSON is, if it is not valid. */
const parse = (line: string): unknown => {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
};

/**
 * Decodes JSON Lines: an object on each line. Blank lines are no rows. An object that is an error ends the feed, in the
 * last line even if that is skipped, so that a feed that failed never looks like one that is complete.
 */
export function jsonLines<Row>(options: DecoderOptions): Decoder<Row>;
export function jsonLines({skip, maxRowLength}: DecoderOptions): Decoder<unknown> {
	const split = lineSplitter(maxRowLength);
	let number = 0;
	let row = -1;
	let skipped = '';
	const refusalIn = (value: Readonly<Record<string, unknown>>, text: string) => {
		const message = reasonOf(value);
		return message === undefined
			? undefined
			: ({type: 'refused', message, path: [row], text} as const);
	};
	return (piece, isLast) => {
		const rows: unknown[] = [];
		const lines = split(piece, isLast);
		for (const [index, line] of lines.entries()) {
			number += 1;
			if (line.length <= maxRowLength && isBlank(line)) continue;
			row += 1;
			if (line.length > maxRowLength) return {rows, problem: tooLong(row, maxRowLength)};
			if (row < skip) {
				skipped = line;
				continue;
			}
			const value = parse(line);
			const isOpen = isLast && index === lines.length - 1 && !piece.endsWith('\n');
			const problem = isRecord(value)
				? refusalIn(value, line)
				: notARow(value, line, {number, row, isOpen});
			if (problem !== undefined) return {rows, problem};
			rows.push(value);
		}
		if (!isLast || row >= skip) return {rows};
		const value = parse(skipped);
		return {rows, problem: isRecord(value) ? refusalIn(value, skipped) : undefined};
	};
}
