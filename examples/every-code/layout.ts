import type {Row} from './describe.ts';

/** The columns of the table with their widths: with the gaps between them 100 characters. */
const columns = [
	['code', 4],
	['meaning', 26],
	['kind', 17],
	['attempts', 18],
	['result', 27],
] as const satisfies readonly (readonly [keyof Row, number])[];

const gap = '  ';

/** Gives each piece of text its look. It must not change the length that is seen. */
export type Paint = (text: string, column: keyof Row, line: number) => string;

/** Breaks a text between words; what is still too long is cut. */
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

/** Lays a row out in lines of at most 100 characters. Meanings are wrapped, all else is cut. */
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
