import {type Status, statusTable} from 'awin-sdk';
import {byStatus, cached, inTurn} from 'awin-sdk/mocks';
import type {Scenario} from './scenario.ts';

/** The number of attempts of the client in the demo. */
export const attempts = 3;

const isStatus = (code: number): code is Status => code in statusTable;

/** Awin's 429 has no `Retry-After`, so the client would wait a minute. This field makes it retry at once. */
const retryAtOnce = {'retry-after': '0'};

const scenarioOf = (code: Status): Scenario => {
	const {kind, ok, meaning, retried} = statusTable[code];
	const exchanges = retried ? Array.from({length: attempts}, () => code) : [code];
	return {
		code,
		meaning,
		handler: (path) => byStatus(path, code, code === 429 ? {headers: retryAtOnce} : {}),
		expected: {kind, ok, status: code, exchanges},
	};
};

const recovery = (code: Status): Scenario => {
	const failure = {status: code, headers: code === 429 ? retryAtOnce : {}};
	return {
		code,
		meaning: 'the same, then success',
		handler: (path) => inTurn(path, [failure, failure, 200]),
		expected: {
			kind: statusTable[200].kind,
			ok: true,
			status: 200,
			exchanges: [code, code, 200],
		},
	};
};

/** A 304 needs an earlier, stored response. It has another kind if the caller sent the validator. */
const notModified: Scenario[] = [
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
		meaning: 'the same, with a validator from the caller',
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

/** A scenario for every code of the table, and a second one for each code that is retried. */
export const codes: readonly Scenario[] = Object.keys(statusTable)
	.map(Number)
	.filter(isStatus)
	.flatMap((code) => {
		if (code === 304) return notModified;
		return statusTable[code].retried ? [scenarioOf(code), recovery(code)] : [scenarioOf(code)];
	});
