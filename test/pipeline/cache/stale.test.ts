import {describe, expect, it} from 'vitest';
import {failure, type FailureKind, type Reply} from '../../../src/response/reply.ts';
import {answered, notModified, ok, request, sent, settled, stored, text} from './fixtures.ts';

describe('stale-if-error (RFC 5861 §4)', () => {
	const headers = {'cache-control': 'max-age=1, stale-if-error=60', etag: '"a"'};
	const allowed = request({cache: {allowStale: true}});
	const attempts = [
		{number: 1, status: 503, error: undefined, durationMs: 1, waitedMs: 0, waitedFor: []},
	];

	it.each([500, 502, 503, 504])('answers from what is stored after a %i', async (status) => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(2_000);
		next.mockResolvedValueOnce({...answered(status), attempts});
		const reply = await handler(allowed);
		expect(text(reply)).toBe('one');
		expect(reply).toMatchObject({status: 200, cache: 'stale', attempts});
	});

	it.each(['network', 'timeout'] satisfies FailureKind[])(
		'answers from what is stored after a failure: %s',
		async (kind) => {
			const {handler, next, clock} = await stored(headers);
			await clock.advance(2_000);
			next.mockResolvedValueOnce(failure({kind, phase: 'request', message: ''}));
			expect(text(await handler(allowed))).toBe('one');
		},
	);

	it.each(['aborted', 'quota-exceeded', 'invalid-body'] satisfies FailureKind[])(
		'hands on a failure that is not the way to the server: %s',
		async (kind) => {
			const {handler, next, clock} = await stored(headers);
			await clock.advance(2_000);
			next.mockResolvedValueOnce(failure({kind, phase: 'request', message: ''}));
			expect(text(await handler(allowed))).toBe(kind);
		},
	);

	it('hands on the error where the caller did not allow it', async () => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(2_000);
		next.mockResolvedValueOnce(answered(503));
		expect(await handler(request())).toMatchObject({status: 503});
	});

	it.each([
		['the server did not', {'cache-control': 'max-age=1', etag: '"a"'}, 2_000],
		[
			'must-revalidate forbids it',
			{'cache-control': `${headers['cache-control']}, must-revalidate`, etag: '"a"'},
			2_000,
		],
		['its time is over', headers, 61_000],
	])('hands on the error where %s', async (_name, fields, afterMs) => {
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

	it('answers at once and revalidates behind the call, once at a time and without its signal', async () => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(2_000);
		let confirm: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (confirm = resolve)));
		expect(await handler(allowed)).toMatchObject({cache: 'stale'});
		expect(await handler(allowed)).toMatchObject({cache: 'stale'});
		expect(next).toHaveBeenCalledTimes(2);
		expect(sent(next, 1)?.signal).toBeUndefined();

		confirm(ok(headers, 'two'));
		await settled();
		expect(text(await handler(allowed))).toBe('two');
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('revalidates again at the next call that finds it stale', async () => {
		const {handler, next, clock} = await stored(headers);
		next.mockResolvedValue(notModified());
		await clock.advance(2_000);
		await handler(allowed);
		await clock.advance(2_000);
		await handler(allowed);
		expect(next).toHaveBeenCalledTimes(3);
	});

	it('revalidates again after a confirmation that went wrong, which is no error of the call', async () => {
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
		['the caller did not allow it', request(), 2_000],
		['its time is over', allowed, 61_000],
	])('asks first where %s', async (_name, call, afterMs) => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(afterMs);
		next.mockResolvedValueOnce(notModified());
		expect(await handler(call)).toMatchObject({cache: 'revalidated'});
	});
});
