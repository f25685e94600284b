import {type Status, statusTable} from 'awin-sdk';
import {byStatus, cached, inTurn} from 'awin-sdk/mocks';
import type {Scenario} from './scenario.ts';

/** How often the client of the demo tries. */
export const attempts = 3;

const isStatus = (code: number): code is Status => code in statusTable;

/** Awin's throttle names no time and the client would wait out the minute, so here it names one. */
const atOnce = {'retry-after': '0'};

const scenarioOf = (code: Status): Scenario => {
	const {kind, ok, meaning, retried} = statusTable[code];
	const exchanges = retried ? Array.from({length: attempts}, () => code) : [code];
	return {
		code,
		meaning,
		handler: (path) => byStatus(path, code, code === 429 ? {headers: atOnce} : {}),
		expected: {kind, ok, status: code, exchanges},
	};
};

const recovery = (code: Status): Scenario => {
	const failure = {status: code, headers: code === 429 ? atOnce : {}};
	return {
		code,
		meaning: 'the same, then a success',
		handler: (path) => inTurn(path, [failure, failure, 200]),
		expected: {
			kind: statusTable[200].kind,
			ok: true,
			status: 200,
			exchanges: [code, code, 200],
		},
	};
};

/** The row of 304 needs a call that stored something, and has a second kind for a caller who did. */
const unchanged: Scenario[] = [
	{
		...scenarioOf(304),
		handler: (path) => cached(path),
		call: async (awin, path) => {
			await awin.get(path);
			return awin.get(path);
		},
	},
	{
		...scenarioOf(304),
		meaning: 'the same, by a validator of the caller',
		handler: (path) => cached(path, {etag: '"mine"'}),
		call: async (awin, path) => awin.get(path, {headers: {'if-none-match': '"mine"'}}),
		expected: {
			kind: statusTable[304].kindWithoutBody,
			ok: true,
			status: 304,
			exchanges: [304],
		},
	},
];

/** A scenario for every row of the table of codes; two where the code is retried. */
export const codes: readonly Scenario[] = Object.keys(statusTable)
	.map(Number)
	.filter(isStatus)
	.flatMap((code) => {
		if (code === 304) return unchanged;
		return statusTable[code].retried ? [scenarioOf(code), recovery(code)] : [scenarioOf(code)];
	});
