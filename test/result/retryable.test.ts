import {inspect} from 'node:util';
import * as sdk from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {statusErrors} from '../../src/errors/status-errors.ts';
import {aborted, type FailureKind, failure, type Phase} from '../../src/response/reply.ts';
import {isErrorStatus, isRetriedStatus, statuses} from '../../src/status.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

const init = {message: 'x', method: 'GET', template: '/a'};

describe('`retryable` of an error', () => {
	it.each(statuses.filter(isErrorStatus))('%i is that of the table of codes', async (status) => {
		const {error} = await interpretReply(makeAnswer(status));
		expect(error?.retryable).toBe([429, 502, 503, 504].includes(status));
		expect(new statusErrors[status](init).retryable).toBe(isRetriedStatus(status));
	});

	it.each([418, 599])('%i, which the table does not list, is false', async (status) => {
		expect((await interpretReply(makeAnswer(status))).error?.retryable).toBe(false);
	});

	it.each<[FailureKind, Phase, boolean]>([
		['network', 'connect', true],
		['network', 'request', true],
		['network', 'done', false],
		['timeout', 'connect', true],
		['timeout', 'request', true],
		['quota-exceeded', 'connect', true],
		['invalid-body', 'body', true],
		['invalid-body', 'done', false],
	])('%s in phase %s is %s', async (kind, phase, retryable) => {
		const {error} = await interpretReply(failure({kind, phase, message: 'x'}));
		expect(error).toMatchObject({kind, retryable});
	});

	it('is false after an abort and for a success whose body is not JSON', async () => {
		const ended = await interpretReply(aborted(AbortSignal.abort(), 'request'));
		expect(ended.error?.retryable).toBe(false);
		const broken = await interpretReply(makeAnswer(200, '{', {'content-type': 'application/json'}));
		expect(broken).toMatchObject({kind: 'invalid-body', error: {retryable: false}});
	});

	it('says nothing of what the call has done', async () => {
		const {error} = await interpretReply(makeAnswer(503), {method: 'POST'});
		expect(error).toMatchObject({retryable: true, applied: 'unknown'});
	});

	it('has a default in the errors that a caller creates', () => {
		expect(new sdk.NetworkError(init).retryable).toBe(true);
		expect(new sdk.InvalidBodyError(init).retryable).toBe(false);
	});

	it('is in the JSON and in what a console shows', async () => {
		const {error} = await interpretReply(makeAnswer(503));
		expect(error?.toJSON()).toMatchObject({retryable: true});
		expect(inspect(error)).toContain('retryable: true');
	});
});
