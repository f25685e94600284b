import {describe, expect, it} from 'vitest';
import {retryDefaults} from '../../src/request/call-policy.ts';
import {hintForBody, hintForFailure, hintForStatus, hintForStop} from '../../src/result/hints.ts';
import {statusTable} from '../../src/status.ts';

const look =
	'The server may have processed the request: look at the state before sending it again.';
const totalTimeout =
	'Request less data at once, or raise `totalTimeoutMs`: the queue of the quota and all retries count.';

describe('hintForFailure', () => {
	it.each([
		[
			'network',
			'Check the connection, `baseUrl` and, if `token` is a function, that function; `cause` has the details, if there are any.',
		],
		['timeout', 'Request less data at once, or raise `attemptTimeoutMs` or `deadlineMs`.'],
		['aborted', undefined],
		[
			'quota-exceeded',
			'Call again at `retryAt`. To wait longer, raise `maxWaitMs` (a full window) or `deadlineMs` (a pause).',
		],
	] as const)('of %s is %j', (kind, hint) => {
		expect(hintForFailure(kind, 'no')).toBe(hint);
	});

	it('says why no retry followed after what to do', () => {
		const stop = 'Raise it.';
		expect(hintForFailure('timeout', 'unknown', stop)).toBe(`${look} ${stop}`);
		expect(hintForFailure('aborted', 'no', stop)).toBe(stop);
	});

	it('names the option that ended the call, and no other', () => {
		expect(hintForFailure('timeout', 'no', 'Raise it.', 'totalTimeoutMs')).toBe(totalTimeout);
		expect(hintForFailure('timeout', 'unknown', 'Raise it.', 'totalTimeoutMs')).toBe(
			`${look} ${totalTimeout}`,
		);
	});
});

describe('hintForStop', () => {
	it.each([
		['not-idempotent', 'Set `idempotent: true` only if the call can safely be sent twice.'],
		[
			'budget',
			'The retry budget of the client is empty because too many of its calls failed: raise `retry.budget`, or set it to `false` for a call.',
		],
		['deadline', 'No time was left for another attempt: raise `deadlineMs` to allow it.'],
		[
			'retry-after-too-long',
			'The server asks for a longer wait than the call accepts: raise `retry.maxRetryAfterMs` to wait for it.',
		],
		[
			'body-not-replayable',
			'The body can be sent only once: pass a function that returns a new one for each attempt.',
		],
		['attempts', '3 attempts failed: raise `retry.attempts` to allow more.'],
		[undefined, undefined],
	] as const)('of %s is %j', (notRetried, hint) => {
		expect(hintForStop(notRetried, retryDefaults)).toBe(hint);
	});

	it('of a single attempt is in the singular', () => {
		expect(hintForStop('attempts', {...retryDefaults, attempts: 1})).toBe(
			'1 attempt failed: raise `retry.attempts` to allow more.',
		);
		expect(hintForStop('attempts', false)).toBeUndefined();
		expect(hintForStop('budget', false)).toMatch(/^The retry budget/);
	});
});

describe('hintForStatus', () => {
	it('of a missing relationship says nothing of retries', () => {
		expect(hintForStatus(403, 'missing-relationship', 'unknown', 'Raise it.')).toBe(
			`${look} The token is valid, but the publisher and the advertiser have no relationship. Ask with \`relationship: 'any'\` if the endpoint takes it, or join the programme first.`,
		);
	});

	it('of a 500 has either its own advice or that about retries', () => {
		const {hint} = statusTable[500];
		expect(hintForStatus(500, undefined, 'no', 'Raise it.')).toBe('Raise it.');
		expect(hintForStatus(500, undefined, 'unknown', 'Raise it.')).toBe(`${look} Raise it.`);
		expect(hintForStatus(500, undefined, 'unknown')).toBe(`${hint} ${look}`);
	});

	it('of any other status has both', () => {
		expect(hintForStatus(503, undefined, 'no', 'Raise it.')).toBe(
			`${statusTable[503].hint} Raise it.`,
		);
		expect(hintForStatus(503, undefined, 'unknown', 'Raise it.')).toBe(`${look} Raise it.`);
		expect(hintForStatus(200, undefined, 'no')).toBeUndefined();
	});
});

describe('hintForBody', () => {
	it('says to look first, and why no retry followed', () => {
		const text =
			'The server reported success: look at the state before sending again what changes something.';
		expect(hintForBody()).toBe(text);
		expect(hintForBody('Raise it.')).toBe(`${text} Raise it.`);
	});
});
