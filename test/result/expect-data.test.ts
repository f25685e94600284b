import {describe, expect, it} from 'vitest';
import {expectData, isMissingDataError, isPartialSuccessError} from 'awin-sdk';
import {failure} from '../../src/response/reply.ts';
import {attempt} from '../helpers/attempt.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

describe('expectData', () => {
	it('returns the data of a success, also if it is null or false', async () => {
		expect(expectData(await interpretReply(makeAnswer(200, '{"a":1}')))).toEqual({a: 1});
		expect(expectData(await interpretReply(makeAnswer(201, 'null')))).toBeNull();
		expect(expectData(await interpretReply(makeAnswer(200, 'false')))).toBe(false);
	});

	it('takes the promise of a result', async () => {
		expect(await expectData(interpretReply(makeAnswer(200, '{"a":1}')))).toEqual({a: 1});
		await expect(expectData(interpretReply(makeAnswer(204)))).rejects.toThrow('204 no-content');
	});

	it('throws the error of a failure', async () => {
		const result = await interpretReply(makeAnswer(404));
		expect(() => expectData(result)).toThrow(result.error);
	});

	it('throws the reason of the signal after an abort', async () => {
		const cause = new Error('enough');
		const reply = failure({kind: 'aborted', phase: 'request', message: '', cause});
		const result = await interpretReply(reply);
		expect(attempt(() => expectData(result)).error).toBe(cause);
	});

	it.each([201, 202, 204, 205, 304])(
		'throws a MissingDataError for a %i without a body',
		async (status) => {
			const result = await interpretReply(makeAnswer(status));
			const {error} = attempt(() => expectData(result));
			expect(isMissingDataError(error)).toBe(true);
			expect(error).toMatchObject({
				name: 'MissingDataError',
				status,
				applied: 'yes',
				hint: 'The server reported success: look at the result before sending again what changes something.',
				message: `${status} ${result.kind}: GET /accounts: the success has no data`,
				request: {method: 'GET', template: '/accounts'},
			});
		},
	);

	it('throws a PartialSuccessError with the data for a 206', async () => {
		const result = await interpretReply(makeAnswer(206, '{"failedOrders":[1]}'));
		const {error} = attempt(() => expectData(result));
		expect(isPartialSuccessError(error)).toBe(true);
		expect(JSON.stringify(error)).not.toContain('failedOrders');
		expect(error).toMatchObject({
			name: 'PartialSuccessError',
			status: 206,
			applied: 'yes',
			data: {failedOrders: [1]},
			body: undefined,
			message: '206 partial: GET /accounts: the server refused a part of the request',
		});
	});

	it.each([undefined, null, 7, {}, 'ok'])('throws a TypeError for %o', (value) => {
		expect(() => Reflect.apply(expectData, undefined, [value])).toThrow(
			'`expectData` takes a result or its promise, but got',
		);
	});
});
