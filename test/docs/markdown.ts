import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './blocks.ts';

/** The text of a file of the repository. */
export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The text under a heading of a Markdown file, up to the next one of the same level. */
export const section = (path: string, heading: string): string => {
	const [, after] = `\n${textOf(path)}`.split(`\n## ${heading}\n`);
	if (after === undefined) throw new Error(`${path} has no heading "${heading}".`);
	return after.split('\n## ')[0] ?? '';
};

/** The tables of a text: the cells of each row, without the two rows of the head. */
export const tables = (text: string): string[][][] =>
	(text.match(/(^\|.*\|\n)+/gm) ?? []).map((table) =>
		table
			.trimEnd()
			.split('\n')
			.slice(2)
			.map((row) => row.slice(1, -1).split(/(?<!\\)\|/))
			.map((cells) => cells.map((cell) => cell.trim())),
	);
