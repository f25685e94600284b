/* Runs in the browser: makes calls in turn with one client, and returns what a test looks at of each result. */
import {createAwinClient} from '../../dist/src/index.js';

globalThis.runCalls = async (baseUrl, calls) => {
	const awin = createAwinClient({token: 'browser-token', baseUrl, retry: {baseDelayMs: 1}});
	const results = [];
	for (const [verb, path, options] of calls) {
		const {kind, status, data, error, meta} = await awin[verb](path, options);
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
