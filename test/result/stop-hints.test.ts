import type {ApiRequest, NotRetried} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {type FailureKind, failure} from '../../src/response/reply.ts';
import {retryDefaults} from '../../src/request/call-policy.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

const hintOf = async (
	notRetried: NotRetried | undefined,
	status = 503,
	fields: Partial<ApiRequest> = {},
) => {
	const reply = makeAnswer(status, '', {}, {notRetried});
	const {error} = await interpretReply(reply, {retry: retryDefaults, ...fields});
	return String(error?.hint);
};

const reasons: readonly (readonly [NotRetried, string])[] = [
	['not-idempotent', '`idempotent: true`'],
	['attempts', '3 attempts failed: raise `retry.attempts`'],
	['budget', 'The retry budget of the client is empty'],
	['deadline', 'raise `deadlineMs`'],
	['retry-after-too-long', 'raise `retry.maxRetryAfterMs`'],
	['body-not-replayable', 'a function that returns a new one'],
];

const sentences = (hint: string) => hint.match(/[.!?](?= |$)/g)?.length ?? 0;

describe.each(reasons)('a call that was not retried because of %s', (notRetried, change) => {
	it.each([429, 502, 503, 504])('and ends with %i names the option to change', async (status) => {
		const hint = await hintOf(notRetried, status);
		expect(hint).toContain(change);
		expect(sentences(hint)).toBeLessThanOrEqual(2);
	});

	it.each<FailureKind>(['network', 'timeout', 'invalid-body'])(
		'and ends with %s names the option to change',
		async (kind) => {
			const reply = failure({kind, phase: 'body', message: 'x', notRetried});
			const {error} = await interpretReply(reply, {retry: retryDefaults});
			expect(error?.hint).toContain(change);
			expect(sentences(String(error?.hint))).toBeLessThanOrEqual(2);
		},
	);

	it('tells nobody to repeat a write that may have been applied', async () => {
		for (const status of [500, 503]) {
			const hint = await hintOf(notRetried, status, {method: 'PUT'});
			expect(hint).toMatch(/^The server may have processed the request: look at the state/);
			expect(hint).not.toMatch(/try again|call again|wait until/i);
			expect(hint).toContain(change);
			expect(sentences(hint)).toBe(2);
		}
	});
});

describe('the hint of a call that was not retried', () => {
	it('says how many attempts failed', async () => {
		const retry = {...retryDefaults, attempts: 1};
		expect(await hintOf('attempts', 503, {retry})).toContain('1 attempt failed: raise');
	});

	it('says nothing of attempts if the caller wants no retries', async () => {
		expect(await hintOf('attempts', 503, {retry: false})).toBe(await hintOf(undefined));
	});

	it('does not say that a retry does not help if the caller asked for one', async () => {
		expect(await hintOf(undefined, 500)).toMatch(/retrying does not help/);
		expect(await hintOf('attempts', 500)).not.toMatch(/retrying does not help/);
	});
});
