import {cell, yardstickNames} from './cpu.js';
import {median, ratio} from './rounds.js';

const bare = 'fetch + json()';
const ours = 'awin-sdk';
const quotaOn = 'awin-sdk, quota on';

/** The costs that the client is held to, each as a ratio or a difference within the run. */
export const targets = ({
	stub,
	throughput,
	allocations,
	heapGrowth,
	importTime,
	sizes,
	largeBody,
	quota,
	backoff,
	entries,
}) => {
	const ok = (name) => cell('200, 2 kB', name);
	const hit = (name) => cell('fresh hit', name);
	const flat = (curve) => [...curve.values()].at(-1) / median([...curve.values()].slice(0, -1));
	return [
		{what: '200: CPU, × ky', most: 1, value: ratio(stub, ok(ours), ok('ky'))},
		{
			what: '404: CPU, × ky',
			most: 0.7,
			value: ratio(stub, cell('404, error body', ours), cell('404, error body', 'ky')),
		},
		{what: 'fresh hit: CPU, × fetch', most: 0.3, value: ratio(stub, hit(ours), hit(bare))},
		{
			what: 'fresh hit with the quota on: CPU, × fetch',
			most: 0.3,
			value: ratio(stub, hit(quotaOn), hit(bare)),
		},
		{
			what: 'revalidated 304: CPU, × our 200',
			most: 1,
			value: ratio(
				stub,
				cell('revalidated 304', ours),
				cell('revalidated 304', yardstickNames.own200),
			),
		},
		{
			what: '1 MB over loopback: time, × fetch',
			most: 1,
			value: ratio(throughput, cell('1 MB', ours), cell('1 MB', bare)),
		},
		{
			what: 'allocated per call, × ky',
			most: 1,
			value: allocations.get(ours) / allocations.get('ky'),
		},
		{
			what: 'growth of the heap, more than fetch',
			most: 5,
			unit: ' MB',
			value: (heapGrowth.get(ours) - heapGrowth.get(bare)) / 1e6,
		},
		{
			what: 'first import, × ky + p-retry',
			most: 1.3,
			value: ratio(importTime, ours, 'ky + p-retry'),
		},
		{what: 'min+gzip', most: 24, unit: ' kB', value: sizes.get(ours) / 1000},
		{what: '50 MB: time, × fetch', most: 1.1, value: ratio(largeBody.times, ours, bare)},
		{what: '50 MB: peak, × fetch', most: 1.1, value: ratio(largeBody.peaks, ours, bare)},
		{what: 'most calls in quota, × fewer', most: 1.1, value: flat(quota)},
		{what: 'most calls in backoff, × fewer', most: 1.1, value: flat(backoff)},
		{what: 'most entries of the cache, × fewer', most: 1.1, value: flat(entries.hits)},
	];
};
