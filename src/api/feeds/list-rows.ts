import {toNumbers} from '../read/convert.ts';
import {misfit, type Reading} from '../read/read.ts';
import {asRows} from '../read/roots.ts';
import {anyOf, number, optional, type Shape, string} from '../read/shape.ts';
import {csv, type CsvRow} from './csv.ts';
import type {FeedListRow} from './list.ts';

/** The column that every list has. Others may be missing, or be more. */
const idColumn = 'Feed ID';
const countColumn = 'No of products';

const convert = toNumbers('Advertiser ID', idColumn, countColumn);

const toRow = (texts: CsvRow): Record<string, unknown> => {
	const row: Record<string, unknown> = {...texts};
	convert(row);
	if (row[countColumn] === '') row[countColumn] = null;
	return row;
};

/** Reads a list of feeds, which is a CSV. A page of HTML with the status 200 is none. */
export const readFeedList = <Row>(body: unknown): Reading<Row[]> => {
	const decode = csv({delimiter: ',', columns: [idColumn], skip: 0, maxRowLength: Infinity});
	const {rows, problem} = decode(String(body), true);
	if (problem?.path !== undefined) return misfit(problem.message, problem.path);
	if (problem !== undefined) return misfit(`must be a CSV with the column \`${idColumn}\``);
	return asRows(rows.map(toRow));
};

/** The shapes of the columns of both lists. */
export const feedListShapes = {
	'Advertiser ID': number,
	'Advertiser Name': string,
	'Primary Region': string,
	'Membership Status': string,
	'Feed ID': anyOf(number, string),
	'Feed Name': string,
	Language: string,
	Vertical: string,
	'Last Imported': string,
	'Last Checked': string,
	'No of products': optional(number),
	URL: string,
} as const satisfies Record<keyof FeedListRow, Shape>;
