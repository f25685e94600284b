import {describe, expect, it} from 'vitest';
import {failure, type Reply} from '../../../src/response/reply.ts';
import {answered, ok, setUp, text, withTtl} from './fixtures.ts';

describe('a call with `cache.ttlMs`', () => {
	it.each([
		['that is not JSON', ok({'content-type': 'application/json'}, '<html>')],
		['that is empty', ok({}, '')],
	])('does not store a body %s for a call for JSON', async (_, broken) => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(broken).mockResolvedValueOnce(ok({}, '1'));
		const call = {...withTtl(60_000), as: 'json'} as const;
		await handler(call);
		expect(text(await handler(call))).toBe('1');
	});

	it.each(['text', 'bytes'] as const)('stores any body for a call for %s', async (as) => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(ok({}, '')).mockResolvedValueOnce(ok({}, '1'));
		await handler({...withTtl(60_000), as});
		expect(text(await handler({...withTtl(60_000), as}))).toBe('');
		expect(text(await handler({...withTtl(60_000), as: 'json'}))).toBe('1');
	});

	it('stores a 204', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(answered(204));
		await handler(withTtl(60_000));
		expect(await handler(withTtl(60_000))).toMatchObject({status: 204, cache: 'fresh'});
	});

	it.each([
		['no-store', ok({'cache-control': 'no-store'})],
		['Vary: *', ok({vary: '*'})],
		['202', answered(202)],
		['206', answered(206)],
		['404', answered(404)],
		['503', answered(503)],
		['a redirect', answered(200, {}, 'x', {redirected: true})],
		['no response', failure({kind: 'network', phase: 'connect', message: ''})],
	])('does not store %s', async (_name, reply: Reply) => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(reply);
		await handler(withTtl(60_000));
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(withTtl(60_000)))).toBe('two');
	});
});
