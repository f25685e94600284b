import {styleText} from 'node:util';
import {describe} from './describe.ts';
import {layout, type Paint} from './layout.ts';
import type {Played} from './scenario.ts';

type Style = Parameters<typeof styleText>[0];

/** Adds colours only on a terminal, and not if NO_COLOR is set. */
const style = (format: Style, text: string): string =>
	text === '' ? '' : styleText(format, text, {stream: process.stdout});

const write = (text: string): void => {
	process.stdout.write(`${text}\n`);
};

const heading: Paint = (text) => style('bold', text);

const paintOf = ({result, mismatches}: Played): Paint => {
	const verdict = result.ok ? 'green' : (result.status ?? 500) < 500 ? 'yellow' : 'red';
	return (text, column, line) => {
		if (column === 'kind') return style(mismatches.length === 0 ? verdict : 'inverse', text);
		if (column === 'code') return style('bold', text);
		return line === 0 || column === 'meaning' ? text : style('dim', text);
	};
};

/** Prints the heading of the table. */
export const printHeading = (lines: readonly string[]): void => {
	write(style('bold', lines[0] ?? ''));
	for (const line of lines.slice(1)) write(style('dim', line));
	write('');
	const names = {
		code: ['code'],
		meaning: ['Awin’s meaning'],
		kind: ['result.kind'],
		attempts: ['attempts'],
		result: ['what the caller gets'],
	};
	for (const line of layout(names, heading)) write(line);
	write(style('dim', '─'.repeat(100)));
};

/** Prints a row, and below it what differs from the expected result. */
export const printRow = (played: Played): void => {
	for (const line of layout(describe(played), paintOf(played))) write(line);
	for (const mismatch of played.mismatches) write(style('red', `      ✗ ${mismatch}`));
};

/** Prints the footnote and the summary. */
export const printEnd = (played: readonly Played[], rows: number): void => {
	const wrong = played.filter(({mismatches}) => mismatches.length > 0).length;
	write(style('dim', '─'.repeat(100)));
	write(style('dim', '* not in Awin’s table of codes, but observed'));
	write('');
	write(
		wrong === 0
			? style(
					'green',
					`All ${rows} codes of the table and all ${played.length} calls have the expected result.`,
				)
			: style('red', `${wrong} of ${played.length} calls do not have the expected result.`),
	);
};
