/*
 * Sends a real request through the client for every code of Awin's table, and for every failure without a
 * code, to a mock of the API on this machine. Prints the result of each call. Run it with `npm start`.
 */
import {statusTable} from 'awin-sdk';
import {attempts, codes} from './every-code/codes.ts';
import {attemptTimeoutMs, scenariosWithoutRow} from './every-code/no-row.ts';
import {baseDelayMs, play} from './every-code/play.ts';
import {printEnd, printHeading, printRow} from './every-code/print.ts';
import type {Played} from './every-code/scenario.ts';

const played: Played[] = [];

await play(
	[...codes, ...scenariosWithoutRow],
	(url) =>
		printHeading([
			'Every code of Awin’s table, through the client, over HTTP',
			`A mock of the API listens on ${url}; no request leaves this machine.`,
			`Delays are short here: ${attempts} attempts, a backoff from ${baseDelayMs} ms (default: 500 ms), and`,
			`an attempt timeout of ${attemptTimeoutMs} ms (default: 60 s).`,
		]),
	(one) => {
		played.push(one);
		printRow(one);
	},
);

printEnd(played, Object.keys(statusTable).length);
process.exitCode = played.every(({mismatches}) => mismatches.length === 0) ? 0 : 1;
