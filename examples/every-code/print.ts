import {styleText} from 'node:util';
import {describe} from './describe.ts';
import {layout, type Paint} from './layout.ts';
import type {Played} from './scenario.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours on a terminal only, and not where NO_COLOR is set. */
const style = (format: Style, text: string): string =>
	text === '' ? '' : styleText(format, text, {stream: process.stdout});

const write = (text: string): void => {
	process.stdout.write(`${text}\n`);
};

const heading: Paint = (text) => style('bold', text);

const paintOf = ({result, complaints}: Played): Paint => {
	const verdict = result.ok ? 'green' : (result.status ?? 500) < 500 ? 'yellow' : 'red';
	return (text, column, line) => {
		if (column === 'kind') return style(complaints.length === 0 ? verdict : 'inverse', text);
		if (column === 'code') return style('bold', text);
		return line === 0 || column === 'meaning' ? text : style('dim', text);
	};
};

/** Prints what comes before the rows. */
export const printHeading = (lines: readonly string[]): void => {
	write(style('bold', lines[0] ?? ''));
	for (const line of lines.slice(1)) write(style('dim', line));
	write('');
	const names = {
		code: ['code'],
		meaning: ['Awin’s meaning'],
		kind: ['result.kind'],
		attempts: ['attempts'],
		result: ['the caller gets'],
	};
	for (const line of layout(names, heading)) write(line);
	write(style('dim', '─'.repeat(100)));
};

/** Prints a row, with what is wrong with it below. */
export const printRow = (played: Played): void => {
	for (const line of layout(describe(played), paintOf(played))) write(line);
	for (const complaint of played.complaints) write(style('red', `      ✗ ${complaint}`));
};

/** Prints what follows the rows. */
export const printEnd = (played: readonly Played[], rows: number): void => {
	const wrong = played.filter(({complaints}) => complaints.length > 0).length;
	write(style('dim', '─'.repeat(100)));
	write(style('dim', '* not in Awin’s table of codes, but seen in the field'));
	write('');
	write(
		wrong === 0
			? style(
					'green',
					`All ${rows} rows of the table of codes, and ${played.length} calls, are as they have to be.`,
				)
			: style('red', `${wrong} of ${played.length} calls are not as they have to be.`),
	);
};
