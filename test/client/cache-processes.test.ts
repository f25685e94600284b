import {execFile} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {createAwinClient, keyvStore} from 'awin-sdk';
import {describe, expect, it, onTestFinished} from 'vitest';
import {startServer} from '../helpers/http-server.ts';
import {sqliteKeyv} from './sqlite-keyv.ts';

type Outcome = {kind: string; data: string; cache: string; etag: string};

const isOutcome = (value: unknown): value is Outcome =>
	typeof value === 'object' && value !== null && 'kind' in value && 'etag' in value;

const storeFile = async () => {
	const folder = await mkdtemp(join(tmpdir(), 'awin-sdk-cache-'));
	onTestFinished(() => rm(folder, {recursive: true, force: true}));
	return join(folder, 'cache.sqlite');
};

/** Starts a server whose responses all differ. Each body is derived from its tag. */
const startCounting = async () => {
	let requests = 0;
	const url = await startServer((_request, response) => {
		requests += 1;
		const body = JSON.stringify(bodyOf(String(requests)));
		response
			.writeHead(200, {
				'content-type': 'application/json',
				'cache-control': 'max-age=60',
				etag: `"${requests}"`,
			})
			.end(body);
	});
	return {url, requests: () => requests};
};

const bodyOf = (tag: string) => `${tag} `.repeat(20_000);

const run = async (...args: readonly string[]): Promise<Outcome[]> => {
	const script = fileURLToPath(new URL('cache-process.ts', import.meta.url));
	const {stdout} = await promisify(execFile)(
		process.execPath,
		['--disable-warning=ExperimentalWarning', script, ...args],
		{maxBuffer: 64 * 1024 * 1024},
	);
	return stdout
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as unknown)
		.filter(isOutcome);
};

describe('processes that share a store in a file', {timeout: 30_000}, () => {
	it('use a response that the other has stored, without a request', async () => {
		const file = await storeFile();
		const {url, requests} = await startCounting();
		const [first] = await run(url, file);
		const [second] = await run(url, file);
		expect(first).toMatchObject({kind: 'ok', cache: 'miss'});
		expect(second).toMatchObject({
			kind: 'ok',
			cache: 'fresh',
			data: first?.data,
			etag: first?.etag,
		});
		expect(requests()).toBe(1);
	});

	it('leave one complete entry if they write at the same time', async () => {
		const file = await storeFile();
		const {url, requests} = await startCounting();
		const outcomes = await Promise.all([
			run(url, file, '15', 'no-cache'),
			run(url, file, '15', 'no-cache'),
		]);
		for (const {data, etag} of outcomes.flat()) {
			expect(data === bodyOf(etag.replaceAll('"', ''))).toBe(true);
		}
		expect(requests()).toBe(30);

		const client = createAwinClient({
			token: 'shared-token',
			baseUrl: url,
			quota: false,
			cache: keyvStore(sqliteKeyv(file)),
		});
		const last = await client.get<string>('/shared');
		const tag = last.meta.headers.get('etag')?.replaceAll('"', '') ?? '';
		expect(last.meta.cache).toBe('fresh');
		expect(last.data === bodyOf(tag)).toBe(true);
		expect(outcomes.flat().map(({etag}) => etag)).toContain(`"${tag}"`);
		expect(requests()).toBe(30);
	});
});
