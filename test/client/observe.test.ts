import {memoryLimiter} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {observed, only} from '../helpers/observed.ts';

const path: string = '/accounts';

describe('an observer', () => {
	it('is told of the start and the end of a call and its attempt', async () => {
		const {clock, awin, events} = observed();
		const at = clock.now();
		const result = await clock.run(awin.get('/a/{id}', {path: {id: 7}, query: {q: 'x'}}));
		const call = {id: expect.stringMatching(/^[\w-]{38,}$/), method: 'GET', template: '/a/{id}'};
		expect(events).toEqual([
			{type: 'call-start', at, call},
			{type: 'attempt-start', at, call, number: 1, url: 'https://api.awin.com/a/7?q=x'},
			{type: 'attempt-end', at, call, ...result.meta.attempts[0]},
			{
				type: 'call-end',
				at,
				call,
				kind: 'ok',
				ok: true,
				status: 200,
				cache: 'none',
				durationMs: 0,
				attempts: 1,
				notRetried: undefined,
				requestId: undefined,
				error: undefined,
			},
		]);
	});

	it('is told of each attempt, and of each decision with its reason', async () => {
		const unavailable = new Response('{}', {status: 503, headers: {'retry-after': '4'}});
		const {clock, awin, events, types} = observed([503, unavailable, 200]);
		const result = await clock.run(awin.get(path));
		expect(types()).toEqual([
			'call-start',
			'attempt-start',
			'attempt-end',
			'retry-decision',
			'attempt-start',
			'attempt-end',
			'retry-decision',
			'attempt-start',
			'attempt-end',
			'call-end',
		]);
		expect(only(events, 'retry-decision')).toMatchObject([
			{number: 1, retry: true, reason: 'backoff', waitMs: 250},
			{number: 2, retry: true, reason: 'retry-after', waitMs: 4500},
		]);
		expect(only(events, 'attempt-end')).toMatchObject(result.meta.attempts);
		expect(only(events, 'call-end')).toMatchObject([{attempts: 3, durationMs: 4750}]);
	});

	it('is told why no retry follows', async () => {
		const {clock, awin, events} = observed([503]);
		const result = await clock.run(awin.post(path, {json: {}}));
		expect(only(events, 'retry-decision')).toMatchObject([
			{number: 1, retry: false, reason: 'not-idempotent', waitMs: undefined},
		]);
		expect(only(events, 'call-end')).toMatchObject([
			{
				kind: 'unavailable',
				ok: false,
				status: 503,
				notRetried: 'not-idempotent',
				error: result.error?.message,
			},
		]);
	});

	it('is told nothing of a decision about a failure that no retry can help', async () => {
		const {clock, awin, events} = observed([404]);
		await clock.run(awin.get(path));
		expect(only(events, 'retry-decision')).toEqual([]);
	});

	it('is told of a wait for the quota, and of what the quota decides', async () => {
		const {clock, awin, events} = observed([200], {quota: {calls: 1}});
		await clock.run(awin.get(path));
		await clock.run(awin.get(path));
		expect(only(events, 'quota-decision')).toMatchObject([
			{outcome: 'slot', waitedMs: 0, used: 1, remaining: 0, queued: 0},
			{outcome: 'slot', waitedMs: 60_000, used: 1, remaining: 0, queued: 0},
		]);
		const [wait] = only(events, 'quota-wait');
		expect(wait).toMatchObject({waitMs: 60_000, queued: 1});
		const [, slot] = only(events, 'quota-decision');
		expect(slot?.call).toBe(wait?.call);
	});

	it('is told that a call gets no slot, and of no attempt then', async () => {
		const {clock, awin, events} = observed([200], {quota: {calls: 1, maxWaitMs: 0}});
		await clock.run(awin.get(path));
		events.length = 0;
		await clock.run(awin.get(path));
		expect(only(events, 'quota-decision')).toMatchObject([{outcome: 'too-long', waitedMs: 0}]);
		expect(only(events, 'attempt-start')).toEqual([]);
		expect(only(events, 'attempt-end')).toEqual([]);
		expect(only(events, 'call-end')).toMatchObject([{kind: 'quota-exceeded', attempts: 0}]);
	});

	it('is told nothing of the state of a limiter whose `state` throws', async () => {
		const state = () => {
			throw new Error('no state');
		};
		const {clock, awin, events} = observed([200], {quota: {...memoryLimiter(), state}});
		expect((await clock.run(awin.get(path))).kind).toBe('ok');
		expect(only(events, 'quota-decision')).toMatchObject([{used: 0, remaining: 0, queued: 0}]);
	});

	it('is told that a 429 pauses the quota', async () => {
		const {clock, awin, events} = observed([429], {quota: {}, retry: false});
		const at = clock.now();
		await clock.run(awin.get(path));
		expect(only(events, 'quota-pause')).toMatchObject([{at, until: at + 60_000}]);
	});

	it('is told where a response comes from', async () => {
		const stored = () =>
			new Response('{"id":1}', {headers: {etag: '"1"', 'cache-control': 'max-age=60'}});
		const unchanged = new Response(null, {status: 304, headers: {etag: '"1"'}});
		const {clock, awin, events} = observed([stored(), unchanged], {cache: {}});
		await clock.run(awin.get(path));
		await clock.run(awin.get(path));
		await clock.pass(61_000);
		await clock.run(awin.get(path));
		const outcomes = ['miss', 'fresh', 'revalidated'];
		expect(only(events, 'cache').map(({outcome}) => outcome)).toEqual(outcomes);
		expect(only(events, 'call-end').map(({cache}) => cache)).toEqual(outcomes);
	});

	it('is told of a stale response, and then of the revalidation as part of the same call', async () => {
		const headers = {'cache-control': 'max-age=1, stale-while-revalidate=60'};
		const {clock, awin, events} = observed([new Response('{"id":1}', {headers})], {
			cache: {allowStale: true},
		});
		await clock.run(awin.get(path));
		await clock.pass(5000);
		events.length = 0;
		await clock.run(awin.get(path));
		await clock.pass(0);
		expect(events.map(({type}) => type)).toEqual([
			'call-start',
			'cache',
			'attempt-start',
			'call-end',
			'attempt-end',
			'cache',
		]);
		expect(only(events, 'cache').map(({outcome}) => outcome)).toEqual(['stale', 'miss']);
		expect(new Set(events.map((event) => ('call' in event ? event.call : undefined))).size).toBe(1);
	});

	it('is told of a stale response that replaces a failure', async () => {
		const headers = {'cache-control': 'max-age=1, stale-if-error=60'};
		const {clock, awin, events} = observed([new Response('{"id":1}', {headers}), 500], {
			cache: {allowStale: true},
		});
		await clock.run(awin.get(path));
		await clock.pass(5000);
		await clock.run(awin.get(path));
		expect(only(events, 'cache').map(({outcome}) => outcome)).toEqual(['miss', 'miss', 'stale']);
	});

	it('is told that calls share an exchange, and of its attempts once', async () => {
		const {clock, awin, events} = observed([200], {cache: {}});
		await clock.run(Promise.all([awin.get(path), awin.get(path)]));
		const [first, second] = only(events, 'call-start');
		expect(only(events, 'shared')).toMatchObject([{call: second?.call, leader: first?.call}]);
		expect(only(events, 'attempt-end').map(({call}) => call)).toEqual([first?.call]);
		expect(only(events, 'call-end')).toHaveLength(2);
	});

	it('counts the attempts of a second exchange after a 304 on', async () => {
		const {clock, awin, events} = observed([new Response(null, {status: 304}), 503, 200], {
			cache: {},
		});
		const {meta} = await clock.run(awin.get(path));
		expect(meta.attempts.map(({number}) => number)).toEqual([1, 2, 3]);
		expect(only(events, 'attempt-start').map(({number}) => number)).toEqual([1, 2, 3]);
		expect(only(events, 'attempt-end')).toMatchObject(meta.attempts);
	});

	it('is told of one attempt with its redirects', async () => {
		const redirect = new Response(null, {status: 307, headers: {location: '/b'}});
		const {clock, awin, events} = observed([redirect, redirect, 200]);
		const {meta} = await clock.run(awin.get(path));
		expect(meta.attempts).toHaveLength(1);
		expect(only(events, 'attempt-start')).toHaveLength(1);
		expect(only(events, 'attempt-end')).toMatchObject(meta.attempts);
	});

	it('is told of no attempt of a call that is aborted before it is sent', async () => {
		const {clock, awin, events, types} = observed([200], {quota: {}});
		const result = await clock.run(awin.get(path, {signal: AbortSignal.abort()}));
		expect(result.kind).toBe('aborted');
		expect(types()).toEqual(['call-start', 'quota-decision', 'call-end']);
		expect(only(events, 'call-end')).toMatchObject([{kind: 'aborted', ok: false, attempts: 0}]);
	});

	it.each([
		['an error', new TypeError('a mistake in middleware'), 'TypeError: a mistake in middleware'],
		['another value', 'no error', 'a thrown string'],
	])('is told that a call rejects with %s', async (_, thrown, error) => {
		const middleware = [() => () => Promise.reject(thrown)];
		const {clock, awin, events} = observed([200], {middleware});
		await expect(clock.run(awin.get(path))).rejects.toBe(thrown);
		expect(only(events, 'call-end')).toMatchObject([{kind: 'rejected', ok: false, error}]);
	});
});

describe('an observer of `client.fetch`', () => {
	it.each([
		[200, {kind: 'ok', ok: true, error: undefined}],
		[404, {kind: 'not-found', ok: false, error: undefined}],
		[299, {kind: 'undocumented', ok: true}],
		[418, {kind: 'undocumented', ok: false}],
	])('is told of a %i', async (status, expected) => {
		const {clock, awin, events, types} = observed([status]);
		expect((await clock.run(awin.fetch(path))).status).toBe(status);
		expect(types()).toEqual(['call-start', 'attempt-start', 'attempt-end', 'call-end']);
		expect(only(events, 'call-end')).toMatchObject([{...expected, status, attempts: 1}]);
	});

	it('is told of a failure without a response', async () => {
		const {clock, awin, events} = observed([new TypeError('broken')], {retry: false});
		await expect(clock.run(awin.fetch(path))).rejects.toThrow('fetch failed');
		expect(only(events, 'call-end')).toMatchObject([{kind: 'network', ok: false, attempts: 1}]);
		expect(only(events, 'call-end')[0]?.error).toEqual(expect.any(String));
	});
});
