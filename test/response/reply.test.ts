import {describe, expect, it} from 'vitest';
import {aborted, answer, failure, isFailure, neverBegan} from '../../src/response/reply.ts';

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

it('creates a failure with default values', () => {
	expect(failure({kind: 'timeout', phase: 'body', message: 'too slow'})).toEqual({
		type: 'failure',
		kind: 'timeout',
		phase: 'body',
		message: 'too slow',
		cache: 'none',
		storedAt: undefined,
		attempts: [],
		notRetried: undefined,
		mayHaveBeenProcessed: false,
		redirected: false,
		quotaWaitMs: 0,
		retryAt: undefined,
		cause: undefined,
		status: undefined,
		headers: undefined,
		body: undefined,
	});
});

it('tells a failure from bytes and from the end', () => {
	expect(isFailure(failure({kind: 'network', phase: 'body', message: ''}))).toBe(true);
	expect(isFailure(new Uint8Array(1))).toBe(false);
	expect(isFailure(undefined)).toBe(false);
});

describe('neverBegan', () => {
	it('is false after a redirect, which was an exchange', () => {
		const redirected = {message: '', phase: 'connect', redirected: true} as const;
		expect(neverBegan(failure({...redirected, kind: 'quota-exceeded'}))).toBe(false);
		expect(neverBegan(failure({...redirected, kind: 'aborted'}))).toBe(false);
	});

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
