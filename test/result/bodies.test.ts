import {afterEach, describe, expect, it, vi} from 'vitest';
import {failure} from '../../src/response/reply.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

afterEach(() => {
	vi.restoreAllMocks();
});

const secret = 'hunter2-hunter2';

describe('the body of a success', () => {
	const body = JSON.stringify(Array.from({length: 100}, (_, id) => ({id})));

	/** How often the body is parsed if it is the data of five results. */
	const parsesOf = async (notes: {storedAt?: number}) => {
		const reply = makeAnswer(200, body, {}, notes);
		const parse = vi.spyOn(JSON, 'parse');
		for (let count = 0; count < 5; count++) {
			expect(await interpretReply(reply)).toMatchObject({kind: 'ok', data: {length: 100}});
		}
		return parse.mock.calls.length;
	};

	it('is parsed anew for each result', async () => {
		expect(await parsesOf({})).toBe(5);
	});

	it('is parsed only twice while it is stored', async () => {
		expect(await parsesOf({storedAt: 0})).toBe(2);
	});

	it('is text in its charset', async () => {
		const reply = makeAnswer(200, '', {'content-type': 'text/plain; charset=utf-16le'});
		const latin = {...reply, body: new Uint8Array(Buffer.from('é', 'utf16le'))};
		expect(await interpretReply(latin, {as: 'text'})).toMatchObject({data: 'é'});
	});

	it('is bytes that the caller may change', async () => {
		const reply = makeAnswer(200, 'abc');
		const {data} = await interpretReply(reply, {as: 'bytes'});
		expect(data).toEqual(reply.body);
		expect(data).not.toBe(reply.body);
	});
});

describe('the text of a body that cannot be used', () => {
	it('is in its charset', async () => {
		const {error} = await interpretReply(
			failure({
				kind: 'invalid-body',
				phase: 'done',
				message: 'too large',
				status: 200,
				headers: new Headers({'content-type': 'text/plain; charset=utf-16le'}),
				body: new Uint8Array(Buffer.from('größer als ', 'utf16le')),
			}),
		);
		expect(error).toMatchObject({text: 'größer als ', body: 'größer als '});
	});

	it('is undefined if nothing was read', async () => {
		const reply = failure({kind: 'invalid-body', phase: 'body', message: 'x', status: 200});
		expect(await interpretReply(reply)).toMatchObject({error: {text: undefined, body: undefined}});
	});
});

it('the issues of a schema contain no secret, neither in the message nor in the path', async () => {
	const key = {key: `of ${secret}`, more: secret};
	const issues = [{message: `not ${secret}`, path: [secret, key, 7], input: secret}];
	const schema = {
		'~standard': {version: 1 as const, vendor: 'test', validate: () => ({issues})},
	};
	const {error} = await interpretReply(makeAnswer(200, '{}'), {schema}, [secret]);
	expect(error).toHaveProperty('issues', [
		{message: 'not [redacted]', path: ['[redacted]', 'of [redacted]', 7]},
	]);
	expect(error?.message).toMatch(/: at \[redacted\]\.of \[redacted\]\.7$/);
});

describe('the header fields of a result', () => {
	it('do not show a secret in a name', async () => {
		const reply = makeAnswer(204, '', {[`x-${secret}`]: 'a', 'x-b': 'b'});
		const {meta} = await interpretReply(reply, {}, [secret]);
		expect([...meta.headers]).toEqual([
			['redacted', 'a'],
			['x-b', 'b'],
		]);
	});

	it('keep their names if a short secret is a part of a word', async () => {
		const {meta} = await interpretReply(makeAnswer(204, '', {'x-age': 'age'}), {}, ['age']);
		expect([...meta.headers]).toEqual([['x-age', '[redacted]']]);
	});

	it('are copied without those that cannot be sent', async () => {
		const reply = makeAnswer(204, '', {'x-a': `${secret}\u0001`, 'x-b': secret});
		const {meta} = await interpretReply(reply, {}, [secret]);
		expect([...meta.headers]).toEqual([['x-b', '[redacted]']]);
	});
});
