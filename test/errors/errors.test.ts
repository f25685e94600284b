import * as sdk from 'awin-sdk/core';
import {describe, expect, it} from 'vitest';
import {errorMark} from '../../src/errors/awin-error.ts';
import {statusErrors} from '../../src/errors/status-errors.ts';
import {asUndocumented, isErrorStatus, statuses, statusTable} from '../../src/status.ts';

const init = {message: '400 bad-request: GET /a: no', method: 'GET', template: '/a'};

const others = [
	[
		'UndocumentedStatusError',
		new sdk.UndocumentedStatusError({...init, status: asUndocumented(418)}),
	],
	['NetworkError', new sdk.NetworkError(init)],
	['TimeoutError', new sdk.TimeoutError(init)],
	['AbortedError', new sdk.AbortedError(init)],
	['QuotaExceededError', new sdk.QuotaExceededError(init)],
	['InvalidBodyError', new sdk.InvalidBodyError(init)],
	['MissingDataError', new sdk.MissingDataError({...init, status: 205})],
] as const;

const everyError = [
	...statuses.filter(isErrorStatus).map((status) => new statusErrors[status](init)),
	...others.map(([, error]) => error),
	new sdk.PartialSuccessError(init),
];

describe('the status errors', () => {
	it.each(statuses.filter(isErrorStatus))('%i has its own class', (status) => {
		const error = new statusErrors[status](init);
		expect(error).toBeInstanceOf(sdk.AwinError);
		expect(error).toBeInstanceOf(Error);
		expect(error.status).toBe(status);
		expect(error.kind).toBe(statusTable[status].kind);
		expect(error.name).toBe(statusErrors[status].name);
		expect(Reflect.get(sdk, error.name)).toBe(statusErrors[status]);
		expect(error.stack).toMatch(new RegExp(`^${error.name}: 400 bad-request`));
	});

	it('contain no class for any other code', () => {
		expect(Object.keys(statusErrors).map(Number)).toEqual(statuses.filter(isErrorStatus));
	});
});

describe('the other errors', () => {
	it.each(others)('%s has a kind and no status of the table', (name, error) => {
		expect(error).toBeInstanceOf(sdk.AwinError);
		expect(error.name).toBe(name);
		expect(Reflect.get(sdk, name)).toBe(error.constructor);
		expect(statuses).not.toContain(error.status);
	});

	it('say whether the same call may succeed later', () => {
		const later = everyError.filter(({retryable}) => retryable);
		expect(later.map(({name}) => name).toSorted()).toEqual([
			'BadGatewayError',
			'GatewayTimeoutError',
			'NetworkError',
			'QuotaExceededError',
			'ServiceUnavailableError',
			'TimeoutError',
			'TooManyRequestsError',
		]);
		expect(new sdk.NetworkError({...init, retryable: false}).retryable).toBe(false);
		expect(new sdk.InvalidBodyError({...init, retryable: true}).retryable).toBe(true);
	});

	it('have the limit that the server states', () => {
		const error = new sdk.TooManyRequestsError({...init, limit: 20, intervalMs: 60_000});
		expect(error).toMatchObject({limit: 20, intervalMs: 60_000});
	});

	it('have the status and the schema issues of an invalid body', () => {
		const issues = [{message: 'no'}];
		expect(new sdk.InvalidBodyError({...init, responseStatus: 200, issues})).toMatchObject({
			status: undefined,
			responseStatus: 200,
			issues,
		});
		expect(new sdk.InvalidBodyError(init).issues).toEqual([]);
	});
});

describe('AwinError', () => {
	it('exposes everything that it is constructed with', () => {
		const cause = new Error('inner');
		const told = {
			code: 'missing.relationship',
			description: 'No relationship',
			body: {error: 'missing.relationship'},
			reason: 'missing-relationship',
			hint: 'Join the programme.',
			retryAt: new Date(0),
			applied: 'no',
			requestId: 'r-1',
		} as const;
		const error = new sdk.ForbiddenError({...init, ...told, cause});
		expect(error).toMatchObject({...told, request: {method: 'GET', template: '/a'}});
		expect(error.cause).toBe(cause);
		expect(JSON.parse(JSON.stringify(error))).toEqual({
			...told,
			name: 'ForbiddenError',
			kind: 'forbidden',
			status: 403,
			retryable: false,
			message: init.message,
			retryAt: '1970-01-01T00:00:00.000Z',
			request: {method: 'GET', template: '/a'},
			cause: {name: 'Error', message: 'inner'},
		});
	});

	it('has no cause and an unknown effect by default', () => {
		const error = new sdk.NetworkError(init);
		expect(Object.hasOwn(error, 'cause')).toBe(false);
		expect(error.applied).toBe('unknown');
	});
});

describe('guards', () => {
	type Guard = (value: unknown) => boolean;
	const isGuard = (entry: [string, unknown]): entry is [string, Guard] =>
		/^is.+Error$/.test(entry[0]);
	const exported: [string, unknown][] = Object.entries(sdk);
	const guards = exported.filter(isGuard);

	it('exist for every class', () => {
		const names = everyError.map(({name}) => `is${name}`);
		expect(guards.map(([name]) => name).toSorted()).toEqual(['isAwinError', ...names].toSorted());
	});

	it.each(everyError)('distinguish $name from all other errors', (error) => {
		const yes = guards.filter(([, guard]) => guard(error));
		expect(yes.map(([name]) => name).toSorted()).toEqual(
			['isAwinError', `is${error.name}`].toSorted(),
		);
	});

	it('accept an error of another copy of the package', () => {
		const foreign = Object.assign(new Error('503'), {[errorMark]: 'unavailable'});
		expect(sdk.isAwinError(foreign)).toBe(true);
		expect(sdk.isServiceUnavailableError(foreign)).toBe(true);
		expect(sdk.isServerError(foreign)).toBe(false);
	});

	it.each([
		undefined,
		null,
		'503',
		{kind: 'unavailable'},
		{[errorMark]: 'unavailable'},
		new Error('503'),
		Object.assign(new Error('503'), {[errorMark]: 503}),
		sdk.AwinError.prototype,
	])('reject %o', (value) => {
		expect(sdk.isAwinError(value)).toBe(false);
		expect(sdk.isServiceUnavailableError(value)).toBe(false);
	});
});
