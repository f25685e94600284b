import {describe, expect, it} from 'vitest';
import type {Applied, FailureKind, Method, Phase} from 'awin-sdk';
import {failure} from '../../src/response/reply.ts';
import {appliedByFailure, appliedByStatus} from '../../src/result/applied.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';

describe('appliedByStatus', () => {
	it.each<[Method, number, boolean, Applied]>([
		['GET', 503, false, 'no'],
		['HEAD', 500, false, 'no'],
		['OPTIONS', 500, false, 'no'],
		['POST', 400, false, 'no'],
		['POST', 401, false, 'no'],
		['PUT', 409, false, 'no'],
		['POST', 422, false, 'no'],
		['POST', 418, false, 'no'],
		['POST', 429, true, 'no'],
		['POST', 429, false, 'unknown'],
		['POST', 500, false, 'unknown'],
		['PATCH', 503, false, 'unknown'],
		['DELETE', 507, false, 'unknown'],
		['POST', 300, false, 'unknown'],
		['POST', 301, false, 'unknown'],
		['PUT', 302, false, 'unknown'],
		['POST', 303, false, 'unknown'],
		['POST', 307, false, 'no'],
		['POST', 308, false, 'no'],
		['GET', 303, false, 'no'],
	])('%s and %i, throttled: %s', (method, status, throttled, applied) => {
		expect(appliedByStatus(makeRequest({method}), makeAnswer(status), throttled)).toBe(applied);
	});

	it('takes earlier attempts into account', () => {
		const put = makeRequest({method: 'PUT'});
		expect(appliedByStatus(put, makeAnswer(409, '', {}, {mayHaveBeenProcessed: true}), false)).toBe(
			'unknown',
		);
		expect(appliedByStatus(put, makeAnswer(409), false)).toBe('no');
		expect(
			appliedByStatus(makeRequest(), makeAnswer(409, '', {}, {mayHaveBeenProcessed: true}), false),
		).toBe('no');
	});
});

describe('appliedByFailure', () => {
	it.each<[Method, FailureKind, Phase, Applied]>([
		['GET', 'network', 'request', 'no'],
		['POST', 'network', 'connect', 'no'],
		['POST', 'network', 'request', 'unknown'],
		['PUT', 'timeout', 'request', 'unknown'],
		['POST', 'aborted', 'connect', 'no'],
		['POST', 'quota-exceeded', 'connect', 'no'],
		['GET', 'invalid-body', 'body', 'no'],
		['POST', 'invalid-body', 'body', 'unknown'],
		['GET', 'invalid-body', 'done', 'yes'],
		['POST', 'invalid-body', 'done', 'yes'],
		['POST', 'network', 'done', 'unknown'],
	])('%s and %s in the phase %s', (method, kind, phase, applied) => {
		const reply = failure({kind, phase, message: ''});
		expect(appliedByFailure(makeRequest({method}), reply)).toBe(applied);
	});

	it('takes earlier attempts into account', () => {
		const reply = failure({
			kind: 'network',
			phase: 'connect',
			message: '',
			mayHaveBeenProcessed: true,
		});
		expect(appliedByFailure(makeRequest({method: 'PUT'}), reply)).toBe('unknown');
	});
});
