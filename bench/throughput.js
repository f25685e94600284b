import {inChild} from './child.js';
import {clients} from './clients.js';
import {cell} from './cpu.js';
import {inRounds, repeatAtOnce, timeOf} from './rounds.js';
import {withServer} from './server.js';

/** The sizes of the bodies in bytes, and the number of calls per round. */
export const sizes = {'2 kB': {bytes: 2000, calls: 500}, '1 MB': {bytes: 1_000_000, calls: 50}};

const ofSize = (size, baseUrl, {rounds, share}) => {
	const {bytes, calls} = sizes[size];
	const subjects = Object.entries(clients).map(([name, {make}]) => {
		const call = make({baseUrl});
		/* Each call has its own URL because some clients send only one of several identical concurrent calls. */
		let count = 0;
		return {name: cell(size, name), call: () => call(`/bytes/${bytes}?call=${count++}`)};
	});
	const work = (call, times) => repeatAtOnce(call, times, 50);
	return inRounds(subjects, {rounds, calls: Math.ceil(calls * share), work, cost: timeOf});
};

/** Time per call over loopback with 50 concurrent calls. Each size runs in a separate process. */
export const throughput = (options) =>
	withServer(async (baseUrl) => {
		const costs = [];
		for (const size of Object.keys(sizes)) {
			costs.push(...(await inChild('throughput.js', [size, baseUrl, JSON.stringify(options)])));
		}
		return new Map(costs);
	});

if (process.argv[1] === import.meta.filename) {
	const [, , size, baseUrl, options] = process.argv;
	process.send([...(await ofSize(size, baseUrl, JSON.parse(options)))]);
}
