import {getEventListeners} from 'node:events';
import type {AwinResult} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {awinClient} from '../helpers/awin-client.ts';
import {deferred} from '../helpers/deferred.ts';
import {faultServer} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';
import {settle, virtualClock} from '../helpers/virtual-clock.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n';
const ok = server.answersJson(200, {});

/** Aborts a call, and checks what holds in every phase. */
const abort = async (
	controller: AbortController,
	clock: ReturnType<typeof virtualClock>,
	call: Promise<AwinResult>,
) => {
	const reason = {because: 'enough'};
	const before = clock.elapsed();
	controller.abort(reason);
	const result = await call;
	expect(result.kind).toBe('aborted');
	expect(result.error?.cause).toBe(reason);
	expect(clock.elapsed()).toBe(before);
	expect(clock.timers()).toBe(0);
	expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
	await clock.pass(1_000_000);
	return result;
};

const start = () => {
	const controller = new AbortController();
	return {controller, clock: virtualClock(), options: {signal: controller.signal}};
};

describe("an abort ends the call at once with the caller's reason", () => {
	it('before the call', async () => {
		const {url, asked} = await faultServer(ok);
		const {controller, clock, options} = start();
		controller.abort();
		const result = await awinClient(url, clock).post('/things', options);
		expect(result).toMatchObject({kind: 'aborted', error: {applied: 'no'}, meta: {attempts: []}});
		expect(result.error?.cause).toBe(controller.signal.reason);
		expect(asked).toHaveLength(0);
	});

	it('while the token provider runs', async () => {
		const {url, asked} = await faultServer(ok);
		const {controller, clock, options} = start();
		const begun = deferred();
		const token = () => {
			begun.resolve();
			return new Promise<string>(() => {});
		};
		const call = awinClient(url, clock, {token}).post('/things', options);
		await begun.promise;
		const result = await abort(controller, clock, call);
		expect(result).toMatchObject({error: {applied: 'no'}, meta: {attempts: []}});
		expect(asked).toHaveLength(0);
	});

	it('while the call waits for the quota', async () => {
		const {url, asked} = await faultServer(ok);
		const {controller, clock, options} = start();
		const quota = {calls: 1, intervalMs: 60_000};
		const awin = awinClient(url, clock, {quota, token: 'token-of-the-queue'});
		await awin.get('/things');
		const call = awin.post('/things', options);
		await settle();
		const result = await abort(controller, clock, call);
		expect(result).toMatchObject({error: {applied: 'no'}, meta: {attempts: []}});
		expect(asked).toHaveLength(1);
	});

	it('while the request is in flight', async () => {
		const {url, whenAsked, asked, whenClosed} = await faultServer(server.stalls);
		const {controller, clock, options} = start();
		const call = awinClient(url, clock).post('/things', options);
		await whenAsked(1);
		const result = await abort(controller, clock, call);
		expect(result).toMatchObject({
			error: {applied: 'unknown'},
			meta: {attempts: [{error: 'aborted'}], notRetried: undefined},
		});
		expect(asked).toHaveLength(1);
		await whenClosed();
	});

	it('while the body arrives', async () => {
		const {url, whenAsked, asked, whenClosed} = await faultServer(
			server.writesAndStalls(`${head}{"a":`),
		);
		const {controller, clock, options} = start();
		const call = awinClient(url, clock).get('/things', options);
		await whenAsked(1);
		await abort(controller, clock, call);
		expect(asked).toHaveLength(1);
		await whenClosed();
	});

	it('during backoff', async () => {
		const {url, asked} = await faultServer(server.answers(503, '', {'retry-after': '30'}));
		const {controller, clock, options} = start();
		const call = awinClient(url, clock).put('/things', options);
		await clock.whenNextIn(30_000);
		await clock.pass(10_000);
		const result = await abort(controller, clock, call);
		expect(result).toMatchObject({error: {applied: 'unknown'}, meta: {attempts: [{status: 503}]}});
		expect(asked).toHaveLength(1);
	});

	it('during backoff of a call that never arrived, so it was not applied', async () => {
		const {controller, clock, options} = start();
		const refused = Object.assign(new Error('refused'), {code: 'ECONNREFUSED'});
		const fetch = vi.fn<typeof globalThis.fetch>().mockRejectedValue(refused);
		const clockOfHalves = {...clock, random: () => 0.5};
		const call = awinClient('http://localhost', clockOfHalves, {fetch}).post('/things', options);
		await clock.whenNextIn(250);
		expect(await abort(controller, clock, call)).toMatchObject({error: {applied: 'no'}});
		expect(fetch).toHaveBeenCalledOnce();
	});

	it('even if the network ignores the abort', async () => {
		const {controller, clock, options} = start();
		const begun = deferred();
		const fetch = vi.fn<typeof globalThis.fetch>(() => {
			begun.resolve();
			return new Promise(() => {});
		});
		const call = awinClient('http://localhost', clock, {fetch}).get('/things', options);
		await begun.promise;
		await abort(controller, clock, call);
		expect(fetch).toHaveBeenCalledOnce();
	});

	it("by a timeout of the caller's signal, which is not kind `timeout`", async () => {
		const {url} = await faultServer(server.stalls);
		const signal = AbortSignal.timeout(20);
		const result = await awinClient(url, virtualClock()).get('/things', {signal});
		expect(result.kind).toBe('aborted');
		expect(result.error?.cause).toBe(signal.reason);
	});
});
