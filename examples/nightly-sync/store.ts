import {DatabaseSync} from 'node:sqlite';
import type {Checkpoint, Transaction} from 'awin-sdk';

/** What a database contains of an account. */
export type Totals = {
	readonly account: number;
	readonly transactions: number;
	readonly approved: number;
	readonly commission: number;
};

/** Opens a database of transactions and checkpoints. Creates it if it does not exist. */
export const openStore = (file: string) => {
	const db = new DatabaseSync(file);
	db.exec(`
		PRAGMA journal_mode = WAL;
		CREATE TABLE IF NOT EXISTS transactions (
			id INTEGER PRIMARY KEY, account INTEGER, status TEXT, commission REAL, date TEXT
		);
		CREATE TABLE IF NOT EXISTS checkpoints (
			account INTEGER, step TEXT, checkpoint TEXT, PRIMARY KEY (account, step)
		);
	`);
	const upsert = db.prepare('INSERT OR REPLACE INTO transactions VALUES (?, ?, ?, ?, ?)');
	const keep = db.prepare('INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?)');
	const find = db.prepare('SELECT checkpoint FROM checkpoints WHERE account = ? AND step = ?');
	const totals = db.prepare(`
		SELECT account, count(*) AS transactions, sum(status = 'approved') AS approved,
			round(sum(commission), 2) AS commission
		FROM transactions GROUP BY account ORDER BY account
	`);
	return {
		/** Returns the checkpoint of a step, as it was saved. */
		checkpointOf: (account: number, step: string): Checkpoint | undefined => {
			const text = find.get(account, step)?.['checkpoint'];
			return typeof text === 'string' ? JSON.parse(text) : undefined;
		},
		/* Rows and checkpoint in one transaction: whenever the process is killed, they belong together. */
		save: (
			account: number,
			step: string,
			items: readonly Transaction[],
			checkpoint: Checkpoint,
		): void => {
			db.exec('BEGIN');
			for (const {id, commissionStatus, commissionAmount, transactionDate} of items) {
				const amount = commissionAmount?.amount ?? 0;
				upsert.run(id, account, commissionStatus, amount, transactionDate);
			}
			keep.run(account, step, JSON.stringify(checkpoint));
			db.exec('COMMIT');
		},
		totals: (): Totals[] =>
			totals.all().map((row) => ({
				account: Number(row['account']),
				transactions: Number(row['transactions']),
				approved: Number(row['approved']),
				commission: Number(row['commission']),
			})),
		close: (): void => db.close(),
	};
};
