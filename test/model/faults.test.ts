import {describe, expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';
import {awinModel} from './awin.ts';
import type {Fault} from './fault.ts';
import {saleAt} from './sale.ts';
import {serveModel} from './serve.ts';

const path =
	'/publishers/1001/transactions/?startDate=2026-01-01T00:00:00&endDate=2026-01-02T00:00:00';
const url = `http://localhost${path}`;
const world = {sales: [saleAt(1, Date.UTC(2026, 0, 1))]};

const withFault = (fault: Fault) => {
	const clock = virtualClock();
	return {
		clock,
		...awinModel({clock, world, faultOf: ({index}) => (index === 0 ? fault : undefined)}),
	};
};

describe('a fault of the model', () => {
	it.each([500, 502, 503, 504] as const)('is the answer %i, once', async (status) => {
		const {clock, fetch} = withFault(status);
		expect((await clock.run(fetch(url))).status).toBe(status);
		expect((await clock.run(fetch(url))).status).toBe(200);
	});

	it('is a connection that breaks', async () => {
		const {clock, fetch} = withFault('network');
		await expect(clock.run(fetch(url))).rejects.toThrow(TypeError);
	});

	it('is a body that breaks off', async () => {
		const {clock, fetch} = withFault('cut body');
		const response = await clock.run(fetch(url));
		await expect(response.text()).rejects.toThrow('socket closed');
	});

	it('is a body that is not JSON', async () => {
		const {clock, fetch} = withFault('broken body');
		const response = await clock.run(fetch(url));
		await expect(response.json()).rejects.toThrow(SyntaxError);
	});

	it('is silence that only an abort ends', async () => {
		const {clock, fetch} = withFault('stall');
		const controller = new AbortController();
		const answer = fetch(url, {signal: controller.signal});
		let settled = false;
		answer.catch(() => {
			settled = true;
		});
		await clock.pass(1_000_000);
		expect(settled).toBe(false);
		controller.abort(new Error('enough'));
		await expect(answer).rejects.toThrow('enough');
	});

	it('is a body that stops', async () => {
		const {clock, fetch} = withFault('stalled body');
		const controller = new AbortController();
		const response = await clock.run(fetch(url, {signal: controller.signal}));
		controller.abort(new Error('enough'));
		await expect(response.text()).rejects.toThrow('enough');
	});
});

describe('the server of the model', () => {
	it('answers after its latency, and not if the request is aborted before', async () => {
		const clock = virtualClock();
		const {fetch} = awinModel({clock, world, latencyMs: 5000});
		await clock.run(fetch(url));
		expect(clock.elapsed()).toBe(5000);
		const aborted = fetch(url, {signal: AbortSignal.abort(new Error('enough'))});
		await expect(aborted).rejects.toThrow('enough');
		expect(clock.timers()).toBe(0);
	});

	it('answers 429 to more than 20 requests in any minute, and records all of them', async () => {
		const clock = virtualClock();
		const {fetch, asked} = awinModel({clock, world});
		const statusOf = async () => (await clock.run(fetch(url))).status;
		for (let call = 0; call < 20; call++) {
			expect(await statusOf()).toBe(200);
			await clock.pass(1000);
		}
		expect(await statusOf()).toBe(429);
		await clock.pass(39_999);
		expect(await statusOf()).toBe(429);
		await clock.pass(2001);
		expect(await statusOf()).toBe(200);
		expect(asked.map(({status}) => status)).toEqual([...Array(20).fill(200), 429, 429, 200]);
		expect(asked.map(({at}) => at).slice(-3)).toEqual([20_000, 59_999, 62_000]);
		expect(asked[0]).toMatchObject({hours: 24, rows: 1, path: '/publishers/1001/transactions/'});
	});

	it('works on a socket', async () => {
		const faultOf = ({index}: {index: number}) => (index === 1 ? 'cut body' : undefined);
		const baseUrl = await serveModel(awinModel({clock: systemClock, world, faultOf}));
		const ask = async (): Promise<unknown> => (await fetch(baseUrl + path)).json();
		expect(await ask()).toMatchObject([{id: 1}]);
		await expect(ask()).rejects.toThrow('fetch failed');
	});
});
