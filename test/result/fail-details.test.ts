import {describe, expect, it} from 'vitest';
import {failure} from '../../src/response/reply.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

const throttled = '{"error":"request.limit.exceeded"}';

describe('a POST with a 429', () => {
	it.each([
		['does not come from the rate limiter of Awin', '', {}, 'unknown'],
		['has Retry-After', '', {'retry-after': '7'}, 'no'],
		['comes from the rate limiter of Awin', throttled, {}, 'no'],
		['comes from the rate limiter of Awin with Retry-After', throttled, {'retry-after': '7'}, 'no'],
	])('which %s', async (_, body, headers, applied) => {
		const reply = makeAnswer(429, body, headers);
		expect(await interpretReply(reply, {method: 'POST'})).toMatchObject({error: {applied}});
	});
});

it('decodes the body of an error with its declared charset', async () => {
	const reply = makeAnswer(429, '', {'content-type': 'application/json; charset=utf-16le'});
	const body = new Uint8Array(Buffer.from(throttled, 'utf16le'));
	expect(await interpretReply({...reply, body})).toMatchObject({
		error: {code: 'request.limit.exceeded', reason: 'quota'},
	});
});

it('gives a hint for a success with an invalid body', async () => {
	const {error} = await interpretReply(makeAnswer(200, ''));
	expect(error?.hint).toContain('look at the state before sending again');
});

it('copies the cause of a failure, and has no retryAt if none is known', async () => {
	const cause = new Error('reset');
	const reply = failure({kind: 'network', phase: 'request', message: 'broke', cause});
	const {error} = await interpretReply(reply);
	expect(error?.cause).not.toBe(cause);
	expect(error?.cause).toMatchObject({message: 'reset'});
	expect(error?.retryAt).toBeUndefined();
});

it('ignores the body of a 304', async () => {
	expect(
		await interpretReply(makeAnswer(304, '{', {'content-type': 'application/json'})),
	).toMatchObject({
		kind: 'not-modified',
		data: undefined,
	});
});

it('names the first three paths at which a body does not match its schema', async () => {
	const issues = ['a', 'b', 'c', 'd'].map((key) => ({message: `no ${key}`, path: [key, 0]}));
	const schema = {
		'~standard': {version: 1 as const, vendor: 'test', validate: () => ({issues})},
	};
	const result = await interpretReply(makeAnswer(200, '{}'), {schema});
	expect(result.error?.description).toBe(
		'the body does not match the schema: at a.0, at b.0, at c.0',
	);
	expect(result).toMatchObject({error: {issues}});
});
