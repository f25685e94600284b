import {createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {largestWindow} from '../helpers/arrivals.ts';
import {startServer} from '../helpers/http-server.ts';

const calls = 20;
const intervalMs = 600;

/** Whether a call that arrives now exceeds the quota, given the earlier arrivals. */
type IsOverQuota = (earlier: readonly number[], now: number) => boolean;

const sliding: IsOverQuota = (earlier, now) =>
	earlier.filter((at) => now - at < intervalMs).length >= calls;

const fixed: IsOverQuota = (earlier, now) => {
	const current = Math.floor(now / intervalMs);
	return earlier.filter((at) => Math.floor(at / intervalMs) === current).length >= calls;
};

/** An API that enforces its quota, and responds after a varying delay. */
const startApi = async (isOverQuota: IsOverQuota) => {
	const arrivals: number[] = [];
	const statuses: number[] = [];
	const url = await startServer((_, response) => {
		const now = performance.now();
		const status = isOverQuota(arrivals, now) ? 429 : 200;
		arrivals.push(now);
		statuses.push(status);
		response.writeHead(status, {'content-type': 'application/json'});
		setTimeout(() => response.end('{}'), (arrivals.length * 7) % 20);
	});
	return {url, arrivals, statuses};
};

describe('a burst of 60 calls', () => {
	it.each([
		{name: 'a sliding window', isOverQuota: sliding},
		{name: 'a fixed window', isOverQuota: fixed},
	])('gets 60 responses and no 429 from an API with $name', async ({name, isOverQuota}) => {
		const api = await startApi(isOverQuota);
		const awin = createAwinClient({
			token: `burst for ${name}`.replaceAll(' ', '-'),
			baseUrl: api.url,
			cache: false,
			quota: {calls, intervalMs},
		});
		const results = await Promise.all(
			Array.from({length: 60}, (_, call) => awin.get(`/calls/${call}`)),
		);
		expect(results.map(({status}) => status)).toEqual(Array(60).fill(200));
		expect(api.statuses).toEqual(Array(60).fill(200));
		const arrivals = api.arrivals.map((at) => ({at, by: ''}));
		expect(largestWindow(arrivals, intervalMs)).toBe(calls);
	});

	it('gets 429s from an API with a sliding window if the quota is off', async () => {
		const api = await startApi(sliding);
		const awin = createAwinClient({
			token: 'no-quota',
			baseUrl: api.url,
			cache: false,
			retry: false,
			quota: false,
		});
		await Promise.all(Array.from({length: 60}, (_, call) => awin.get(`/calls/${call}`)));
		expect(api.statuses.filter((status) => status === 429)).toHaveLength(40);
	});
});
