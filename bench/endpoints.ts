/*
 * What the endpoints add to the core: size, import time, and the time of a reader relative to `JSON.parse`.
 * Run `npm run build` first, then `node bench/endpoints.ts`.
 */
import {spawnSync} from 'node:child_process';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {transactions} from '../mocks/endpoints/transactions.ts';
import {reportsCampaign} from '../mocks/endpoints/reports-campaign.ts';
import {endpoints} from '../src/api/endpoints.ts';

const median = (numbers: readonly number[]): number => {
	const sorted = numbers.toSorted((a, b) => a - b);
	return sorted[sorted.length >> 1] ?? Number.NaN;
};

const entries = {core: '../dist/src/core.js', whole: '../dist/src/index.js'} as const;

const zipped = async (entry: string): Promise<number> => {
	const {outputFiles} = await build({
		stdin: {contents: `export * from '${entry}'`, resolveDir: import.meta.dirname},
		bundle: true,
		minify: true,
		write: false,
		format: 'esm',
		platform: 'browser',
		target: 'es2023',
		legalComments: 'none',
	});
	return gzipSync(outputFiles[0]?.contents ?? '', {level: 9}).length;
};

const importMs = (entry: string): number => {
	const url = new URL(entry, import.meta.url).href;
	const code = `const t = performance.now(); await import('${url}'); console.log(performance.now() - t)`;
	const {stdout} = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
		encoding: 'utf8',
	});
	return Number(stdout);
};

const size = {core: await zipped(entries.core), whole: await zipped(entries.whole)};
console.log(
	`min+gzip: core ${size.core} B, whole ${size.whole} B, added ${size.whole - size.core} B`,
);

const times: {readonly core: number[]; readonly whole: number[]} = {core: [], whole: []};
for (let round = 0; round < 21; round += 1) {
	times.core.push(importMs(entries.core));
	times.whole.push(importMs(entries.whole));
}
const [core, whole] = [median(times.core), median(times.whole)];
console.log(`import, median of 21: core ${core.toFixed(1)} ms, whole ${whole.toFixed(1)} ms`);

const rows = 20_000;
const ids = Array.from({length: rows}, (_, index) => ({id: index + 1}));

const bodies = [
	[endpoints.publisher.transactions.list, transactions.success(ids)],
	[
		endpoints.publisher.reports.campaign,
		reportsCampaign.success(Array.from({length: rows}, () => ({}))),
	],
] as const;

for (const [{name, read, shape}, {endpoint}] of bodies) {
	const text = JSON.stringify(endpoint.answer.body);
	const parse: number[] = [];
	const readMs: number[] = [];
	const checkMs: number[] = [];
	for (let round = 0; round < 41; round += 1) {
		const start = performance.now();
		const body: unknown = JSON.parse(text);
		const parsed = performance.now();
		const reading = read(body, {});
		const done = performance.now();
		if (reading.type !== 'data') throw new Error(`${name}: ${reading.message}`);
		shape?.(reading.data);
		/* The first rounds compile the code. */
		if (round < 10) continue;
		parse.push(parsed - start);
		readMs.push(done - parsed);
		checkMs.push(performance.now() - done);
	}
	const percent = (part: readonly number[]) => ((median(part) / median(parse)) * 100).toFixed(1);
	console.log(
		`${name}: ${rows} rows, ${(text.length / 1e6).toFixed(1)} MB, JSON.parse ${median(parse).toFixed(1)} ms, reader ${median(readMs).toFixed(2)} ms (${percent(readMs)} %), validate ${median(checkMs).toFixed(1)} ms (${percent(checkMs)} %)`,
	);
}
