import {createAwinClient, memoryStore} from '../dist/src/index.js';
import {cpuOf, inRounds, median} from './rounds.js';
import {stubs} from './stub.js';

const options = {token: 'bench-token', baseUrl: 'https://api.example.com', quota: false};

const ok = async () => Response.json({id: 1});

/** Fails the first attempt for each URL, so that every call retries once. */
const failFirst = () => {
	const seen = new Set();
	return async ({url}) => {
		if (seen.delete(url)) return Response.json({id: 1});
		seen.add(url);
		return new Response('', {status: 503});
	};
};

const atOnce = (client, width) => () =>
	Promise.all(Array.from({length: width}, (_, id) => client.get('/calls/{id}', {path: {id}})));

/** CPU time per call in microseconds, for each number of concurrent calls. Repeats batches to reach `calls`. */
const curve = async (widths, client, {rounds, calls}) => {
	const costs = new Map(widths.map((width) => [width, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const width of widths) {
			const batches = Math.max(1, Math.round(calls / width));
			const batch = atOnce(client(), width);
			gc();
			const spent = await cpuOf(async () => {
				for (let done = 0; done < batches; done++) await batch();
			});
			if (round > 0) costs.get(width).push(spent / (batches * width));
		}
	}
	return new Map([...costs].map(([width, list]) => [width, median(list)]));
};

const widths = [1, 10, 100, 1000, 10_000];

/** CPU time per call while the calls wait for the quota. */
export const waitingForQuota = (run) =>
	curve(
		widths,
		() => createAwinClient({...options, fetch: ok, quota: {calls: 20, intervalMs: 2}}),
		run,
	);

/** CPU time per call, which consists of two attempts and a backoff, while the other calls wait as well. */
export const waitingInBackoff = (run) =>
	curve(
		widths,
		() =>
			createAwinClient({
				...options,
				fetch: failFirst(),
				retry: {baseDelayMs: 5, budget: false},
				deadlineMs: 600_000,
			}),
		run,
	);

/* Consecutive calls read entries that are far apart so that they share no line of the processor's cache. */
const stride = 7919;

/** Creates a store in memory that also exposes its records. */
const openStore = () => {
	const records = new Map();
	const {get, set, delete: remove} = memoryStore({maxBytes: 1024 ** 3});
	const setRecord = (key, record) => {
		records.set(key, record);
		set(key, record);
	};
	return {records, store: {get, set: setRecord, delete: remove}};
};

/** Reads the header fields and the body of an entry, as every cache hit must. */
const readEntry = ({entries: [entry]}) => [
	new Headers(entry.headers),
	JSON.parse(new TextDecoder().decode(entry.body)),
];

/** CPU time of a fresh hit for each number of entries in the cache, and of reading them from a bare `Map`. */
export const cacheEntries = async ({rounds, maxEntries}) => {
	const subjects = [];
	const sizes = [1, 10, 100, 1000, 10_000, 100_000].filter((count) => count <= maxEntries);
	for (const entries of sizes) {
		const {records, store} = openStore();
		const client = createAwinClient({...options, fetch: stubs.freshSmall, cache: store});
		for (let id = 0; id < entries; id++) await client.get('/calls/{id}', {path: {id}});
		let next = 0;
		const call = () => client.get('/calls/{id}', {path: {id: (next += stride) % entries}});
		const {meta} = await call();
		if (meta.cache !== 'fresh') throw new Error(`${entries} entries: ${meta.cache}`);
		const [start] = records.keys().next().value.split('/calls/');
		let other = entries >> 1;
		const read = async () =>
			readEntry(records.get(`${start}/calls/${(other += stride) % entries}`));
		subjects.push({name: `hits ${entries}`, call}, {name: `bare ${entries}`, call: read});
	}
	const costs = await inRounds(subjects, {rounds, calls: 1000});
	const curveOf = (what) =>
		new Map(sizes.map((count) => [count, median(costs.get(`${what} ${count}`))]));
	return {hits: curveOf('hits'), bare: curveOf('bare')};
};
