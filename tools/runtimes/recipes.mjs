/* Runs the Workers of docs/recipes/cloudflare.md on workerd, with the KV and the Durable Objects of Miniflare. */
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {Miniflare, Response} from 'miniflare';
import {blocksIn} from '../../test/docs/blocks.ts';

const local = (path) => fileURLToPath(new URL(path, import.meta.url));

const check = (condition, what) => {
	if (!condition) throw new Error(what);
};

const bundle = async (code) => {
	const {outputFiles} = await build({
		stdin: {contents: code, loader: 'ts', resolveDir: local('.')},
		alias: {'awin-sdk': local('../../dist/src/index.js')},
		bundle: true,
		format: 'esm',
		platform: 'browser',
		conditions: ['workerd', 'worker', 'browser'],
		write: false,
		logLevel: 'error',
	});
	return outputFiles[0].text;
};

/** Runs a Worker, with a stand-in for Awin that counts its requests. */
const start = async (code, bindings) => {
	const asked = [];
	const miniflare = new Miniflare({
		modules: true,
		script: await bundle(code),
		compatibilityDate: '2026-07-01',
		cf: false,
		bindings: {AWIN_TOKEN: 'smoke-token'},
		...bindings,
		outboundService: async ({url}) => {
			asked.push(url);
			return Response.json([{id: 1, name: 'Example Shop', status: 'Active'}]);
		},
	});
	const get = async (path) => {
		const response = await miniflare.dispatchFetch(`http://worker${path}`);
		const text = await response.text();
		return {status: response.status, body: response.ok ? JSON.parse(text) : text};
	};
	return {get, asked, miniflare};
};

const listed = '[{"id":1,"name":"Example Shop"}]';
const times = (count, run) => Promise.all(Array.from({length: count}, (_, index) => run(index)));
const countOf = (answers, wanted) => answers.filter(({status}) => status === wanted).length;

const withKv = {kvNamespaces: ['AWIN_CACHE']};
const withObject = {durableObjects: {AWIN: 'Awin'}};

const steps = {
	'KV: a second request is answered from the cache': async (run, [code]) =>
		run(code, withKv, async ({get, asked, miniflare}) => {
			for (const {body} of [await get('/'), await get('/')]) {
				check(JSON.stringify(body) === listed, `the body is ${JSON.stringify(body)}`);
			}
			check(asked.length === 1, `Awin got ${asked.length} requests`);
			const {keys} = await (await miniflare.getKVNamespace('AWIN_CACHE')).list();
			check(keys.length === 1 && keys[0].expiration > 0, 'KV has no key that expires');
		}),
	'KV: requests beyond the quota end at once, and the Worker goes on': async (run, [code]) =>
		run(code, withKv, async ({get, asked}) => {
			const answers = await times(30, () => get('/'));
			/* Those that come late are answered from KV. */
			check(countOf(answers, 200) + countOf(answers, 503) === 30, 'a request has failed');
			check(asked.length <= 20, `Awin got ${asked.length} requests`);
			check((await get('/')).status === 200, 'the Worker does not go on');
		}),
	'Durable Object: requests at the same time are one call': async (run, [, code]) =>
		run(code, withObject, async ({get, asked}) => {
			check(countOf(await times(5, () => get('/1')), 200) === 5, 'a request has failed');
			check(asked.length === 1, `Awin got ${asked.length} requests`);
		}),
	'Durable Object: requests wait for the quota': async (run, [, code]) =>
		run(
			code.replace('quota: {', 'quota: {calls: 2, intervalMs: 300, '),
			withObject,
			async ({get, asked}) => {
				const started = Date.now();
				check(
					countOf(await times(5, (id) => get(`/${id + 1}`)), 200) === 5,
					'a request has failed',
				);
				check(asked.length === 5, `Awin got ${asked.length} requests`);
				check(Date.now() - started >= 600, 'the requests did not wait');
			},
		),
	'Durable Object: it stays in memory while calls count': async (run, [, code]) =>
		run(code, withObject, async ({get, asked}) => {
			await get('/1');
			/* workerd removes an object that is idle for ten seconds. */
			await new Promise((resolve) => setTimeout(resolve, 12_000));
			await get('/1');
			check(asked.length === 1, 'the object was removed from memory');
		}),
};

/** Runs every step. Returns the number of those that passed and a line per failure. */
export const runRecipes = async () => {
	const codes = blocksIn('docs/recipes/cloudflare.md').map(({code}) => code);
	const run = async (code, bindings, use) => {
		const worker = await start(code, bindings);
		try {
			await use(worker);
		} finally {
			await worker.miniflare.dispose();
		}
	};
	const failures = [];
	for (const [name, step] of Object.entries(steps)) {
		try {
			await step(run, codes);
		} catch (error) {
			failures.push(`${name}: ${error.message}`);
		}
	}
	return {passed: Object.keys(steps).length - failures.length, failures};
};
