/*
 * Keeps the transactions of five accounts in SQLite: a year at first, then what has changed since the last night. The
 * job is a process of its own. It is killed in the middle, goes on from its checkpoints, and the totals are compared
 * with those of the mock API. `node:sqlite` needs Node.js 22.13 or newer.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startMockApi, year} from './nightly-sync/mock-api.ts';
import {openStore} from './nightly-sync/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'nightly-sync-'));
const file = join(folder, 'awin.sqlite');
const server = await startMockApi(40);
const {from, to} = year();

const startJob = (): ChildProcess => {
	const job = join(import.meta.dirname, 'nightly-sync', 'job.ts');
	const args = [server.url, file, from.toISOString(), to.toISOString()];
	const flags = ['--disable-warning=ExperimentalWarning'];
	return spawn(process.execPath, [...flags, job, ...args], {stdio: 'inherit'});
};

/** Waits until a job ends. Fails unless it ends as expected. */
const ended = async (job: ChildProcess, expected: number | NodeJS.Signals): Promise<void> => {
	const [code, signal]: unknown[] = await once(job, 'exit');
	if ((code ?? signal) !== expected)
		throw new Error(`The job ended with ${String(code ?? signal)}.`);
};

const totals = () => {
	const store = openStore(file);
	const rows = store.totals();
	store.close();
	return rows;
};

const isWhole = (): boolean => JSON.stringify(totals()) === JSON.stringify(server.totals());

console.log('First night. The job is killed while it sends its 30th request.');
const first = startJob();
await server.whenRequests(30);
first.kill('SIGKILL');
await ended(first, 'SIGKILL');
if (process.stdout.isTTY) console.log();
console.table(totals());
console.log(`The same as the API: ${isWhole()}`);

console.log('\nThe job starts again, and goes on from the checkpoints in the database.');
await ended(startJob(), 0);
console.table(totals());
console.log(`The same as the API: ${isWhole()}`);
const asked = server.requests();
console.log(
	`Requests: ${asked}. Without the interruption: 75, that is 12 windows of a year and 3 questions about changes for each account.`,
);

console.log(
	'\nSecond night. Each account has a new sale, sales that were validated, and one that was amended.',
);
server.nextDay();
await ended(startJob(), 0);
console.table(totals());
console.log(`The same as the API: ${isWhole()}`);
console.log(`Requests: ${server.requests() - asked}, 3 for each account.`);

await server.close();
if (!isWhole()) throw new Error('The totals differ.');
rmSync(folder, {recursive: true});
