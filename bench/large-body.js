import {readFileSync} from 'node:fs';
import {inChild} from './child.js';
import {clients} from './clients.js';
import {withServer} from './server.js';

/** The clients that are measured with a large body. */
export const largeBodyClients = ['fetch + json()', 'awin-sdk', 'ky', 'axios + axios-retry', 'got'];

/**
 * The time in milliseconds and the peak memory in MB for one JSON response of 50 MB over loopback. Each call
 * runs in a separate process, and the clients alternate.
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

/** A memory figure that the kernel has for this process, in kB. Linux only. */
const statusKb = (name) =>
	Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);

if (process.argv[1] === import.meta.filename) {
	const [, , name, baseUrl] = process.argv;
	const call = clients[name].make({baseUrl});
	await call('/bytes/2000');
	gc();
	/* The maximum of `getrusage` starts with that of the parent process; `VmHWM` is of this process only. */
	const idleKb = statusKb('VmRSS');
	const startedAt = performance.now();
	const data = await call('/bytes/50000000');
	const ms = performance.now() - startedAt;
	if (!Array.isArray(data.data ?? data)) throw new Error(`${name} returned no array`);
	process.send({ms, peakMb: (statusKb('VmHWM') - idleKb) / 1024});
}
