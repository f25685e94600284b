import {readFileSync, writeFileSync} from 'node:fs';
import {cpuOverLoopback, cpuOverStub} from './cpu.js';
import {cacheEntries, waitingForQuota, waitingInBackoff} from './growth.js';
import {clientFetch} from './fetch.js';
import {importTime} from './import-time.js';
import {largeBody} from './large-body.js';
import {allocations, heapGrowth} from './memory.js';
import {report} from './report.js';
import {partSizes, sizes} from './size.js';
import {throughput} from './throughput.js';

/*
 * Runs every benchmark, prints the tables, and writes them to docs/performance.md between its markers.
 * `--quick` takes a fifth of the time and only prints the tables.
 */

const quick = process.argv.includes('--quick');
const rounds = (full) => (quick ? Math.max(3, Math.ceil(full / 4)) : full);
const manyCalls = quick ? 20_000 : 100_000;

const step = async (name, work) => {
	const startedAt = performance.now();
	const result = await work();
	console.error(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
	return result;
};

const results = {
	manyCalls,
	stub: await step('CPU per call, stub', () =>
		cpuOverStub({rounds: rounds(40), warmUp: 10, calls: 300}),
	),
	loopback: await step('CPU per call, loopback', () =>
		cpuOverLoopback({rounds: rounds(7), calls: 60}),
	),
	throughput: await step('throughput', () =>
		throughput({rounds: rounds(15), share: quick ? 0.4 : 1}),
	),
	allocations: await step('allocations', () => allocations()),
	heapGrowth: await step('growth of the heap', () => heapGrowth(manyCalls)),
	importTime: await step('import', () => importTime({rounds: rounds(9)})),
	sizes: await step('size', () => sizes()),
	parts: await step('size of the parts', () => partSizes()),
	largeBody: await step('50 MB', () => largeBody({rounds: quick ? 1 : 5})),
	clientFetch: await step('client.fetch', () =>
		clientFetch({rounds: rounds(15), calls: quick ? 100 : 300, warmUp: quick ? 1000 : 6000}),
	),
	quota: await step('waiting for quota', () => waitingForQuota({rounds: rounds(3), calls: 2000})),
	backoff: await step('waiting in backoff', () =>
		waitingInBackoff({rounds: rounds(3), calls: 2000}),
	),
	entries: await step('entries of the cache', () =>
		cacheEntries({rounds: rounds(9), maxEntries: quick ? 10_000 : 100_000}),
	),
};

const tables = report(results);
console.log(tables);

if (!quick) {
	const file = new URL('../docs/performance.md', import.meta.url);
	const [start, end] = ['<!-- measured: start -->', '<!-- measured: end -->'];
	const page = readFileSync(file, 'utf8');
	const before = page.slice(0, page.indexOf(start) + start.length);
	const after = page.slice(page.indexOf(end));
	writeFileSync(file, `${before}\n\n${tables}\n${after}`);
}
