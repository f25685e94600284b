import {createAwinClient} from '../dist/src/index.js';
import {cpuOf, inRounds, median, ratio, timeOf} from './rounds.js';
import {withServer} from './server.js';

/*
 * What `client.fetch` costs compared with the platform's own `fetch`: a 200 of 2 kB over loopback, read as text, with
 * cache, quota and retries off, and with the defaults but for the quota. Both send the same header fields.
 *
 * npm run build && node --expose-gc bench/fetch.js [rounds] [calls]
 */

const token = 'bench-token';
const off = {quota: false, cache: false, retry: false};
const native = 'fetch';

const subjectsFor = (baseUrl) => {
	const headers = {authorization: `Bearer ${token}`};
	const plain = createAwinClient({token, baseUrl, ...off});
	const full = createAwinClient({token, baseUrl, quota: false});
	return [
		{name: native, call: async () => (await fetch(`${baseUrl}/ok`, {headers})).text()},
		{name: 'client.fetch', call: async () => (await plain.fetch('/ok')).text()},
		{name: 'client.fetch, defaults', call: async () => (await full.fetch('/ok')).text()},
	];
};

/** Measures the CPU time and the elapsed time of a call, and returns the ratios to `fetch` in the same rounds. */
export const clientFetch = ({rounds, calls}) =>
	withServer(async (baseUrl) => {
		const subjects = subjectsFor(baseUrl);
		const cpu = await inRounds(subjects, {rounds, calls, warmUp: 3, cost: cpuOf});
		const time = await inRounds(subjects, {rounds, calls, warmUp: 1, cost: timeOf});
		return subjects.map(({name}) => ({
			name,
			cpuUs: median(cpu.get(name)),
			cpuRatio: ratio(cpu, name, native),
			timeUs: median(time.get(name)),
			timeRatio: ratio(time, name, native),
		}));
	});

if (process.argv[1] === import.meta.filename) {
	const [, , rounds = 15, calls = 300] = process.argv;
	for (const result of await clientFetch({rounds: Number(rounds), calls: Number(calls)})) {
		const {name, cpuUs, cpuRatio, timeUs, timeRatio} = result;
		console.log(
			`${name}: ${cpuUs.toFixed(0)} µs of CPU (${cpuRatio.toFixed(2)}), ${timeUs.toFixed(0)} µs (${timeRatio.toFixed(2)})`,
		);
	}
}
