/* Runs the built package in headless Chromium, on a page of one origin that calls an API of another. */
import assert from 'node:assert/strict';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {listen} from '../listen.mjs';
import {startApi} from './api.mjs';
import {launchChromium} from './launch.mjs';

const bundle = async () => {
	const {outputFiles} = await build({
		entryPoints: [fileURLToPath(new URL('page.mjs', import.meta.url))],
		bundle: true,
		format: 'iife',
		platform: 'browser',
		write: false,
		logLevel: 'warning',
	});
	return outputFiles[0].text;
};

const startPage = async (script) =>
	listen((request, response) => {
		if (request.url === '/') {
			response.writeHead(200, {'content-type': 'text/html'});
			response.end('<!doctype html><title>awin-sdk</title><script src="/page.js"></script>');
		} else if (request.url === '/page.js') {
			response.writeHead(200, {'content-type': 'text/javascript'}).end(script);
		} else {
			response.writeHead(404).end();
		}
	});

const hidden = 'the browser hid a redirect, so its status and its target are unknown';

const tests = {
	'a GET returns data, an ETag makes a cache hit, a 503 is retried': async (run, api) => {
		const [first, second, flaky] = await run([
			['get', '/programmes'],
			['get', '/programmes'],
			['get', '/flaky'],
		]);
		const data = [{id: 1}];
		const common = {description: null, attempts: [200]};
		assert.deepEqual(first, {...common, kind: 'ok', status: 200, data, cache: 'miss'});
		const hit = {kind: 'cache-hit', status: 304, data, cache: 'revalidated', attempts: [304]};
		assert.deepEqual(second, {...common, ...hit});
		assert.deepEqual([flaky.kind, flaky.data, flaky.attempts], ['ok', {up: true}, [503, 200]]);
		assert.deepEqual(api.log(), ['GET /programmes', 'GET /programmes', 'GET /flaky', 'GET /flaky']);
	},
	'a redirect is followed or is a failure, and never a result with status 0': async (
		run,
		api,
		other,
	) => {
		const uncached = {cache: false};
		const [first, second, post, elsewhere] = await run([
			['get', '/moved', uncached],
			['get', '/moved', uncached],
			['post', '/moved', {json: {}}],
			['get', '/elsewhere', uncached],
		]);
		for (const {kind, status, data} of [first, second]) {
			assert.deepEqual([kind, status, data], ['ok', 200, {moved: true}]);
		}
		assert.deepEqual([post.kind, post.status, post.description], ['network', null, hidden]);
		assert.deepEqual(
			[elsewhere.kind, elsewhere.status, elsewhere.description],
			['network', null, 'a redirect led to another origin'],
		);
		/* The first call finds out that redirects are hidden; from then on, the browser follows at once. */
		assert.deepEqual(api.log(), [
			'GET /moved',
			'GET /moved',
			'GET /target',
			'GET /moved',
			'GET /target',
			'POST /moved',
			'GET /elsewhere',
		]);
		assert.deepEqual(other.requests, [{method: 'GET', path: '/target', authorization: undefined}]);
	},
	'a stream is read to its end; an upload needs HTTP/2, and is a failure over HTTP/1.1': async (
		run,
		api,
	) => {
		const [stream, upload] = await run([
			['get', '/target', {as: 'stream'}],
			['post', '/target', {upload: ['one', 'two'], retry: false}],
		]);
		assert.deepEqual([stream.kind, stream.data, stream.cache], ['ok', '{"moved":true}', 'none']);
		assert.equal(upload.kind, 'network');
		assert.deepEqual(api.log(), ['GET /target']);
	},
	'a feed is read row by row, from a gzip as well': async (_run, _api, _other, {page}) =>
		page.evaluate(() => globalThis.readFeeds()),
	'a revalidation that CORS refuses is asked again without validators, and not tried again': async (
		run,
		api,
	) => {
		const calls = await run([1, 2, 3].map(() => ['get', '/strict']));
		assert.deepEqual(
			calls.map(({kind, data, attempts}) => [kind, data, attempts]),
			[1, 2, 3].map((count) => ['ok', [count], [200]]),
		);
		assert.deepEqual(api.log(), ['GET /strict', 'GET /strict', 'GET /strict']);
	},
	'client.fetch is as `fetch`: redirects, their modes, `no-store`': async (
		run,
		api,
		other,
		{fetches},
	) => {
		const [moved, refused, manual] = await fetches([
			['/moved', {}],
			['/moved', {redirect: 'error'}],
			['/moved', {redirect: 'manual'}],
		]);
		const found = {status: 200, type: 'cors', redirected: true, data: {moved: true}};
		assert.deepEqual(moved, found);
		for (const error of [refused, manual]) {
			assert.deepEqual(error, {name: 'TypeError', description: hidden});
		}
		const seen = api.log().length;
		const kept = await fetches(
			[
				['/kept', {}],
				['/kept', {}],
				['/kept', {cache: 'no-store'}],
			],
			{cache: false},
		);
		const counts = kept.map(({data}) => data[0] - seen);
		/* The second comes from the cache of the browser. */
		assert.deepEqual(counts, [1, 1, 2]);
	},
};

/** Runs one test in a tab and on servers of its own. */
const runTest = async (browser, script, test) => {
	const other = await startApi();
	const api = await startApi(`${other.url}/target`);
	const site = await startPage(script);
	try {
		const page = await browser.newPage();
		await page.goto(site.url);
		const run = (calls) =>
			page.evaluate((url, list) => globalThis.runCalls(url, list), api.url, calls);
		const fetches = (calls, options = {}) =>
			page.evaluate(
				(url, list, more) => globalThis.runFetches(url, list, more),
				api.url,
				calls,
				options,
			);
		await test(run, api, other, {page, fetches});
		await page.close();
	} finally {
		for (const server of [site, api, other]) server.close();
	}
};

const script = await bundle();
const browser = await launchChromium();
let failed = 0;
try {
	for (const [name, test] of Object.entries(tests)) {
		try {
			await runTest(browser, script, test);
			console.log(`passed: ${name}`);
		} catch (error) {
			failed += 1;
			console.error(`FAILED: ${name}\n${error.message}`);
		}
	}
	console.log(
		`${await browser.version()}: ${Object.keys(tests).length - failed} passed, ${failed} failed`,
	);
} finally {
	await browser.close();
}
process.exitCode = failed === 0 ? 0 : 1;
