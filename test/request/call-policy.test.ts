import {checkNumber} from '../../src/errors/invalid-option.ts';
import {describe, expect, it} from 'vitest';
import type {Method} from 'awin-sdk';
import {
	readCacheOptions,
	resolveCallPolicy,
	resolveRetry,
	retryDefaults,
} from '../../src/request/call-policy.ts';

const defaults = {
	retry: retryDefaults,
	attemptTimeoutMs: 60_000,
	deadlineMs: 180_000,
	cache: {},
} as const;

describe('resolveCallPolicy', () => {
	it('takes what the client says where the call says nothing', () => {
		expect(resolveCallPolicy('GET', {}, defaults)).toEqual({
			...defaults,
			idempotent: true,
			quota: {priority: 0, bucket: undefined},
		});
	});

	it('takes what the call says', () => {
		const said = {
			retry: false,
			attemptTimeoutMs: 1,
			deadlineMs: Infinity,
			cache: {ttlMs: 1, coalesce: false, allowStale: true},
			idempotent: false,
		} as const;
		expect(resolveCallPolicy('GET', {...said, priority: -1, bucket: 'a'}, defaults)).toEqual({
			...said,
			quota: {priority: -1, bucket: 'a'},
		});
	});

	it.each<[Method, boolean]>([
		['GET', true],
		['HEAD', true],
		['PUT', true],
		['DELETE', true],
		['OPTIONS', true],
		['POST', false],
		['PATCH', false],
	])('holds a %s for idempotent: %s', (method, idempotent) => {
		expect(resolveCallPolicy(method, {}, defaults).idempotent).toBe(idempotent);
	});

	it.each([
		['with a key', {idempotencyKey: true}, true],
		['with a key of its own', {idempotencyKey: 'a'}, true],
		['without a key', {idempotencyKey: false}, false],
		['that says so', {idempotent: true}, true],
		['with a key, that says it is not', {idempotencyKey: true, idempotent: false}, false],
	])('knows whether a POST %s is idempotent', (_, options, idempotent) => {
		expect(resolveCallPolicy('POST', options, defaults).idempotent).toBe(idempotent);
	});

	it.each<[string, Record<string, unknown>]>([
		['idempotent', {idempotent: 'yes'}],
		['attemptTimeoutMs', {attemptTimeoutMs: 0}],
		['deadlineMs', {deadlineMs: '1000'}],
		['bucket', {bucket: ''}],
		['bucket', {bucket: 7}],
		['priority', {priority: Number.NaN}],
		['cache', {cache: true}],
		['cache.ttlMs', {cache: {ttlMs: -1}}],
		['cache.coalesce', {cache: {coalesce: 1}}],
		['cache.allowStale', {cache: {allowStale: null}}],
		['retry', {retry: 3}],
		['retry', {retry: null}],
		['retry.attempts', {retry: {attempts: 1.5}}],
	])('refuses %s in %j and names it', (option, options) => {
		const resolve = () => resolveCallPolicy('GET', options, defaults);
		expect(resolve).toThrow(TypeError);
		expect(resolve).toThrow(`Option \`${option}\` must be`);
	});
});

describe('resolveRetry', () => {
	it('fills in what is not said', () => {
		expect(resolveRetry({attempts: 5}, {...retryDefaults, baseDelayMs: 1})).toEqual({
			attempts: 5,
			baseDelayMs: 1,
			maxDelayMs: 20_000,
			maxRetryAfterMs: 120_000,
		});
	});

	it('takes the general defaults where the client turned retries off', () => {
		expect(resolveRetry({attempts: 2}, false)).toEqual({...retryDefaults, attempts: 2});
		expect(resolveRetry(undefined, false)).toBe(false);
	});

	it.each(['attempts', 'baseDelayMs', 'maxDelayMs', 'maxRetryAfterMs'])('checks %s', (key) => {
		expect(() => resolveRetry({[key]: -1}, retryDefaults)).toThrow(
			`Option \`retry.${key}\` must be`,
		);
	});

	it('refuses an unknown option and names those it knows', () => {
		const unknown: object = {budget: false};
		expect(() => resolveRetry(unknown, retryDefaults)).toThrow(
			'Option `retry` has an unknown option `budget`. Known options: `attempts`, `baseDelayMs`, `maxDelayMs`, `maxRetryAfterMs`.',
		);
	});
});

describe('checkNumber', () => {
	it('gives the number', () => {
		expect(checkNumber('a', 1.5, {min: 1})).toBe(1.5);
	});

	it('says what it accepts', () => {
		expect(() => checkNumber('a', 0, {min: 1})).toThrow(
			'Option `a` must be a number of at least 1, but it is 0.',
		);
		expect(() => checkNumber('a', 1.5, {min: 1, integer: true})).toThrow(
			'Option `a` must be a whole number of at least 1, but it is 1.5.',
		);
	});
});

describe('readCacheOptions', () => {
	it('gives what it is told', () => {
		expect(readCacheOptions({ttlMs: 0})).toEqual({ttlMs: 0});
	});

	it('refuses an unknown option', () => {
		const unknown: object = {ttl: 1};
		expect(() => readCacheOptions(unknown)).toThrow('Option `cache` has an unknown option `ttl`.');
	});
});
