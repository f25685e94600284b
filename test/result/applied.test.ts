import {describe, expect, it} from 'vitest';
import type {Applied, Attempt, FailureKind, Method, Phase} from 'awin-sdk';
import {failure} from '../../src/response/reply.ts';
import {appliedByFailure, appliedByStatus} from '../../src/result/applied.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';

const attempt = (outcome: Partial<Attempt>): Attempt => ({
	number: 1,
	status: undefined,
	error: undefined,
	durationMs: 1,
	waitedMs: 0,
	waitedFor: [],
	...outcome,
});

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
	])('%s and %i, throttled: %s', (method, status, throttled, applied) => {
		expect(appliedByStatus(makeRequest({method}), makeAnswer(status), throttled)).toBe(applied);
	});

	it.each<[string, Partial<Attempt>, Applied]>([
		['broke', {error: 'network'}, 'unknown'],
		['came to a 502', {status: 502}, 'unknown'],
		['was throttled', {status: 429}, 'no'],
	])('looks back at an attempt that %s', (_, earlier, applied) => {
		const reply = makeAnswer(409, '', {}, {attempts: [attempt(earlier), attempt({status: 409})]});
		expect(appliedByStatus(makeRequest({method: 'PUT'}), reply, false)).toBe(applied);
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
		['POST', 'invalid-body', 'body', 'unknown'],
		['POST', 'invalid-body', 'done', 'yes'],
	])('%s and %s in the phase %s', (method, kind, phase, applied) => {
		const reply = failure({kind, phase, message: ''});
		expect(appliedByFailure(makeRequest({method}), reply)).toBe(applied);
	});

	it('looks back at the attempts before', () => {
		const attempts = [attempt({status: 503}), attempt({error: 'network'})];
		const reply = failure({kind: 'network', phase: 'connect', message: '', attempts});
		expect(appliedByFailure(makeRequest({method: 'PUT'}), reply)).toBe('unknown');
	});
});
