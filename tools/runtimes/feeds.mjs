/* Reads feeds, without a server. The same file runs on every runtime, and in a browser. */

const check = (condition, what) => {
	if (!condition) throw new Error(what);
};

const gzip = async (bytes) => {
	const stream = new Response(bytes).body.pipeThrough(new CompressionStream('gzip'));
	return new Uint8Array(await new Response(stream).arrayBuffer());
};

/** A body in chunks, which tells whether it was cancelled. */
const inChunks = (bytes, length) => {
	const state = {cancelled: false};
	let at = 0;
	const body = new ReadableStream({
		pull: (controller) => {
			if (at >= bytes.length) return controller.close();
			controller.enqueue(bytes.slice(at, at + length));
			at += length;
		},
		cancel: () => {
			state.cancelled = true;
		},
	});
	return {body, state};
};

/** Throws an `Error` if a feed is not read as it should be. */
export const readFeeds = async ({createAwinClient, isInvalidBodyError, isRefusedError}) => {
	const open = async (body) => {
		const fetch = async () => new Response(body);
		const awin = createAwinClient({token: 'smoke-token', quota: false, fetch});
		const columns = ['a', 'b'];
		const {data} = await awin.feeds('smoke-key').download({feedIds: 1, language: 'en', columns});
		return data;
	};
	/** Reads rows, and returns the number of those that are as they should be, and the error that ended them. */
	const read = async (rows) => {
		let count = 0;
		try {
			for await (const {a, b} of rows) if (a === String(count) && b === 'two\nlines, é') count += 1;
		} catch (error) {
			return {count, error};
		}
		return {count, error: undefined};
	};
	const rows = Array.from({length: 20_000}, (_, index) => `${index},"two\nlines, é"\r\n`);
	const csv = new TextEncoder().encode(`\ufeffa,b\r\n${rows.join('')}`);
	const once = await gzip(csv);
	const twice = await gzip(once);
	for (const [name, bytes] of Object.entries({csv, once, twice})) {
		const {count, error} = await read(await open(inChunks(bytes, 1000).body));
		check(count === rows.length && error === undefined, `${name}: ${count} rows, ${String(error)}`);
	}
	for (const bytes of [once.slice(0, -20), Uint8Array.from([...once.slice(0, 900), 1, 2, 3])]) {
		const {error} = await read(await open(inChunks(bytes, 100).body));
		check(isInvalidBodyError(error), `a broken gzip ended with ${String(error)}`);
	}
	const {body, state} = inChunks(await gzip(crypto.getRandomValues(new Uint8Array(65_536))), 10);
	const noise = (await open(body))[Symbol.asyncIterator]();
	await noise.next().catch(() => {});
	await new Promise((resolve) => setTimeout(resolve, 10));
	check(state.cancelled, 'a feed that cannot be read was not cancelled');

	const lines = createAwinClient({
		token: 'smoke-token',
		quota: false,
		fetch: async () => new Response('{"tax":null}\n{"error":500,"message":"Internal error"}'),
	});
	const params = {advertiserId: 1, locale: 'en_GB'};
	const {data} = await lines.publisher(1).productFeed.download(params);
	const found = [];
	try {
		for await (const row of data) found.push(row);
	} catch (error) {
		check(isRefusedError(error), `it ended with ${String(error)}`);
		check(error.description === 'Internal error', error.description);
		found.push('refused');
	}
	check(JSON.stringify(found) === '[{"tax":null},"refused"]', JSON.stringify(found));
};
