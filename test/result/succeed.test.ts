import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {makeAnswer} from '../helpers/make-answer.ts';
import {interpretedAtMs, interpretReply} from '../helpers/interpret-reply.ts';

const json = {'content-type': 'application/json'};

describe('a success', () => {
	it('has the body as data and every field', async () => {
		expect(await interpretReply(makeAnswer(200, '[{"id":1}]', json))).toEqual({
			ok: true,
			kind: 'ok',
			status: 200,
			data: [{id: 1}],
			error: undefined,
			location: undefined,
			retryAfterMs: undefined,
			storedAt: undefined,
			meta: expect.any(Object),
		});
	});

	it('206 is partial, never ok', async () => {
		expect(await interpretReply(makeAnswer(206, '{"a":1}', json))).toMatchObject({
			kind: 'partial',
			status: 206,
			data: {a: 1},
		});
	});

	it.each([
		['/jobs/7', 'https://api.awin.com/jobs/7'],
		['7', 'https://api.awin.com/v/7'],
		['https://awin.com/x', 'https://awin.com/x'],
		['https://[', undefined],
	])('201 has the absolute URL of the new resource: %s', async (location, absolute) => {
		const reply = makeAnswer(
			201,
			'{"id":7}',
			{...json, location},
			{
				url: 'https://api.awin.com/v/offers',
			},
		);
		expect(await interpretReply(reply)).toMatchObject({
			kind: 'created',
			status: 201,
			data: {id: 7},
			location: absolute,
			retryAfterMs: undefined,
		});
	});

	it('201 and 202 need neither a body nor a location', async () => {
		for (const [status, kind] of [
			[201, 'created'],
			[202, 'accepted'],
		] as const) {
			expect(await interpretReply(makeAnswer(status, '', json))).toMatchObject({
				kind,
				data: undefined,
				location: undefined,
				retryAfterMs: undefined,
			});
		}
	});

	it.each([
		[200, {location: undefined, retryAfterMs: undefined}],
		[206, {location: undefined, retryAfterMs: undefined}],
		[201, {location: 'https://api.awin.com/7', retryAfterMs: undefined}],
		[202, {location: 'https://api.awin.com/7', retryAfterMs: 1000}],
		[203, {location: undefined, retryAfterMs: undefined}],
	])('%i has only those of these fields that mean something', async (status, fields) => {
		const reply = makeAnswer(status, '1', {location: '/7', 'retry-after': '1'});
		expect(await interpretReply(reply)).toMatchObject({status, data: 1, ...fields});
	});

	it.each([
		['120', 120_000],
		['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
		['soon', undefined],
	])('202 has the wait of Retry-After: %s', async (retryAfter, ms) => {
		const headers = {...json, 'retry-after': retryAfter, location: '/jobs/7'};
		expect(await interpretReply(makeAnswer(202, '{"jobId":7}', headers))).toMatchObject({
			kind: 'accepted',
			status: 202,
			data: {jobId: 7},
			location: 'https://api.awin.com/jobs/7',
			retryAfterMs: ms,
		});
	});

	it.each([
		[204, 'no-content'],
		[205, 'undocumented'],
	])('%i has no data, whatever its content type is', async (status, kind) => {
		const reply = makeAnswer(status, 'not json', {...json, 'content-length': '8'});
		expect(await interpretReply(reply, {schema: v.number()})).toMatchObject({
			ok: true,
			kind,
			status,
			data: undefined,
		});
	});

	it('a 304 without a stored body is not-modified', async () => {
		expect(await interpretReply(makeAnswer(304, '', {etag: '"1"'}))).toMatchObject({
			ok: true,
			kind: 'not-modified',
			status: 304,
			data: undefined,
			storedAt: undefined,
		});
	});

	it('a stored body that was revalidated is a cache-hit', async () => {
		const notes = {cache: 'revalidated', storedAt: 5000} as const;
		expect(await interpretReply(makeAnswer(200, '[1]', json, notes))).toMatchObject({
			ok: true,
			kind: 'cache-hit',
			status: 304,
			data: [1],
			storedAt: new Date(5000),
			meta: {cache: 'revalidated'},
		});
		const withoutDate = makeAnswer(200, '[1]', json, {cache: 'revalidated'});
		expect(await interpretReply(withoutDate)).toMatchObject({storedAt: new Date(interpretedAtMs)});
	});

	it.each([203, 207, 226, 299])('%i is undocumented, with its data', async (status) => {
		expect(await interpretReply(makeAnswer(status, '{"a":1}', json))).toMatchObject({
			ok: true,
			kind: 'undocumented',
			status,
			data: {a: 1},
		});
		expect(await interpretReply(makeAnswer(status))).toMatchObject({ok: true, data: undefined});
	});

	it('has no data after a HEAD', async () => {
		expect(await interpretReply(makeAnswer(200, '', json), {method: 'HEAD'})).toMatchObject({
			kind: 'ok',
			data: undefined,
		});
	});

	it.each([200, 206])('%i with an empty body is invalid-body', async (status) => {
		expect(await interpretReply(makeAnswer(status, '', json))).toMatchObject({
			ok: false,
			kind: 'invalid-body',
			status: undefined,
			error: {description: 'the body is empty', responseStatus: status, applied: 'yes'},
		});
	});

	it('with a body that is not JSON is invalid-body', async () => {
		expect(await interpretReply(makeAnswer(200, '{"a":', json))).toMatchObject({
			kind: 'invalid-body',
			data: undefined,
			error: {
				message:
					'invalid-body (200): GET /accounts: the body is not JSON (content type: application/json)',
				responseStatus: 200,
				issues: [],
			},
		});
	});
});

describe('a schema', () => {
	const schema = v.pipe(v.array(v.object({id: v.number(), name: v.optional(v.string(), '-')})));

	it('determines the data', async () => {
		const result = await interpretReply(makeAnswer(200, '[{"id":1}]', json), {schema});
		expect(result).toMatchObject({kind: 'ok', data: [{id: 1, name: '-'}]});
	});

	it('can be asynchronous', async () => {
		const slow = v.pipeAsync(
			v.number(),
			v.transformAsync(async (id) => id + 1),
		);
		const result = await interpretReply(makeAnswer(200, '1', json), {schema: slow});
		expect(result).toMatchObject({kind: 'ok', data: 2});
	});

	it('that rejects the data results in invalid-body with the paths of the issues', async () => {
		const body = '[{"id":"hunter2"},{"name":7}]';
		const result = await interpretReply(makeAnswer(200, body, json), {schema});
		expect(result).toMatchObject({
			ok: false,
			kind: 'invalid-body',
			data: undefined,
			error: {
				message:
					'invalid-body (200): GET /accounts: the body does not match the schema: at 0.id, at 1.id, at 1.name',
				responseStatus: 200,
			},
		});
		expect(result).toHaveProperty('error.issues.0', {
			message: expect.stringContaining('Expected number'),
			path: [0, 'id'],
		});
	});

	it('reports "at the root" if an issue has no path', async () => {
		const result = await interpretReply(makeAnswer(200, '{}', json), {schema: v.number()});
		expect(result.error?.message).toMatch(/does not match the schema: at the root$/);
		expect(result).toHaveProperty('error.issues.0.path', undefined);
	});

	it('can report a path of plain keys', async () => {
		const key = Symbol('key');
		const standard = {
			'~standard': {
				version: 1,
				vendor: 'test',
				validate: () => ({issues: [{message: 'no', path: ['a', 0, key]}]}),
			},
		} as const;
		const result = await interpretReply(makeAnswer(200, '{}', json), {schema: standard});
		expect(result.error?.message).toContain('at a.0.Symbol(key)');
		expect(result).toHaveProperty('error.issues', [{message: 'no', path: ['a', 0, key]}]);
	});
});
