/* Runs in the browser: makes calls in turn with one client, and returns what a test looks at of each result. */
import * as sdk from '../../dist/src/index.js';
import {readFeeds} from '../runtimes/feeds.mjs';

const {createAwinClient} = sdk;

globalThis.readFeeds = () => readFeeds(sdk);

globalThis.runCalls = async (baseUrl, calls) => {
	const awin = createAwinClient({token: 'browser-token', baseUrl, retry: {baseDelayMs: 1}});
	const results = [];
	for (const [verb, path, {upload, ...options} = {}] of calls) {
		/* The test passes JSON, which knows no functions. */
		const body = async function* () {
			yield* upload;
		};
		const result = await awin[verb](path, upload === undefined ? options : {...options, body});
		const {kind, status, error, meta} = result;
		const isStream = result.data instanceof ReadableStream;
		const data = isStream ? await new Response(result.data).text() : result.data;
		const attempts = meta.attempts.map((attempt) => attempt.status ?? attempt.error);
		/* What the page returns is JSON, which knows no `undefined`. */
		results.push({
			kind,
			status: status ?? null,
			data: data ?? null,
			description: error?.description ?? null,
			cache: meta.cache,
			attempts,
		});
	}
	return results;
};

/* Calls `client.fetch` in turn with one client, and returns what a test looks at of each response or error. */
globalThis.runFetches = async (baseUrl, calls, options) => {
	const awin = createAwinClient({
		token: 'browser-token',
		baseUrl,
		retry: {baseDelayMs: 1},
		...options,
	});
	const results = [];
	for (const [path, init] of calls) {
		try {
			const response = await awin.fetch(path, init);
			const {status, type, redirected} = response;
			results.push({status, type, redirected, data: await response.json()});
		} catch (error) {
			const {name, cause} = error;
			results.push({name, description: cause?.description ?? null});
		}
	}
	return results;
};
