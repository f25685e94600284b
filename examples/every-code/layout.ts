import type {Row} from './describe.ts';

/** The columns of the table and their widths. With the gaps, a line has 100 characters. */
const columns = [
	['code', 4],
	['meaning', 26],
	['kind', 17],
	['attempts', 18],
	['result', 27],
] as const satisfies readonly (readonly [keyof Row, number])[];

const gap = '  ';

/** Styles a piece of text. Must not change its visible length. */
export type Paint = (text: string, column: keyof Row, line: number) => string;

/** Wraps a text between words. Truncates words that are longer than a line. */
export const wrap = (text: string, width: number): string[] => {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && `${last} ${word}`.length <= width)
			lines.push(`${lines.pop()} ${word}`);
		else lines.push(cut(word, width));
	}
	return lines;
};

const cut = (text: string, width: number): string =>
	text.length <= width ? text : `${text.slice(0, width - 1)}…`;

/** Formats a row as lines of at most 100 characters. Wraps the meaning and truncates the other cells. */
export const layout = (row: Row, paint: Paint): string[] => {
	const cells = columns.map(([name, width]) => {
		const lines = name === 'meaning' ? row[name].flatMap((line) => wrap(line, width)) : row[name];
		return {name, width, lines: lines.map((line) => cut(line, width))};
	});
	const height = Math.max(...cells.map(({lines}) => lines.length));
	return Array.from({length: height}, (_, line) =>
		cells
			.map(
				({name, width, lines: {[line]: text = ''}}) =>
					paint(text, name, line) + ' '.repeat(width - text.length),
			)
			.join(gap)
			.trimEnd(),
	);
};
