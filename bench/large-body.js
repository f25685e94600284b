import {inChild} from './child.js';
import {clients} from './clients.js';
import {withServer} from './server.js';

/** The clients that are asked for a large body. */
export const largeBodyClients = ['fetch + json()', 'awin-sdk', 'ky', 'axios + axios-retry', 'got'];

/**
 * The time in milliseconds and the peak of memory in MB for one JSON answer of 50 MB over loopback, each
 * call in a process of its own; the clients take turns.
 */
export const largeBody = ({rounds}) =>
	withServer(async (baseUrl) => {
		const times = new Map(largeBodyClients.map((name) => [name, []]));
		const peaks = new Map(largeBodyClients.map((name) => [name, []]));
		for (let round = 0; round < rounds; round++) {
			for (const name of largeBodyClients) {
				const {ms, peakMb} = await inChild('large-body.js', [name, baseUrl]);
				times.get(name).push(ms);
				peaks.get(name).push(peakMb);
			}
		}
		return {times, peaks};
	});

if (process.argv[1] === import.meta.filename) {
	const [, , name, baseUrl] = process.argv;
	const call = clients[name].make({baseUrl});
	await call('/bytes/2000');
	gc();
	const idleKb = process.resourceUsage().maxRSS;
	const startedAt = performance.now();
	const data = await call('/bytes/50000000');
	const ms = performance.now() - startedAt;
	if (!Array.isArray(data.data ?? data)) throw new Error(`${name} gave no array`);
	process.send({ms, peakMb: (process.resourceUsage().maxRSS - idleKb) / 1024});
}
