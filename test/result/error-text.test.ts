import {inspect} from 'node:util';
import {describe, expect, it, vi} from 'vitest';
import {redactor} from '../../src/errors/redact.ts';
import {beginningOf} from '../../src/response/beginning.ts';
import {failure} from '../../src/response/reply.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

const secret = 'hunter2-hunter2-hunter2';
const withoutSecret = redactor([secret]);
const maxBytes = 16 * 1024;

const textOf = async (body: string, type = 'application/json') => {
	const reply = makeAnswer(400, body, {'content-type': type});
	const {error} = await interpretReply(reply, {}, [secret]);
	return error?.text;
};

describe('the text of an error', () => {
	it.each(['{"error": "exception",  "x": 1.0}', '<p>no</p>', '  \n'])(
		'is the body as the server sent it: %j',
		async (body) => {
			expect(await textOf(body)).toBe(body);
		},
	);

	it('is decoded by the charset of the body', async () => {
		const body = new Uint8Array(Buffer.from('zu früh', 'latin1'));
		const reply = makeAnswer(503, '', {'content-type': 'text/plain; charset=iso-8859-1'});
		expect((await interpretReply({...reply, body})).error?.text).toBe('zu früh');
	});

	it('is undefined without a body', async () => {
		expect(await textOf('')).toBeUndefined();
		const reply = failure({kind: 'network', phase: 'request', message: 'x'});
		expect((await interpretReply(reply)).error?.text).toBeUndefined();
		expect((await interpretReply(makeAnswer(200))).error?.text).toBeUndefined();
	});

	it('is there for a success whose body cannot be used', async () => {
		const {error} = await interpretReply(makeAnswer(200, '<html>'));
		expect(error).toMatchObject({text: '<html>', body: '<html>'});
	});

	it('shows no secret, however it is written', async () => {
		expect(await textOf(`{"a":"${secret}"}`)).toBe('{"a":"[redacted]"}');
		expect(await textOf(`{"a":"\\u0068${secret.slice(1)}"}`)).toBe('{"a":"[redacted]"}');
	});

	it('is not shown by anything that shows the error', async () => {
		const {error} = await interpretReply(makeAnswer(400, '{"error": "exception" }'));
		expect(Object.keys(error ?? {})).not.toContain('text');
		expect(error?.toJSON()).not.toHaveProperty('text');
		expect(inspect(error, {showHidden: true})).not.toContain('"exception" }');
	});
});

describe('a long body', () => {
	it('is cut', async () => {
		const text = String(await textOf('x'.repeat(2 * maxBytes), 'text/plain'));
		expect(text.length).toBeGreaterThan(maxBytes - 200);
		expect(text.length).toBeLessThanOrEqual(maxBytes);
		expect(await textOf('x'.repeat(maxBytes), 'text/plain')).toHaveLength(maxBytes);
	});

	const escaped = Array.from(
		secret,
		(letter) => `\\\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
	).join('');

	it.each([
		['a secret', secret],
		['an escaped secret', escaped],
		['the user of a URL', `https://${secret}@`],
		['a long user of a URL', `https://${'user'.repeat(50)}@`],
	])('shows nothing of %s that the cut divides anywhere', (_, text) => {
		const allowed = ['[redacted]', 'https://[redacted]'];
		for (let left = 1; left < text.length; left++) {
			const filler = '.'.repeat(maxBytes - left);
			const bytes = new TextEncoder().encode(filler + text + filler);
			const shown = String(beginningOf(bytes, 'text/plain', withoutSecret)?.()).replaceAll('.', '');
			expect(allowed.filter((form) => form.startsWith(shown))).not.toEqual([]);
		}
	});
});

describe('beginningOf', () => {
	it('decodes and redacts nothing until the text is made', () => {
		const clean = vi.fn<(text: string) => string>(() => 'clean');
		const make = beginningOf(new Uint8Array(5), '', clean);
		expect(clean).not.toHaveBeenCalled();
		expect(make?.()).toBe('clean');
	});

	it('keeps no more than 16 kB', () => {
		const bytes = new Uint8Array(4 * maxBytes);
		const slice = vi.spyOn(bytes, 'slice');
		beginningOf(bytes, '', String);
		expect(slice).toHaveBeenCalledExactlyOnceWith(0, maxBytes);
	});
});
