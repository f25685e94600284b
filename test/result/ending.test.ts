import {describe, expect, it} from 'vitest';
import type {Attempt} from 'awin-sdk';
import {failure} from '../../src/response/reply.ts';
import {endingOfReply, endingOfResult} from '../../src/result/ending.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

const attempt: Attempt = {
	number: 1,
	status: 503,
	error: undefined,
	durationMs: 0,
	waitedMs: 0,
	waitedFor: [],
};
const notes = {attempts: [attempt, attempt], notRetried: 'attempts', cache: 'miss'} as const;

describe('the ending of a result', () => {
	it('of a failure has the message of its error', async () => {
		const result = await interpretReply(makeAnswer(503, '', {'x-request-id': 'r-1'}, notes));
		expect(endingOfResult(result)).toEqual({
			kind: 'unavailable',
			ok: false,
			status: 503,
			cache: 'miss',
			attempts: 2,
			notRetried: 'attempts',
			requestId: 'r-1',
			error: result.error?.message,
		});
		expect(result.error?.message).toMatch(/^503 unavailable/);
	});

	it('of a success has no error', async () => {
		expect(endingOfResult(await interpretReply(makeAnswer(204)))).toEqual({
			kind: 'no-content',
			ok: true,
			status: 204,
			cache: 'none',
			attempts: 0,
			notRetried: undefined,
			requestId: undefined,
			error: undefined,
		});
	});
});

describe('the ending of a reply', () => {
	it('of an answer has no message, and no request id, which may be a secret', () => {
		expect(endingOfReply(makeAnswer(503, '', {'x-request-id': 'r-1'}, notes))).toEqual({
			kind: 'unavailable',
			ok: false,
			status: 503,
			cache: 'miss',
			attempts: 2,
			notRetried: 'attempts',
			requestId: undefined,
			error: undefined,
		});
	});

	it.each([
		[200, 'ok', true],
		[304, 'cache-hit', true],
		[404, 'not-found', false],
		[199, 'undocumented', false],
		[203, 'undocumented', true],
		[299, 'undocumented', true],
		[300, 'undocumented', false],
		[418, 'undocumented', false],
	])('of a %i has the kind %s', (status, kind, ok) => {
		expect(endingOfReply(makeAnswer(status))).toMatchObject({kind, ok, status});
	});

	it('of a failure has its kind and its message', () => {
		const reply = failure({kind: 'timeout', phase: 'body', message: 'too slow', status: 200});
		expect(endingOfReply(reply)).toMatchObject({
			kind: 'timeout',
			ok: false,
			status: 200,
			error: 'too slow',
		});
	});
});
