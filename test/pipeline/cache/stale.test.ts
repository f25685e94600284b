import {describe, expect, it} from 'vitest';
import {failure, type FailureKind, type Reply} from '../../../src/response/reply.ts';
import {answered, notModified, ok, request, sent, settled, stored, text} from './fixtures.ts';

describe('stale-if-error (RFC 5861 §4)', () => {
	const headers = {'cache-control': 'max-age=1, stale-if-error=60', etag: '"a"'};
	const allowed = request({cache: {allowStale: true}});
	const attempts = [
		{number: 1, status: 503, error: undefined, durationMs: 1, waitedMs: 0, waitedFor: []},
	];

	it.each([500, 502, 503, 504])('returns the stored response after a %i', async (status) => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(2_000);
		next.mockResolvedValueOnce({...answered(status), attempts});
		const reply = await handler(allowed);
		expect(text(reply)).toBe('one');
		expect(reply).toMatchObject({status: 200, cache: 'stale', attempts});
	});

	it.each(['network', 'timeout'] satisfies FailureKind[])(
		'returns the stored response after a failure: %s',
		async (kind) => {
			const {handler, next, clock} = await stored(headers);
			await clock.advance(2_000);
			next.mockResolvedValueOnce(failure({kind, phase: 'request', message: ''}));
			expect(text(await handler(allowed))).toBe('one');
		},
	);

	it.each(['aborted', 'quota-exceeded', 'invalid-body'] satisfies FailureKind[])(
		'returns a failure that is not a failure of the server: %s',
		async (kind) => {
			const {handler, next, clock} = await stored(headers);
			await clock.advance(2_000);
			next.mockResolvedValueOnce(failure({kind, phase: 'request', message: ''}));
			expect(text(await handler(allowed))).toBe(kind);
		},
	);

	it('returns the error if the caller does not allow stale responses', async () => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(2_000);
		next.mockResolvedValueOnce(answered(503));
		expect(await handler(request())).toMatchObject({status: 503});
	});

	it.each([
		['the server does not allow it', {'cache-control': 'max-age=1', etag: '"a"'}, 2_000],
		[
			'must-revalidate forbids it',
			{'cache-control': `${headers['cache-control']}, must-revalidate`, etag: '"a"'},
			2_000,
		],
		['its window is over', headers, 61_000],
	])('returns the error if %s', async (_name, fields, afterMs) => {
		const {handler, next, clock} = await stored(fields);
		await clock.advance(afterMs);
		next.mockResolvedValueOnce(answered(503));
		expect(await handler(allowed)).toMatchObject({status: 503});
	});
});

describe('stale-while-revalidate (RFC 5861 §3)', () => {
	const headers = {'cache-control': 'max-age=1, stale-while-revalidate=60', etag: '"a"'};
	const {signal} = new AbortController();
	const allowed = request({cache: {allowStale: true}, signal});

	it('returns at once and revalidates in the background, once at a time and without the signal', async () => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(2_000);
		let answer: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		expect(await handler(allowed)).toMatchObject({cache: 'stale'});
		expect(await handler(allowed)).toMatchObject({cache: 'stale'});
		expect(next).toHaveBeenCalledTimes(2);
		expect(sent(next, 1)?.signal).toBeUndefined();

		answer(ok(headers, 'two'));
		await settled();
		expect(text(await handler(allowed))).toBe('two');
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('revalidates again when the response is stale again', async () => {
		const {handler, next, clock} = await stored(headers);
		next.mockResolvedValue(notModified());
		await clock.advance(2_000);
		await handler(allowed);
		await clock.advance(2_000);
		await handler(allowed);
		expect(next).toHaveBeenCalledTimes(3);
	});

	it('revalidates again after a failed revalidation, which does not fail the call', async () => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(2_000);
		next.mockRejectedValueOnce(new TypeError('a mistake in the call'));
		expect(await handler(allowed)).toMatchObject({cache: 'stale'});
		await settled();
		next.mockResolvedValueOnce(notModified());
		expect(await handler(allowed)).toMatchObject({cache: 'stale'});
		expect(next).toHaveBeenCalledTimes(3);
	});

	it.each([
		['the caller does not allow stale responses', request(), 2_000],
		['its window is over', allowed, 61_000],
	])('revalidates first if %s', async (_name, call, afterMs) => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(afterMs);
		next.mockResolvedValueOnce(notModified());
		expect(await handler(call)).toMatchObject({cache: 'revalidated'});
	});
});
