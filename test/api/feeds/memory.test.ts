import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, it} from 'vitest';
import {bodyOf, downloadCsv} from './feed.ts';

const rowsPerChunk = 100;
const chunkCount = 200;

const chunkAt = (at: number): Uint8Array => {
	const row = (index: number) =>
		`name of product ${at * rowsPerChunk + index},${'x'.repeat(1000)}\n`;
	const head = at === 0 ? 'a,b\n' : '';
	return new TextEncoder().encode(
		head + Array.from({length: rowsPerChunk}, (_, i) => row(i)).join(''),
	);
};

it('a field that is kept does not keep the rest of the feed', async () => {
	setFlagsFromString('--expose-gc');
	const collect: () => void = runInNewContext('gc');
	const chunks = Array.from({length: chunkCount}, (_, at) => chunkAt(at));
	const kept: string[] = [];
	collect();
	const before = process.memoryUsage().heapUsed;
	for await (const {a} of await downloadCsv(bodyOf(chunks).body)) kept.push(a ?? '');
	collect();
	/* 20,000 names of about 20 characters, of a feed of 20 MB. */
	expect(kept).toHaveLength(rowsPerChunk * chunkCount);
	expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
});
