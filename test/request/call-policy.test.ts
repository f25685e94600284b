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
	totalTimeoutMs: Infinity,
	cache: {},
} as const;

describe('resolveCallPolicy', () => {
	it('uses the defaults of the client if the call sets nothing', () => {
		expect(resolveCallPolicy('GET', {}, defaults)).toEqual({
			...defaults,
			idempotent: true,
			quota: {priority: 0, bucket: undefined},
		});
	});

	it('uses the options of the call', () => {
		const options = {
			retry: false,
			attemptTimeoutMs: 1,
			deadlineMs: Infinity,
			totalTimeoutMs: 5000,
			cache: {ttlMs: 1, coalesce: false, allowStale: true},
			idempotent: false,
		} as const;
		expect(resolveCallPolicy('GET', {...options, priority: -1, bucket: 'a'}, defaults)).toEqual({
			...options,
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
	])('treats a %s as idempotent: %s', (method, idempotent) => {
		expect(resolveCallPolicy(method, {}, defaults).idempotent).toBe(idempotent);
	});

	it.each([
		['with a key', {idempotencyKey: true}, true],
		['with a key of its own', {idempotencyKey: 'a'}, true],
		['without a key', {idempotencyKey: false}, false],
		['that says so', {idempotent: true}, true],
		['with a key, that says it is not', {idempotencyKey: true, idempotent: false}, false],
	])('decides whether a POST %s is idempotent', (_, options, idempotent) => {
		expect(resolveCallPolicy('POST', options, defaults).idempotent).toBe(idempotent);
	});

	it.each<[string, Record<string, unknown>]>([
		['idempotent', {idempotent: 'yes'}],
		['attemptTimeoutMs', {attemptTimeoutMs: 0}],
		['deadlineMs', {deadlineMs: '1000'}],
		['totalTimeoutMs', {totalTimeoutMs: 0}],
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
		['retry.statuses', {retry: {statuses: 500}}],
		['retry.statuses[1]', {retry: {statuses: [500, 200]}}],
		['retry.statuses[0]', {retry: {statuses: ['500']}}],
		['retry.statuses[0]', {retry: {statuses: [599.5]}}],
		['retry.statuses[2]', {retry: {statuses: [429, 599, 600]}}],
		['retry.budget', {retry: {budget: true}}],
		['retry.budget', {retry: {budget: {capacity: 5}}}],
	])('rejects %s in %j and names it', (option, options) => {
		const resolve = () => resolveCallPolicy('GET', options, defaults);
		expect(resolve).toThrow(TypeError);
		expect(resolve).toThrow(`Option \`${option}\` must be`);
	});
});

describe('resolveRetry', () => {
	it('fills in the defaults', () => {
		expect(resolveRetry({attempts: 5}, {...retryDefaults, baseDelayMs: 1})).toEqual({
			attempts: 5,
			baseDelayMs: 1,
			maxDelayMs: 20_000,
			maxRetryAfterMs: 120_000,
			statuses: [429, 502, 503, 504],
			budget: true,
		});
	});

	it('uses the general defaults if the client turned retries off', () => {
		expect(resolveRetry({attempts: 2}, false)).toEqual({...retryDefaults, attempts: 2});
		expect(resolveRetry(undefined, false)).toBe(false);
	});

	it.each(['attempts', 'baseDelayMs', 'maxDelayMs', 'maxRetryAfterMs'])('checks %s', (key) => {
		expect(() => resolveRetry({[key]: -1}, retryDefaults)).toThrow(
			`Option \`retry.${key}\` must be`,
		);
	});

	it('says which statuses can be retried', () => {
		expect(() => resolveRetry({statuses: [429, 200]}, retryDefaults)).toThrow(
			'Option `retry.statuses[1]` must be a whole number from 400 to 599, but it is 200.',
		);
		const statuses = [400, 599];
		const resolved = resolveRetry({statuses}, retryDefaults);
		statuses.pop();
		expect(resolved).toEqual({...retryDefaults, statuses: [400, 599]});
	});

	it('rejects an unknown option and lists the known ones', () => {
		const unknown: object = {retries: 3};
		expect(() => resolveRetry(unknown, retryDefaults)).toThrow(
			'Option `retry` has an unknown option `retries`. Known options: `attempts`, `baseDelayMs`, `maxDelayMs`, `maxRetryAfterMs`, `statuses`, `budget`.',
		);
	});
});

describe('checkNumber', () => {
	it('returns the number', () => {
		expect(checkNumber('a', 1.5, {min: 1})).toBe(1.5);
	});

	it('states what it accepts', () => {
		expect(() => checkNumber('a', 0, {min: 1})).toThrow(
			'Option `a` must be a number of at least 1, but it is 0.',
		);
		expect(() => checkNumber('a', 1.5, {min: 1, integer: true})).toThrow(
			'Option `a` must be a whole number of at least 1, but it is 1.5.',
		);
	});
});

describe('readCacheOptions', () => {
	it('returns the options', () => {
		expect(readCacheOptions({ttlMs: 0})).toEqual({ttlMs: 0});
	});

	it('rejects an unknown option', () => {
		const unknown: object = {ttl: 1};
		expect(() => readCacheOptions(unknown)).toThrow(
			'Option `cache` has an unknown option `ttl`; did you mean `ttlMs`?',
		);
	});
});
