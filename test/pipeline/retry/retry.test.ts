import {describe, expect, it, vi} from 'vitest';
import type {Handler} from '../../../src/pipeline/middleware.ts';
import {failure} from '../../../src/response/reply.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {get, holdTime, policy, random, retrying, script, settled, unavailable} from './scripted.ts';

holdTime();

describe('retry', () => {
	it('rejects if an inner stage rejects at any attempt, and does not retry', async () => {
		for (const mistake of [new Error('of a stage'), new TypeError('of a stage')]) {
			const handler = vi
				.fn<Handler>()
				.mockResolvedValueOnce(unavailable)
				.mockRejectedValueOnce(mistake);
			const call = retrying(handler)(get);
			await Promise.all([expect(call).rejects.toBe(mistake), vi.runAllTimersAsync()]);
			expect(handler).toHaveBeenCalledTimes(2);
		}
	});

	it('returns a final response at once', async () => {
		const {handler, startedAt} = script(makeAnswer(200));
		const reply = await settled(retrying(handler)(get));
		expect(startedAt).toEqual([0]);
		expect(reply).toMatchObject({status: 200, notRetried: undefined});
		expect(reply.attempts).toEqual([
			{number: 1, status: 200, error: undefined, durationMs: 0, waitedMs: 0, waitedFor: []},
		]);
	});

	it('starts attempts exactly after the backoff with full jitter', async () => {
		const {handler, startedAt, takes} = script(unavailable);
		takes(100);
		const request = {...get, retry: {...policy, attempts: 5}};
		const reply = await settled(retrying(handler)(request));
		/* Half of 500, 1000, 2000 and 4000, each after an attempt of 100 ms. */
		expect(startedAt).toEqual([0, 350, 950, 2050, 4150]);
		expect(reply).toMatchObject({status: 503, notRetried: 'attempts'});
		expect(reply.attempts.map(({waitedMs}) => waitedMs)).toEqual([0, 250, 500, 1000, 2000]);
		expect(reply.attempts[4]).toEqual({
			number: 5,
			status: 503,
			error: undefined,
			durationMs: 100,
			waitedMs: 2000,
			waitedFor: ['backoff'],
		});
	});

	it('never starts an attempt earlier than the server asks, to the millisecond', async () => {
		random.mockReturnValue(0);
		const asks = makeAnswer(503, '', {'retry-after': '7'});
		const {handler, startedAt} = script(asks, makeAnswer(200));
		const reply = await settled(retrying(handler)(get));
		expect(startedAt).toEqual([0, 7000]);
		expect(reply.attempts[1]).toMatchObject({waitedMs: 7000, waitedFor: ['retry-after']});
		expect(reply).toMatchObject({status: 200, notRetried: undefined});
	});

	it('does not wait if the backoff is 0', async () => {
		random.mockReturnValue(0);
		const {handler, startedAt} = script(unavailable, makeAnswer(200));
		const reply = await settled(retrying(handler)(get));
		expect(startedAt).toEqual([0, 0]);
		expect(reply.attempts[1]).toMatchObject({waitedMs: 0, waitedFor: []});
	});

	it('returns the last response with `retryAt` when attempts run out', async () => {
		const {handler} = script(makeAnswer(503, '', {'retry-after': '7'}));
		const reply = await settled(retrying(handler)({...get, retry: false}));
		expect(reply).toMatchObject({status: 503, notRetried: 'attempts', retryAt: 7000});
	});

	it('keeps the `retryAt` of an inner stage', async () => {
		const {handler} = script(
			failure({kind: 'quota-exceeded', phase: 'connect', message: '', retryAt: 9}),
		);
		const reply = await settled(retrying(handler)(get));
		expect(reply).toMatchObject({kind: 'quota-exceeded', retryAt: 9, attempts: []});
	});

	it('logs the kind of a failure', async () => {
		const {handler} = script(
			failure({kind: 'timeout', phase: 'request', message: ''}),
			makeAnswer(200),
		);
		const reply = await settled(retrying(handler)(get));
		expect(reply.attempts[0]).toMatchObject({number: 1, status: undefined, error: 'timeout'});
	});
});

describe('mayHaveBeenProcessed', () => {
	const connect = failure({kind: 'network', phase: 'connect', message: ''});
	const reset = failure({kind: 'network', phase: 'request', message: ''});
	it.each([
		['a call that never arrived', [connect, connect, connect], false],
		['a call that arrived at last', [connect, connect, unavailable], false],
		['a call that may have arrived before', [reset, connect, connect], true],
		['a call that came to a 503 before', [unavailable, makeAnswer(200)], true],
	])('is set correctly for %s', async (_, replies, mayHaveBeenProcessed) => {
		expect(await settled(retrying(script(...replies).handler)(get))).toMatchObject({
			mayHaveBeenProcessed,
		});
	});
});

it('rejects if an inner stage rejects, because that is a programming error', async () => {
	const mistake = new TypeError('fetch failed');
	const handler = vi.fn<Handler>().mockRejectedValue(mistake);
	await expect(retrying(handler)(get)).rejects.toBe(mistake);
	expect(handler).toHaveBeenCalledOnce();
});
