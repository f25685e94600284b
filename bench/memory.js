import {inChild} from './child.js';
import {clients} from './clients.js';
import {median, repeat} from './rounds.js';
import {stubs} from './stub.js';

/* The young generation is large enough that no garbage collection occurs in a round of this many calls. */
const callsPerRound = 400;
const largeYoungGeneration = ['--max-semi-space-size=256', '--min-semi-space-size=256'];

const heldBytes = () => {
	const {heapUsed, arrayBuffers} = process.memoryUsage();
	return heapUsed + arrayBuffers;
};

/** Bytes allocated per call: the growth of the heap and the buffers while nothing is collected. */
const allocated = async (call) => {
	await repeat(call, 2 * callsPerRound)();
	const rounds = [];
	for (let round = 0; round < 7; round++) {
		gc();
		const before = heldBytes();
		await repeat(call, callsPerRound)();
		rounds.push((heldBytes() - before) / callsPerRound);
	}
	return median(rounds);
};

const settledBytes = async () => {
	/* Objects with a finalizer are collected in a later turn of the event loop. */
	for (let turn = 0; turn < 10; turn++) {
		gc();
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return heldBytes();
};

/** The growth of the heap in bytes after that many calls and a full garbage collection. */
const growth = async (call, calls) => {
	await repeat(call, 1000)();
	const before = await settledBytes();
	await repeat(call, calls)();
	return (await settledBytes()) - before;
};

const inOwnProcess = async (measure, calls, execArgv) => {
	const results = new Map();
	for (const name of Object.keys(clients).filter((each) => clients[each].stub)) {
		results.set(name, await inChild('memory.js', [measure, name, calls], execArgv));
	}
	return results;
};

/** Bytes allocated per call of a 200 with 2 kB with the stub, by client. */
export const allocations = () => inOwnProcess('allocated', 0, largeYoungGeneration);

/** Growth of the heap in bytes over `calls` calls of a 200 with 2 kB with the stub, by client. */
export const heapGrowth = (calls) => inOwnProcess('growth', calls);

if (process.argv[1] === import.meta.filename) {
	const [, , measure, name, calls] = process.argv;
	const client = clients[name].make({fetch: stubs.ok, baseUrl: 'https://api.example.com'});
	const call = () => client('/accounts');
	process.send(await (measure === 'growth' ? growth(call, Number(calls)) : allocated(call)));
}
