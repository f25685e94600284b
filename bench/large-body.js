import {readFileSync} from 'node:fs';
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

/** A figure of the kernel's on this process, in kB; Linux alone has it. */
const statusKb = (name) =>
	Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);

if (process.argv[1] === import.meta.filename) {
	const [, , name, baseUrl] = process.argv;
	const call = clients[name].make({baseUrl});
	await call('/bytes/2000');
	gc();
	/* The most that `getrusage` knows of is the parent's at first; the kernel's own mark is of this process. */
	const idleKb = statusKb('VmRSS');
	const startedAt = performance.now();
	const data = await call('/bytes/50000000');
	const ms = performance.now() - startedAt;
	if (!Array.isArray(data.data ?? data)) throw new Error(`${name} gave no array`);
	process.send({ms, peakMb: (statusKb('VmHWM') - idleKb) / 1024});
}
