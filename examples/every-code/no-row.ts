import {cutOffJson, htmlPage, inTurn, networkError, neverAnswers} from 'awin-sdk/mocks';
import {attempts} from './codes.ts';
import type {Exchange, Scenario} from './scenario.ts';

/** How long the client waits where no answer comes, in milliseconds. */
export const attemptTimeoutMs = 100;

const failed = (
	kind: 'network' | 'timeout' | 'aborted' | 'quota-exceeded' | 'invalid-body',
	exchanges: readonly Exchange[],
): Scenario['expected'] => ({kind, ok: false, status: undefined, exchanges});

const every = (exchange: Exchange): Exchange[] => Array.from({length: attempts}, () => exchange);

/** What no row of the table stands for: another code, or no answer that can be used. */
export const noRow: readonly Scenario[] = [
	{
		code: undefined,
		meaning: 'a code in no table: 418',
		handler: (path) => inTurn(path, [{status: 418}]),
		expected: {kind: 'undocumented', ok: false, status: 418, exchanges: [418]},
	},
	{
		code: undefined,
		meaning: 'the connection breaks',
		handler: (path) => networkError(path),
		expected: failed('network', every('network')),
	},
	{
		code: undefined,
		meaning: 'no answer in time',
		handler: (path) => neverAnswers(path),
		options: {attemptTimeoutMs},
		expected: failed('timeout', every('timeout')),
	},
	{
		code: undefined,
		meaning: 'the caller gives up',
		handler: (path) => neverAnswers(path),
		call: async (awin, path) => awin.get(path, {signal: AbortSignal.timeout(100)}),
		expected: failed('aborted', ['aborted']),
	},
	{
		code: undefined,
		meaning: 'the JSON is cut off',
		handler: (path) => cutOffJson(path),
		expected: failed('invalid-body', every('invalid-body')),
	},
	{
		code: undefined,
		meaning: 'a page that says it is JSON',
		handler: (path) => htmlPage(path),
		expected: failed('invalid-body', [200]),
	},
	{
		code: undefined,
		meaning: 'no slot of the quota is left',
		handler: (path) => inTurn(path, [200]),
		options: {quota: {calls: 1, maxWaitMs: 0}, cache: false},
		call: async (awin, path) => {
			await awin.get(path);
			return awin.get(path);
		},
		expected: failed('quota-exceeded', []),
	},
];
