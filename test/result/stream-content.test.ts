import {describe, expect, it} from 'vitest';
import {contentOf} from '../../src/result/stream-content.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

const secret = 'hunter2-hunter2';

/** The content of a stream of a call. */
const contentOfCall = async () => {
	const result = await interpretReply(makeAnswer(200, 'a,b'), {as: 'stream'}, [secret]);
	return contentOf(result.data);
};

describe('the content of a stream of a call', () => {
	it('is the stream of the result', async () => {
		const {body} = await contentOfCall();
		expect(await new Response(body).text()).toBe('a,b');
	});

	it.each([true, false])('fails with what is wrong and where, retryable: %s', async (retryable) => {
		const {fail} = await contentOfCall();
		const message = `a line with ${secret} is not CSV`;
		const cause = new TypeError(secret);
		const text = `line ${secret}`;
		const failed = fail({message, path: ['rows', 7], text, retryable, cause});
		expect(failed).toMatchObject({kind: 'invalid-body', ok: false, data: undefined});
		expect(failed.error).toMatchObject({
			message: 'invalid-body (200): GET /accounts: a line with [redacted] is not CSV',
			responseStatus: 200,
			applied: 'yes',
			retryable,
			issues: [{message: 'a line with [redacted] is not CSV', path: ['rows', 7]}],
			text: 'line [redacted]',
			cause: {name: 'TypeError', message: '[redacted]'},
		});
	});

	it('fails with the beginning of a long text, without what may be the start of a secret', async () => {
		const {fail} = await contentOfCall();
		const text = 'word '.repeat(5000);
		const {error} = fail({message: '', path: [], text, retryable: false, cause: undefined});
		expect(error.text).toBe('word '.repeat(3276));
	});
});

describe('what is no stream of a call', () => {
	it.each([undefined, null, 'text', {}, new ReadableStream()])('is refused: %s', (data) => {
		expect(() => contentOf(data)).toThrow(new TypeError('The data is no stream of a call.'));
	});
});
