import {describe, expect, it} from 'vitest';
import {failure} from '../../src/response/reply.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

const throttled = '{"error":"request.limit.exceeded"}';

describe('a POST that comes to a 429', () => {
	it.each([
		['says nothing of the throttle', '', {}, 'unknown'],
		['has Retry-After', '', {'retry-after': '7'}, 'no'],
		['is the throttle speaking', throttled, {}, 'no'],
		['is the throttle speaking with Retry-After', throttled, {'retry-after': '7'}, 'no'],
	])('which %s', async (_, body, headers, applied) => {
		const reply = makeAnswer(429, body, headers);
		expect(await interpretReply(reply, {method: 'POST'})).toMatchObject({error: {applied}});
	});
});

it('reads the body of an error by the charset that it names', async () => {
	const reply = makeAnswer(429, '', {'content-type': 'application/json; charset=utf-16le'});
	const body = new Uint8Array(Buffer.from(throttled, 'utf16le'));
	expect(await interpretReply({...reply, body})).toMatchObject({
		error: {code: 'request.limit.exceeded', reason: 'quota'},
	});
});

it('says what to do about a success that cannot be used', async () => {
	const {error} = await interpretReply(makeAnswer(200, ''));
	expect(error?.hint).toContain('look at the state before sending again');
});

it('copies the cause of a failure, and names no time where none is known', async () => {
	const cause = new Error('reset');
	const reply = failure({kind: 'network', phase: 'request', message: 'broke', cause});
	const {error} = await interpretReply(reply);
	expect(error?.cause).not.toBe(cause);
	expect(error?.cause).toMatchObject({message: 'reset'});
	expect(error?.retryAt).toBeUndefined();
});

it('gives no data of a 304, whatever its body is', async () => {
	expect(
		await interpretReply(makeAnswer(304, '{', {'content-type': 'application/json'})),
	).toMatchObject({
		kind: 'not-modified',
		data: undefined,
	});
});

it('names the first three places at which a body does not fit its schema', async () => {
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
