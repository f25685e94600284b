import {describe, expect, it} from 'vitest';
import {aborted, answer, failure, neverBegan} from '../../src/response/reply.ts';

it('creates an answer with default values', () => {
	const headers = new Headers();
	const body = new Uint8Array(0);
	expect(answer({status: 200, headers, body, url: 'https://api.awin.com/'})).toEqual({
		type: 'answer',
		status: 200,
		statusText: '',
		headers,
		reader: undefined,
		body,
		url: 'https://api.awin.com/',
		redirected: false,
		cache: 'none',
		storedAt: undefined,
		attempts: [],
		notRetried: undefined,
		mayHaveBeenProcessed: false,
		quotaWaitMs: 0,
		retryAt: undefined,
	});
});

it('creates the failure of an aborted call', () => {
	expect(aborted(AbortSignal.abort('enough'), 'request')).toMatchObject({
		type: 'failure',
		kind: 'aborted',
		phase: 'request',
		message: 'the caller aborted the call',
		cause: 'enough',
		status: undefined,
		headers: undefined,
		cache: 'none',
	});
});

describe('neverBegan', () => {
	it.each([
		['quota-exceeded', 'connect', true],
		['aborted', 'connect', true],
		['aborted', 'request', false],
		['network', 'connect', false],
		['timeout', 'connect', false],
	] as const)('%s in phase %s: %s', (kind, phase, begun) => {
		expect(neverBegan(failure({kind, phase, message: ''}))).toBe(begun);
	});
});
