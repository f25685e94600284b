import {clients} from './clients.js';
import {cell} from './cpu.js';
import {inRounds, repeatAtOnce, timeOf} from './rounds.js';
import {withServer} from './server.js';

/** The sizes of the bodies, in bytes, and how many calls of each a round makes. */
export const sizes = {'2 kB': {bytes: 2000, calls: 500}, '1 MB': {bytes: 1_000_000, calls: 50}};

/** Time per call over loopback with 50 calls at once. */
export const throughput = ({rounds, share}) =>
	withServer(async (baseUrl) => {
		const costs = new Map();
		for (const [size, {bytes, calls}] of Object.entries(sizes)) {
			const subjects = Object.entries(clients).map(([name, {make}]) => {
				const call = make({baseUrl});
				/* Each call has a URL of its own: of identical ones under way, some clients send but one. */
				let count = 0;
				return {name: cell(size, name), call: () => call(`/bytes/${bytes}?call=${count++}`)};
			});
			const work = (call, times) => repeatAtOnce(call, times, 50);
			const options = {rounds, calls: Math.ceil(calls * share), work, cost: timeOf};
			for (const [name, list] of await inRounds(subjects, options)) costs.set(name, list);
		}
		return costs;
	});
