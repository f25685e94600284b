import * as fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {parseTransactionNotification} from '../../src/api/notification.ts';
import {NotificationError} from '../../src/errors/notification-error.ts';

const callBack = 'https://publisher.example/awin';

const thrownBy = (input: string | URL | URLSearchParams): unknown => {
	try {
		return parseTransactionNotification(input);
	} catch (error) {
		return error;
	}
};

const rejectionOf = (request: Request): Promise<unknown> =>
	parseTransactionNotification(request).then(
		(notification) => notification,
		(error: unknown) => error,
	);

const post = (body: BodyInit | null): Request => new Request(callBack, {method: 'POST', body});

/** A POST whose body is a stream, for which Node.js wants `duplex`. */
const postStream = (body: ReadableStream): Request => {
	const init = {method: 'POST', body, duplex: 'half'};
	return new Request(callBack, init);
};

const isExpected = (value: unknown): boolean =>
	value instanceof NotificationError ||
	(typeof value === 'object' && value !== null && 'raw' in value && !(value instanceof Error));

describe('the errors of parseTransactionNotification', () => {
	it.each([
		['', /none of the known fields/],
		['hello=hunter2', /none of the known fields/],
		['clickRef=!!!clickRef!!!&phrase=', /none of the known fields/],
		['transactionid=1', /none of the known fields/],
		['AwinTransactionPush=', /none of the known fields/],
		['{"transactionId": "1", hunter2', /^The notification is not valid JSON\.$/],
		['AwinTransactionPush=hunter2', /^The notification is not valid JSON\.$/],
		['AwinTransactionPush=%22hunter2%22', /^The notification must be a JSON object\.$/],
		['[{"transactionId": "1"}]', /^The notification must be a JSON object\.$/],
		[callBack, /none of the known fields/],
	])('say what is wrong with %j', (input, message) => {
		expect(() => parseTransactionNotification(input)).toThrow(NotificationError);
		expect(() => parseTransactionNotification(input)).toThrow(message);
		expect(String(thrownBy(input))).not.toContain('hunter2');
	});

	it.each<[field: string, value: unknown, accepted: string]>([
		['transactionId', 'hunter2', 'a whole number of at most 15 digits'],
		['transactionId', '1.5', 'a whole number of at most 15 digits'],
		['transactionId', '-1', 'a whole number of at most 15 digits'],
		['transactionId', '9007199254740993', 'a whole number of at most 15 digits'],
		['commission', '1,64', 'a number'],
		['commission', '0x10', 'a number'],
		['commission', '9e999', 'a number'],
		['commission', '1'.repeat(50), 'a number'],
		['commission', true, 'a number'],
		['commission', ['hunter2'], 'a number'],
		['clickRef', {hunter2: 1}, 'a text'],
		['transactionDate', '13/06/2013', 'a date and time such as 2026-01-31 13:00:00'],
		['clickTime', [], 'a date and time such as 2026-01-31 13:00:00'],
		['products', 'hunter2', 'an array, or the JSON of one'],
		['products', '{}', 'an array, or the JSON of one'],
		['commissionGroups', {}, 'an array, or the JSON of one'],
		['products[1]', [{}, 'hunter2'], 'an object'],
		['products[0].quantity', [{quantity: 'hunter2'}], 'a number'],
		['commissionGroups[0].id', '[{"id": "hunter2"}]', 'a whole number of at most 15 digits'],
	])('name the field `%s` for %j', (field, value, accepted) => {
		const [name = ''] = field.split('[');
		const error = thrownBy(JSON.stringify({[name]: value}));
		expect(error).toBeInstanceOf(NotificationError);
		expect(error).toMatchObject({
			field,
			message: `Field \`${field}\` of the notification must be ${accepted}.`,
		});
	});

	it('are quick for a long text of digits', () => {
		const start = performance.now();
		const digits = `${'1'.repeat(200_000)}x`;
		expect(thrownBy(JSON.stringify({commission: digits}))).toMatchObject({field: 'commission'});
		expect(thrownBy(JSON.stringify({transactionDate: digits}))).toMatchObject({
			field: 'transactionDate',
		});
		/* Half a minute, if the work grew with the square of the length. */
		expect(performance.now() - start).toBeLessThan(5000);
	});

	it.each(['PUT', 'HEAD', 'DELETE'])('refuse the method %s', async (method) => {
		expect(await rejectionOf(new Request(callBack, {method}))).toEqual(
			new NotificationError('The request of a notification must be a GET or a POST.'),
		);
	});

	it('refuse a body that is empty, was read before, breaks or has no bytes', async () => {
		expect(await rejectionOf(post(null))).toMatchObject({
			message: expect.stringMatching(/none of the known fields/),
		});

		const read = post('transactionId=1');
		await read.text();
		const unreadable = 'The body of the notification could not be read.';
		expect(await rejectionOf(read)).toMatchObject({message: unreadable});

		const cause = new Error('reset');
		const broken = new ReadableStream({start: (controller) => controller.error(cause)});
		expect(await rejectionOf(postStream(broken))).toMatchObject({message: unreadable, cause});

		const texts = new ReadableStream({start: (controller) => controller.enqueue('a')});
		expect(await rejectionOf(postStream(texts))).toMatchObject({message: unreadable});
	});

	it('refuse what is larger than 1 MiB, and cancel the rest of a body', async () => {
		const tooLarge = 'The notification is larger than 1048576 bytes.';
		const long = `transactionId=1&clickRef=${'a'.repeat(1024 * 1024)}`;
		expect(thrownBy(long)).toMatchObject({message: tooLarge});
		expect(thrownBy(new URL(`${callBack}?${long}`))).toMatchObject({message: tooLarge});
		expect(thrownBy(new URLSearchParams(long))).toMatchObject({message: tooLarge});
		expect(await rejectionOf(new Request(`${callBack}?${long}`))).toMatchObject({
			message: tooLarge,
		});

		const cancel = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('cancel')));
		const endless = new ReadableStream({
			pull: (controller) => controller.enqueue(new Uint8Array(300_000)),
			cancel,
		});
		expect(await rejectionOf(postStream(endless))).toMatchObject({message: tooLarge});
		expect(cancel).toHaveBeenCalledTimes(1);
	});

	it('read a body of exactly 1 MiB, in chunks that cut a character', async () => {
		const start = '{"transactionId":"1","clickRef":"é';
		const text = `${start}${' '.repeat(1024 * 1024 - start.length - 3)}"}`;
		const bytes = new TextEncoder().encode(text);
		expect(bytes).toHaveLength(1024 * 1024);
		const cut = start.length;
		const body = new ReadableStream({
			start(controller) {
				controller.enqueue(bytes.slice(0, cut));
				controller.enqueue(bytes.slice(cut));
				controller.close();
			},
		});
		const {clickRef} = await parseTransactionNotification(postStream(body));
		expect(clickRef?.trimEnd()).toBe('é');
	});

	it.each(['null', '7', '{}', '[]'])('are TypeErrors for %s, which is no input', (json) => {
		const input: {input: string} = JSON.parse(`{"input": ${json}}`);
		expect(() => parseTransactionNotification(input.input)).toThrow(
			/^Option `input` must be a Request, a URL, URLSearchParams or a string, but it is /,
		);
	});
});

const known = fc.constantFrom(
	'transactionId',
	'transactionDate',
	'commission',
	'clickRef',
	'products',
	'commissionGroups',
	'AwinTransactionPush',
	'__proto__',
);
const anyText = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.json(),
	fc.dictionary(known, fc.jsonValue()).map((value) => JSON.stringify(value)),
	fc
		.dictionary(known, fc.oneof(fc.string(), fc.json()))
		.map((value) => `${new URLSearchParams(value)}`),
	fc.stringMatching(/^[/?&=#{}[\]%a-f:"!]*$/),
);

describe('for any input, parseTransactionNotification', () => {
	it('returns a notification or throws a NotificationError', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(thrownBy(text)).toSatisfy(isExpected);
				expect(thrownBy(new URLSearchParams(text))).toSatisfy(isExpected);
			}),
		);
	});

	it('resolves or rejects in the same way, whatever the method, the content type and the body', async () => {
		const methods = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS');
		const types = fc.constantFrom(
			'application/x-www-form-urlencoded',
			'application/json; charset=utf-16',
			'multipart/form-data; boundary=x',
			'',
		);
		const bodies = fc.oneof(
			anyText,
			fc.uint8Array().map((bytes) => new Uint8Array(bytes)),
		);
		await fc.assert(
			fc.asyncProperty(methods, types, bodies, anyText, async (method, type, body, query) => {
				const url = new URL(callBack);
				url.search = query;
				const request = new Request(url, {
					method,
					headers: type === '' ? {} : {'content-type': type},
					...(method === 'GET' ? {} : {body}),
				});
				expect(await rejectionOf(request)).toSatisfy(isExpected);
			}),
		);
	});
});
