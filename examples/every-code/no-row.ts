import {cutOffJson, htmlPage, inTurn, networkError, neverAnswers} from 'awin-sdk/mocks';
import {attempts} from './codes.ts';
import type {Exchange, Scenario} from './scenario.ts';

/** The attempt timeout of the client in the demo, in milliseconds. */
export const attemptTimeoutMs = 100;

const failed = (
	kind: 'network' | 'timeout' | 'aborted' | 'quota-exceeded' | 'invalid-body',
	exchanges: readonly Exchange[],
): Scenario['expected'] => ({kind, ok: false, status: undefined, exchanges});

const everyAttempt = (exchange: Exchange): Exchange[] =>
	Array.from({length: attempts}, () => exchange);

/** The scenarios without a row in the table: another code, or no usable response. */
export const scenariosWithoutRow: readonly Scenario[] = [
	{
		code: undefined,
		meaning: 'an undocumented code: 418',
		handler: (path) => inTurn(path, [{status: 418}]),
		expected: {kind: 'undocumented', ok: false, status: 418, exchanges: [418]},
	},
	{
		code: undefined,
		meaning: 'the connection breaks',
		handler: (path) => networkError(path),
		expected: failed('network', everyAttempt('network')),
	},
	{
		code: undefined,
		meaning: 'no response in time',
		handler: (path) => neverAnswers(path),
		options: {attemptTimeoutMs},
		expected: failed('timeout', everyAttempt('timeout')),
	},
	{
		code: undefined,
		meaning: 'the caller aborts',
		handler: (path) => neverAnswers(path),
		call: async (awin, path) => awin.get(path, {signal: AbortSignal.timeout(100)}),
		expected: failed('aborted', ['aborted']),
	},
	{
		code: undefined,
		meaning: 'the JSON is truncated',
		handler: (path) => cutOffJson(path),
		expected: failed('invalid-body', everyAttempt('invalid-body')),
	},
	{
		code: undefined,
		meaning: 'HTML that is declared as JSON',
		handler: (path) => htmlPage(path),
		expected: failed('invalid-body', [200]),
	},
	{
		code: undefined,
		meaning: 'the quota is used up',
		handler: (path) => inTurn(path, [200]),
		options: {quota: {calls: 1, maxWaitMs: 0}, cache: false},
		call: async (awin, path) => {
			await awin.get(path);
			return awin.get(path);
		},
		expected: failed('quota-exceeded', []),
	},
];
