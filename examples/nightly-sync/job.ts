/*
 * The job that runs every night: `node job.ts <base URL> <database> <from> <to>`. It can be killed at any time: the next
 * run goes on. It reads a year once, and then what has changed since the last night.
 */
import {createAwinClient, type IterateOptions, type TransactionIteration} from 'awin-sdk';
import {accounts} from './mock-api.ts';
import {showProgress} from './progress.ts';
import {openStore} from './store.ts';

const [baseUrl = '', file = '', from = '', to = ''] = process.argv.slice(2);
const store = openStore(file);
const awin = createAwinClient({
	token: 'demo-0f3c9a52',
	baseUrl,
	/* The mock has no limit. Awin has one of 20 calls a minute, which is the default. */
	quota: {calls: 1000},
});

type Iterate = (account: number, options: IterateOptions) => TransactionIteration;

/** Reads all accounts at the same time: they share the quota by turns. Saves each page with its checkpoint. */
const readAccounts = async (step: string, iterate: Iterate): Promise<void> => {
	const progress = showProgress(step);
	const read = async (account: number) => {
		const onProgress = progress.update.bind(undefined, account);
		for await (const {result, items, checkpoint} of iterate(account, {onProgress}).pages()) {
			if (!result.ok) throw result.error;
			store.save(account, step, items, checkpoint);
		}
	};
	await Promise.all(accounts.map(read));
	progress.end();
};

/* Once the year is complete, its last checkpoint says so, and nothing is asked for. */
await readAccounts('year', (account, options) =>
	awin
		.publisher(account)
		.transactions.iterate(
			{from, to, timezone: 'Europe/London'},
			{...options, resumeFrom: store.checkpointOf(account, 'year')},
		),
);
await readAccounts('changes', (account, options) =>
	awin
		.publisher(account)
		.transactions.changes(
			{since: store.checkpointOf(account, 'changes') ?? to, timezone: 'Europe/London'},
			options,
		),
);
store.close();
