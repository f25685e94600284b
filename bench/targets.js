import {cell, referenceNames} from './cpu.js';
import {median, ratio} from './rounds.js';

const bare = 'fetch + json()';
const ours = 'awin-sdk';
const quotaOn = 'awin-sdk, quota on';

/** The performance targets of the client. Each is a ratio or a difference within one run. */
export const targets = ({
	stub,
	throughput,
	allocations,
	heapGrowth,
	importTime,
	sizes,
	largeBody,
	clientFetch,
	quota,
	backoff,
	entries,
}) => {
	const ok = (name) => cell('200, 2 kB', name);
	const hit = (name) => cell('fresh hit', name);
	const flat = (curve) => [...curve.values()].at(-1) / median([...curve.values()].slice(0, -1));
	return [
		{what: '200: CPU, × ky', max: 1, value: ratio(stub, ok(ours), ok('ky'))},
		{
			what: '404: CPU, × ky',
			max: 0.7,
			value: ratio(stub, cell('404, error body', ours), cell('404, error body', 'ky')),
		},
		{what: 'fresh hit: CPU, × fetch', max: 0.3, value: ratio(stub, hit(ours), hit(bare))},
		{
			what: 'fresh hit with the quota on: CPU, × fetch',
			max: 0.3,
			value: ratio(stub, hit(quotaOn), hit(bare)),
		},
		{
			what: 'revalidated 304: CPU, × our 200',
			max: 1,
			value: ratio(
				stub,
				cell('revalidated 304', ours),
				cell('revalidated 304', referenceNames.own200),
			),
		},
		{
			what: '1 MB over loopback: time, × fetch',
			max: 1,
			value: ratio(throughput, cell('1 MB', ours), cell('1 MB', bare)),
		},
		{
			what: 'allocated per call, × ky',
			max: 1,
			value: allocations.get(ours) / allocations.get('ky'),
		},
		{
			what: 'growth of the heap, minus fetch',
			max: 5,
			unit: ' MB',
			value: (heapGrowth.get(ours) - heapGrowth.get(bare)) / 1e6,
		},
		{
			what: 'first import, × ky + p-retry',
			max: 1.3,
			value: ratio(importTime, ours, 'ky + p-retry'),
		},
		{what: 'min+gzip', max: 24, unit: ' kB', value: sizes.get(ours) / 1000},
		{
			what: 'client.fetch, 2 kB over loopback, features off: CPU, × fetch',
			max: 1.3,
			value: clientFetch.find(({name}) => name === 'client.fetch').cpuRatio,
		},
		{what: '50 MB: time, × fetch', max: 1.1, value: ratio(largeBody.times, ours, bare)},
		{what: '50 MB: peak memory, × fetch', max: 1.1, value: ratio(largeBody.peaks, ours, bare)},
		{what: 'CPU with the most calls in quota, × fewer calls', max: 1.1, value: flat(quota)},
		{what: 'CPU with the most calls in backoff, × fewer calls', max: 1.1, value: flat(backoff)},
		{what: 'CPU with the most cache entries, × fewer entries', max: 1.1, value: flat(entries.hits)},
	];
};
