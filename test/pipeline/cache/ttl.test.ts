import {Keyv} from 'keyv';
import {describe, expect, it} from 'vitest';
import {keyvStore} from '../../../src/pipeline/cache/store/keyv-store.ts';
import {failure, type Reply} from '../../../src/response/reply.ts';
import {answered, notModified, ok, request, setUp, text} from './fixtures.ts';

const keeping = (ttlMs: number, headers: Record<string, string> = {}) =>
	request({cache: {ttlMs}, headers});

const kept = async (headers: Record<string, string> = {}) => {
	const parts = setUp();
	parts.next.mockResolvedValueOnce(ok(headers));
	await parts.handler(keeping(60_000));
	return parts;
};

describe("the caller's own time", () => {
	it('keeps an answer of which the server says nothing', async () => {
		const {handler, next, clock} = await kept();
		await clock.advance(59_999);
		const reply = await handler(keeping(60_000));
		expect(text(reply)).toBe('one');
		expect(reply).toMatchObject({status: 200, cache: 'fresh', attempts: []});
		expect(next).toHaveBeenCalledOnce();
	});

	it('ends by itself', async () => {
		const {handler, next, clock} = await kept();
		await clock.advance(60_000);
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(keeping(60_000)))).toBe('two');
	});

	it('never shortens the freshness of HTTP', async () => {
		const {handler, clock} = await kept({'cache-control': 'max-age=60'});
		await clock.advance(59_999);
		expect(await handler(keeping(1_000))).toMatchObject({cache: 'fresh'});
	});

	it('is that of the call, not of the one that stored', async () => {
		const {handler, next, clock} = await kept();
		await clock.advance(1_000);
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(keeping(1_000)))).toBe('two');
	});

	it('does not run on when the clock was set back', async () => {
		const {handler, next, clock} = await kept();
		clock.set(clock.now() - 1);
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(keeping(60_000)))).toBe('two');
	});

	it.each([
		['that is not the JSON it claims to be', ok({'content-type': 'application/json'}, '<html>')],
		['that is empty', ok({}, '')],
	])('keeps no body %s', async (_, broken) => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(broken).mockResolvedValueOnce(ok({}));
		await handler(keeping(60_000));
		expect(text(await handler(keeping(60_000)))).toBe('one');
	});

	it('keeps that there is no body', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(answered(204));
		await handler(keeping(60_000));
		expect(await handler(keeping(60_000))).toMatchObject({status: 204, cache: 'fresh'});
	});

	it('is nothing to calls without one', async () => {
		const {handler, next} = await kept();
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(request()))).toBe('two');
	});

	it("holds however short the server's time is", async () => {
		const {handler, clock} = await kept({'cache-control': 'no-cache', etag: '"a"'});
		await clock.advance(59_999);
		expect(await handler(keeping(60_000))).toMatchObject({cache: 'fresh'});
	});

	it("leaves the server's time as it is for other calls", async () => {
		const {handler, next, clock} = await kept({'cache-control': 'max-age=10', etag: '"a"'});
		await clock.advance(10_000);
		next.mockResolvedValueOnce(notModified());
		expect(await handler(request())).toMatchObject({cache: 'revalidated'});
	});

	it('over, has the answer confirmed, and begins anew', async () => {
		const {handler, next, clock} = await kept({etag: '"a"'});
		await clock.advance(60_000);
		next.mockResolvedValueOnce(notModified());
		expect(await handler(keeping(60_000))).toMatchObject({cache: 'revalidated'});
		await clock.advance(59_999);
		expect(await handler(keeping(60_000))).toMatchObject({cache: 'fresh'});
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('counts from when the server was last asked', async () => {
		const {handler, next, clock} = setUp();
		next.mockResolvedValueOnce(ok({'cache-control': 'max-age=100'}));
		await handler(request());
		await clock.advance(50_000);
		await handler(keeping(60_000));
		await clock.advance(10_000);
		next.mockResolvedValueOnce(ok({}, 'two'));
		const reply = await handler(keeping(60_000, {'cache-control': 'max-age=1'}));
		expect(text(reply)).toBe('two');
	});

	it.each(['no-cache', 'max-age=600'])('is passed over by the directive %s', async (directive) => {
		const {handler, next} = await kept();
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(keeping(60_000, {'cache-control': directive})))).toBe('two');
	});

	it('keeps what only a stored answer may meet', async () => {
		const {handler} = await kept();
		const reply = await handler(keeping(60_000, {'cache-control': 'only-if-cached'}));
		expect(text(reply)).toBe('one');
	});

	it.each([
		['no-store', ok({'cache-control': 'no-store'})],
		['Vary: *', ok({vary: '*'})],
		['202', answered(202)],
		['206', answered(206)],
		['404', answered(404)],
		['503', answered(503)],
		['a redirect on its way', answered(200, {}, 'x', {redirected: true})],
		['no answer', failure({kind: 'network', phase: 'connect', message: ''})],
	])('keeps nothing of %s', async (_name, reply: Reply) => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(reply);
		await handler(keeping(60_000));
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(keeping(60_000)))).toBe('two');
	});

	it('goes on with the newer answer that another call brought', async () => {
		const {handler, next, clock} = await kept();
		await clock.advance(50_000);
		next.mockResolvedValueOnce(ok({}, 'two'));
		await handler(request());
		await clock.advance(59_999);
		expect(text(await handler(keeping(60_000)))).toBe('two');
	});

	it.each([
		['404', answered(404)],
		['no-store', ok({'cache-control': 'no-store'})],
	])('ends when another call finds the answer out of date: %s', async (_name, reply) => {
		const {handler, next} = await kept();
		next.mockResolvedValueOnce(reply);
		await handler(request());
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(keeping(60_000)))).toBe('two');
	});

	it('goes on after an error that another call met', async () => {
		const {handler, next} = await kept();
		next.mockResolvedValueOnce(answered(503));
		await handler(request());
		expect(text(await handler(keeping(60_000)))).toBe('one');
	});

	it('does not begin with a call that has none', async () => {
		const {handler, next} = await kept();
		const other = {...request(), url: 'https://api.awin.com/other'};
		next.mockResolvedValueOnce(ok({}, 'two'));
		await handler(other);
		next.mockResolvedValueOnce(ok({}, 'three'));
		expect(text(await handler({...other, cache: {ttlMs: 60_000}}))).toBe('three');
	});

	it('tells variants apart', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(ok({vary: 'accept'}, 'json'));
		await handler(keeping(60_000, {accept: 'json'}));
		next.mockResolvedValueOnce(ok({vary: 'accept'}, 'csv'));
		expect(text(await handler(keeping(60_000, {accept: 'csv'})))).toBe('csv');
		expect(text(await handler(keeping(60_000, {accept: 'json'})))).toBe('json');
	});

	it('holds over a store that takes its time', async () => {
		const {handler, next} = setUp(keyvStore(new Keyv()));
		next.mockResolvedValueOnce(ok({}));
		await handler(keeping(60_000));
		expect(text(await handler(keeping(60_000)))).toBe('one');
	});

	it('ends with a write', async () => {
		const {handler, next} = await kept();
		next.mockResolvedValueOnce(answered(204));
		await handler(request({method: 'DELETE'}));
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(keeping(60_000)))).toBe('two');
	});

	it('does not begin for an answer that a newer one overtook', async () => {
		const {handler, next} = setUp();
		let answer: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const read = handler(keeping(60_000));
		next.mockResolvedValueOnce(ok({}, 'new'));
		await handler(request());
		answer(ok({}, 'old'));
		await read;
		next.mockResolvedValueOnce(ok({}, 'newer'));
		expect(text(await handler(keeping(60_000)))).toBe('newer');
	});

	it("is not touched by what the server's time answers", async () => {
		const {handler, next} = await kept({'cache-control': 'max-age=60'});
		await handler(request());
		expect(await handler(keeping(60_000))).toMatchObject({cache: 'fresh'});
		expect(next).toHaveBeenCalledOnce();
	});

	it('does not begin for an answer that a write overtook', async () => {
		const {handler, next} = setUp();
		let answer: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const read = handler(keeping(60_000));
		next.mockResolvedValueOnce(answered(204));
		await handler(request({method: 'PUT'}));
		answer(ok({}, 'before'));
		await read;
		next.mockResolvedValueOnce(ok({}, 'after'));
		expect(text(await handler(keeping(60_000)))).toBe('after');
	});
});
