/*
 * Sends a real request for every code of Awin's table, and for what no code stands for, through the client
 * to a mock of the API on this machine, and prints what the caller gets. Run it with `npm start`.
 */
import {statusTable} from 'awin-sdk';
import {attempts, codes} from './every-code/codes.ts';
import {attemptTimeoutMs, noRow} from './every-code/no-row.ts';
import {baseDelayMs, play} from './every-code/play.ts';
import {printEnd, printHeading, printRow} from './every-code/print.ts';
import type {Played} from './every-code/scenario.ts';

const played: Played[] = [];

await play(
	[...codes, ...noRow],
	(url) =>
		printHeading([
			'Every code of Awin’s table, through the client, over HTTP',
			`A mock of the API answers on ${url}; nothing leaves this machine.`,
			`Delays are short here: ${attempts} attempts, backoff from ${baseDelayMs} ms (by default 500 ms), and where no`,
			`answer comes ${attemptTimeoutMs} ms of patience (by default 60 s).`,
		]),
	(one) => {
		played.push(one);
		printRow(one);
	},
);

printEnd(played, Object.keys(statusTable).length);
process.exitCode = played.every(({complaints}) => complaints.length === 0) ? 0 : 1;
