import type {NotRetried} from 'awin-sdk';
import {expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {resolveOptions} from '../../src/options/options.ts';
import {retryBudgetDefaults} from '../../src/pipeline/retry/budget.ts';
import {retryDefaults} from '../../src/request/call-policy.ts';
import {section, tables} from './markdown.ts';

const rowsUnder = (heading: string): string[][] =>
	tables(section('docs/retries.md', heading))[0] ?? [];

const withoutTicks = (cell = ''): string => cell.replaceAll('`', '');

it('names every reason why no retry followed', () => {
	const reasons: Record<NotRetried, true> = {
		'not-idempotent': true,
		attempts: true,
		budget: true,
		deadline: true,
		'retry-after-too-long': true,
		'body-not-replayable': true,
	};
	const named = rowsUnder('Why no retry followed').map(([value]) => withoutTicks(value));
	expect(named).toEqual(Object.keys(reasons));
});

it('gives the defaults as they are', () => {
	const {request, maxBodyBytes} = resolveOptions({token: 'token'}, systemClock);
	const {attemptTimeoutMs, deadlineMs, totalTimeoutMs} = request.policy;
	const {capacity, refillPerSuccess, refillMs} = retryBudgetDefaults;
	const given = rowsUnder('Options').map(([name, value]) => [
		withoutTicks(name).replace('retry.', ''),
		withoutTicks(value).replaceAll(/(?<=\d)[ _](?=\d)/g, ''),
	]);
	const defaults = {
		...retryDefaults,
		statuses: `[${retryDefaults.statuses.join(', ')}]`,
		budget: `{capacity: ${capacity}, refillPerSuccess: ${refillPerSuccess}, refillMs: ${refillMs}}`,
		attemptTimeoutMs,
		deadlineMs,
		totalTimeoutMs: totalTimeoutMs === Infinity ? 'none' : totalTimeoutMs,
		maxBodyBytes,
	};
	expect(given).toEqual(Object.entries(defaults).map(([name, value]) => [name, String(value)]));
});
