import {createAwinClient} from '../dist/src/index.js';
import {cpuOf, inRounds, median} from './rounds.js';
import {stubs} from './stub.js';

const options = {token: 'bench-token', baseUrl: 'https://api.example.com', quota: false};

const ok = async () => Response.json({id: 1});

/** Fails each URL's first attempt, so that every call waits for a retry once. */
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

/** CPU time per call in microseconds with so many calls at once, each batch repeated until enough are made. */
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

/** The cost of a call while so many wait for a slot of the quota. */
export const waitingForQuota = (run) =>
	curve(
		widths,
		() => createAwinClient({...options, fetch: ok, quota: {calls: 20, intervalMs: 2}}),
		run,
	);

/** The cost of a call, two attempts and the wait between them, while so many wait for theirs. */
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

/** The cost of a fresh hit with so many entries in the cache. */
export const cacheEntries = async ({rounds, most}) => {
	const subjects = [];
	for (const entries of [1, 10, 100, 1000, 10_000, 100_000].filter((count) => count <= most)) {
		const client = createAwinClient({
			...options,
			fetch: stubs.freshSmall,
			cache: {maxBytes: 1024 ** 3},
		});
		for (let id = 0; id < entries; id++) await client.get('/calls/{id}', {path: {id}});
		let next = 0;
		const call = () => client.get('/calls/{id}', {path: {id: (next += 7919) % entries}});
		const {meta} = await call();
		if (meta.cache !== 'fresh') throw new Error(`${entries} entries: ${meta.cache}`);
		subjects.push({name: entries, call});
	}
	const costs = await inRounds(subjects, {rounds, calls: 1000});
	return new Map([...costs].map(([entries, list]) => [entries, median(list)]));
};
