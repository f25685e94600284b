import {fork} from 'node:child_process';
import {once} from 'node:events';
import {createAwinClient} from '../dist/src/index.js';
import {cpuOf, median, ratio, repeat, timeOf} from './rounds.js';
import {withServer} from './server.js';

/*
 * What `client.fetch` costs compared with the platform's own `fetch`: a 200 of 2 kB over loopback, read as text, with
 * cache, quota and retries off, and with the defaults but for the quota. All send the same header fields. Each subject
 * runs in a process of its own, because code that serves two clients is compiled for both, which costs the one more than
 * the other. The processes take turns, and are warm: the first thousands of calls cost twice as much.
 *
 * npm run build && node --expose-gc bench/fetch.js [rounds] [calls] [warm-up calls]
 */

const token = 'bench-token';
const off = {quota: false, cache: false, retry: false};
const native = 'fetch';

const subjects = {
	[native]: (baseUrl) => {
		const headers = {'user-agent': 'bench', authorization: `Bearer ${token}`};
		return async () => (await fetch(`${baseUrl}/ok`, {headers})).text();
	},
	'client.fetch': (baseUrl) => {
		const client = createAwinClient({token, baseUrl, userAgent: 'bench', ...off});
		return async () => (await client.fetch('/ok')).text();
	},
	'client.fetch, defaults': (baseUrl) => {
		const client = createAwinClient({token, baseUrl, userAgent: 'bench', quota: false});
		return async () => (await client.fetch('/ok')).text();
	},
};

/** Calls as often as the parent says, and sends back what a call took, in microseconds. */
const serve = (call) => {
	process.on('message', async (calls) => {
		gc({type: 'minor'});
		let timeUs;
		const cpuUs = await cpuOf(async () => {
			timeUs = await timeOf(repeat(call, calls));
		});
		process.send({cpuUs: cpuUs / calls, timeUs: timeUs / calls});
	});
	process.on('disconnect', () => process.exit());
	process.send('ready');
};

const start = async (name, baseUrl) => {
	const child = fork(import.meta.filename, ['child', name, baseUrl], {execArgv: ['--expose-gc']});
	await once(child, 'message');
	const measure = async (calls) => {
		child.send(calls);
		const [measured] = await once(child, 'message');
		return measured;
	};
	return {name, measure, stop: () => child.disconnect()};
};

/** Measures the CPU time and the elapsed time of a call, and returns the ratios to `fetch` in the same rounds. */
export const clientFetch = ({rounds, calls, warmUp}) =>
	withServer(async (baseUrl) => {
		const names = Object.keys(subjects);
		const started = await Promise.all(names.map((name) => start(name, baseUrl)));
		const cpu = new Map(names.map((name) => [name, []]));
		const time = new Map(names.map((name) => [name, []]));
		for (const {measure} of started) await measure(warmUp);
		for (let round = 0; round < rounds; round++) {
			for (let turn = 0; turn < started.length; turn++) {
				const {name, measure} = started[(round + turn) % started.length];
				const {cpuUs, timeUs} = await measure(calls);
				cpu.get(name).push(cpuUs);
				time.get(name).push(timeUs);
			}
		}
		for (const {stop} of started) stop();
		return names.map((name) => ({
			name,
			cpuUs: median(cpu.get(name)),
			cpuRatio: ratio(cpu, name, native),
			timeUs: median(time.get(name)),
			timeRatio: ratio(time, name, native),
		}));
	});

if (process.argv[2] === 'child') {
	const [, , , name, baseUrl] = process.argv;
	serve(subjects[name](baseUrl));
} else if (process.argv[1] === import.meta.filename) {
	const [rounds = 15, calls = 300, warmUp = 6000] = process.argv.slice(2).map(Number);
	for (const result of await clientFetch({rounds, calls, warmUp})) {
		const {name, cpuUs, cpuRatio, timeUs, timeRatio} = result;
		console.log(
			`${name}: ${cpuUs.toFixed(0)} µs of CPU (${cpuRatio.toFixed(2)}), ${timeUs.toFixed(0)} µs (${timeRatio.toFixed(2)})`,
		);
	}
}
