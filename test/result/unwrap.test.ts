import {describe, expect, it} from 'vitest';
import {unwrap} from 'awin-sdk';
import {failure} from '../../src/response/reply.ts';
import {attempt} from '../helpers/attempt.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

describe('unwrap', () => {
	it('returns the data of a success', async () => {
		expect(unwrap(await interpretReply(makeAnswer(200, '{"a":1}')))).toEqual({a: 1});
		expect(unwrap(await interpretReply(makeAnswer(204)))).toBeUndefined();
	});

	it('throws the error of a failure', async () => {
		const result = await interpretReply(makeAnswer(404));
		expect(() => unwrap(result)).toThrow(result.error);
	});

	it('throws the error, and not its cause, of a call that nobody aborted', async () => {
		const cause = new Error('reset');
		const reply = failure({kind: 'network', phase: 'request', message: '', cause});
		const result = await interpretReply(reply);
		expect(attempt(() => unwrap(result)).error).toBe(result.error);
	});

	it.each([new Error('enough'), 'enough', {a: 1}])(
		'throws the reason of the signal after an abort: %o',
		async (cause) => {
			const result = await interpretReply(
				failure({kind: 'aborted', phase: 'request', message: '', cause}),
			);
			expect(attempt(() => unwrap(result)).error).toBe(cause);
		},
	);

	it.each([undefined, null])('throws the error if the reason of an abort is %o', async (cause) => {
		const reply = failure({kind: 'aborted', phase: 'request', message: '', cause});
		const result = await interpretReply(reply);
		expect(() => unwrap(result)).toThrow(result.error);
	});

	it('takes the promise of a result', async () => {
		expect(await unwrap(interpretReply(makeAnswer(200, '{"a":1}')))).toEqual({a: 1});
		await expect(unwrap(interpretReply(makeAnswer(404)))).rejects.toThrow('404 not-found');
	});

	it.each([
		[undefined, 'undefined'],
		[null, 'null'],
		['hunter2', 'a string'],
		[{}, 'an object (Object)'],
	])('throws a TypeError for %o, which is no result', (value, kind) => {
		const call = () => Reflect.apply(unwrap, undefined, [value]);
		expect(call).toThrow(TypeError);
		expect(call).toThrow(`\`unwrap\` takes a result or its promise, but got ${kind}.`);
	});
});
