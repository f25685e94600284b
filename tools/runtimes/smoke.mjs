/* Smoke tests of the main features. The same file runs on every runtime. */
import {readFeeds} from './feeds.mjs';

const check = (condition, what) => {
	if (!condition) throw new Error(what);
};

const kindIs = (result, kind) =>
	check(result.kind === kind, `expected ${kind}, got ${result.kind}: ${result.error?.message}`);

const steps = {
	'200 has data': async (awin) => {
		const result = await awin.get('/accounts');
		kindIs(result, 'ok');
		check(result.data.userId === 1, 'the data does not match the body');
	},
	'201 has an absolute location': async (awin) => {
		const result = await awin.post('/offers', {json: {title: 'Spring – 10 €'}});
		kindIs(result, 'created');
		check(result.location?.endsWith('/offers/7') === true, 'the location is missing');
	},
	'204 has no data': async (awin) => {
		const result = await awin.delete('/nothing');
		kindIs(result, 'no-content');
		check(result.data === undefined, 'there is data');
	},
	'404 has a typed error with the code of the body': async (awin, {isNotFoundError}) => {
		const result = await awin.get('/{name}', {path: {name: 'no/such'}});
		kindIs(result, 'not-found');
		check(isNotFoundError(result.error), 'the guard does not recognize the error');
		check(result.error.code === 'not.found', 'the code is missing');
	},
	'304 has the stored body': async (awin) => {
		kindIs(await awin.get('/programmes'), 'ok');
		const result = await awin.get('/programmes');
		kindIs(result, 'cache-hit');
		check(result.data[0].id === 1, 'the data does not match the stored body');
	},
	'identical calls in flight share one exchange, and the response is stored for `ttlMs`': async (
		awin,
	) => {
		const call = () => awin.get('/shared', {cache: {ttlMs: 60_000}});
		const together = await Promise.all([call(), call(), call()]);
		const later = await call();
		const counts = [...together, later].map(({data}) => data.count).join();
		check(counts === '1,1,1,1', `the server got more than one request: ${counts}`);
		check(later.meta.cache === 'fresh', 'the response was not stored');
	},
	'a call fails if the wait for the quota exceeds `maxWaitMs`': async (
		_,
		{createAwinClient},
		baseUrl,
	) => {
		const quota = {calls: 1, intervalMs: 60_000, maxWaitMs: 0};
		const awin = createAwinClient({token: 'smoke-token-2', baseUrl, quota, cache: false});
		await awin.get('/accounts');
		const result = await awin.get('/accounts');
		kindIs(result, 'quota-exceeded');
		check(result.error.retryAt instanceof Date, '`retryAt` is missing');
	},
	'503 is retried': async (awin) => {
		const result = await awin.get('/flaky');
		kindIs(result, 'ok');
		check(result.meta.attempts.length === 3, 'there were not three attempts');
	},
	'a large body is complete': async (awin) => {
		const result = await awin.get('/large');
		kindIs(result, 'ok');
		check(result.data.length === 20_000, 'rows are missing');
	},
	'a truncated body is an invalid-body': async (awin) => {
		const result = await awin.get('/cut-off', {retry: false});
		kindIs(result, 'invalid-body');
	},
	'a timeout is a result': async (awin) => {
		const result = await awin.get('/silent', {attemptTimeoutMs: 100, retry: false});
		kindIs(result, 'timeout');
	},
	'an abort is a result with the reason of the signal': async (awin) => {
		const controller = new AbortController();
		const reason = new Error('enough');
		setTimeout(() => controller.abort(reason), 50);
		const result = await awin.get('/silent', {signal: controller.signal});
		kindIs(result, 'aborted');
		check(result.error.cause === reason, 'the cause is not the reason of the signal');
	},
	'a failed connection is a result': async (awin, {createAwinClient}) => {
		const nowhere = createAwinClient({
			token: 'smoke-token',
			baseUrl: 'http://127.0.0.1:1',
			retry: false,
			/* The stricter quota of two clients with one token holds for both. */
			quota: false,
		});
		kindIs(await nowhere.get('/accounts'), 'network');
	},
	'a stream is read while the server still sends': async (awin) => {
		const result = await awin.get('/drip', {as: 'stream'});
		kindIs(result, 'ok');
		const reader = result.data.getReader();
		const read = async () => new TextDecoder().decode((await reader.read()).value);
		check((await read()) === 'one', 'the first chunk did not come by itself');
		await awin.post('/release', {json: {}});
		check((await read()) === 'two', 'the second chunk did not come');
		check((await reader.read()).done, 'the stream did not end');
	},
	'a stream that breaks ends with a typed error': async (awin, {isAwinError}) => {
		const {data} = await awin.get('/cut-off', {as: 'stream'});
		let kind = 'no error';
		try {
			for (const reader = data.getReader(); !(await reader.read()).done; );
		} catch (error) {
			kind = isAwinError(error) ? error.kind : String(error);
		}
		check(['network', 'invalid-body'].includes(kind), `it ended with ${kind}`);
	},
	'an async iterable is uploaded, again at a retry': async (awin) => {
		const body = async function* () {
			yield 'one';
			yield new TextEncoder().encode('two');
		};
		const result = await awin.put('/echo', {body});
		kindIs(result, 'ok');
		check(result.data.body === 'onetwo', `the server got ${result.data.body}`);
		check(result.meta.attempts.length === 2, 'there were not two attempts');
	},
	'a feed is read row by row, from a gzip as well': async (_, sdk) => readFeeds(sdk),
	'`client.fetch` returns a Response': async (awin) => {
		const response = await awin.fetch('accounts');
		check(
			response instanceof Response && response.status === 200,
			'it did not return a Response with status 200',
		);
		check((await response.json()).userId === 1, 'the body does not match');
	},
};

/** Runs every test against the server. Returns the number of passed tests and a line per failure. */
export const smoke = async (sdk, baseUrl) => {
	/* The steps make more calls than the default quota allows in a minute. */
	const quota = {calls: 100};
	const retry = {baseDelayMs: 1};
	const awin = sdk.createAwinClient({token: 'smoke-token', baseUrl, retry, quota});
	const failures = [];
	for (const [name, run] of Object.entries(steps)) {
		try {
			await run(awin, sdk, baseUrl);
		} catch (error) {
			failures.push(`${name}: ${error.message}`);
		}
	}
	return {passed: Object.keys(steps).length - failures.length, failures};
};
