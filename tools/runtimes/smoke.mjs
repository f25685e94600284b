/* What a user relies on, said in a few calls. The same file runs on every runtime. */

const check = (condition, what) => {
	if (!condition) throw new Error(what);
};

const kindIs = (result, kind) =>
	check(result.kind === kind, `${kind} expected, ${result.kind} came: ${result.error?.message}`);

const steps = {
	'200 gives its data': async (awin) => {
		const result = await awin.get('/accounts');
		kindIs(result, 'ok');
		check(result.data.userId === 1, 'the data is not that of the body');
	},
	'201 gives the location as an absolute URL': async (awin) => {
		const result = await awin.post('/offers', {json: {title: 'Spring – 10 €'}});
		kindIs(result, 'created');
		check(result.location?.endsWith('/offers/7') === true, 'the location is missing');
	},
	'204 gives no data': async (awin) => {
		const result = await awin.delete('/nothing');
		kindIs(result, 'no-content');
		check(result.data === undefined, 'there is data');
	},
	'404 gives a typed error with the code of the body': async (awin, {isNotFoundError}) => {
		const result = await awin.get('/{name}', {path: {name: 'no/such'}});
		kindIs(result, 'not-found');
		check(isNotFoundError(result.error), 'the guard does not know its error');
		check(result.error.code === 'not.found', 'the code is missing');
	},
	'304 gives the stored body': async (awin) => {
		kindIs(await awin.get('/programmes'), 'ok');
		const result = await awin.get('/programmes');
		kindIs(result, 'cache-hit');
		check(result.data[0].id === 1, 'the data is not that of the stored body');
	},
	'identical calls in flight share one exchange, and its answer is kept as told': async (awin) => {
		const ask = () => awin.get('/shared', {cache: {ttlMs: 60_000}});
		const together = await Promise.all([ask(), ask(), ask()]);
		const later = await ask();
		const counts = [...together, later].map(({data}) => data.count).join();
		check(counts === '1,1,1,1', `the server was asked more than once: ${counts}`);
		check(later.meta.cache === 'fresh', 'the answer was not kept');
	},
	'a call waits no longer for the quota than it is told': async (
		_,
		{createAwinClient},
		baseUrl,
	) => {
		const quota = {calls: 1, intervalMs: 60_000, maxWaitMs: 0};
		const awin = createAwinClient({token: 'smoke-token-2', baseUrl, quota, cache: false});
		await awin.get('/accounts');
		const result = await awin.get('/accounts');
		kindIs(result, 'quota-exceeded');
		check(result.error.retryAt instanceof Date, 'there is no time to try again');
	},
	'503 is retried': async (awin) => {
		const result = await awin.get('/flaky');
		kindIs(result, 'ok');
		check(result.meta.attempts.length === 3, 'there were not three attempts');
	},
	'a large body comes whole': async (awin) => {
		const result = await awin.get('/large');
		kindIs(result, 'ok');
		check(result.data.length === 20_000, 'rows are missing');
	},
	'a body that is cut off is no success': async (awin) => {
		const result = await awin.get('/cut-off', {retry: false});
		kindIs(result, 'invalid-body');
	},
	'an attempt that takes too long is a value': async (awin) => {
		const result = await awin.get('/silent', {attemptTimeoutMs: 100, retry: false});
		kindIs(result, 'timeout');
	},
	'an abort is a value with the reason of the caller': async (awin) => {
		const controller = new AbortController();
		const reason = new Error('enough');
		setTimeout(() => controller.abort(reason), 50);
		const result = await awin.get('/silent', {signal: controller.signal});
		kindIs(result, 'aborted');
		check(result.error.cause === reason, 'the reason is another one');
	},
	'no connection is a value': async (awin, {createAwinClient}) => {
		const nowhere = createAwinClient({
			token: 'smoke-token',
			baseUrl: 'http://127.0.0.1:1',
			retry: false,
		});
		kindIs(await nowhere.get('/accounts'), 'network');
	},
	'`client.fetch` answers with a Response': async (awin) => {
		const response = await awin.fetch('accounts');
		check(response instanceof Response && response.status === 200, 'no Response with 200 came');
		check((await response.json()).userId === 1, 'the body is another one');
	},
};

/** Runs every step against the server, and gives what went wrong, one line for each. */
export const smoke = async (sdk, baseUrl) => {
	const awin = sdk.createAwinClient({token: 'smoke-token', baseUrl, retry: {baseDelayMs: 1}});
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
