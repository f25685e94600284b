import {instantOf, isTimezone, type Timezone, type Transaction, wallClockOf} from 'awin-sdk';
import {transactions} from 'awin-sdk/mocks';
import {http, HttpResponse} from 'msw';
import {startMockServer} from '../../tools/mock-server.ts';
import type {Totals} from './store.ts';

/** The publishers of the example. */
export const accounts = [1001, 1002, 1003, 1004, 1005];

const dayMs = 86_400_000;
const days = 365;

/** The year of the example: the 365 days before today, in UTC. */
export const year = (): {readonly from: Date; readonly to: Date} => {
	const to = Math.floor(Date.now() / dayMs) * dayMs;
	return {from: new Date(to - days * dayMs), to: new Date(to)};
};

/** A transaction, with its dates by the names that `dateType` has for them. */
type Row = {
	readonly id: number;
	readonly transaction: number;
	validation?: number;
	amendment?: number;
	cents: number;
};

const dateTypes = ['transaction', 'validation', 'amendment'] as const;

/** Five sales a day. All but those of the last month are validated. */
const salesOf = (account: number, {from, to} = year()): Row[] =>
	Array.from({length: days * 5}, (_, index) => {
		const transaction = from.getTime() + (index * dayMs) / 5;
		const validation = transaction + 30 * dayMs;
		return {
			id: account * 10_000 + index,
			transaction,
			...(validation < to.getTime() && {validation}),
			cents: 100 + ((account * 31 + index * 17) % 900),
		};
	});

/* As Awin writes it: wall-clock time in the time zone of the call. */
const rowIn =
	(zone: Timezone) =>
	({id, transaction, validation, amendment, cents}: Row): Partial<Transaction> => ({
		id,
		transactionDate: wallClockOf(new Date(transaction), zone),
		validationDate: validation === undefined ? null : wallClockOf(new Date(validation), zone),
		commissionStatus: validation === undefined ? 'pending' : 'approved',
		commissionAmount: {amount: cents / 100, currency: 'GBP'},
		amended: amendment !== undefined,
	});

const windowOf = (query: URLSearchParams) => {
	const name = query.get('timezone');
	const zone = isTimezone(name) ? name : 'UTC';
	const instant = (date: string) => instantOf(query.get(date) ?? '', zone).getTime();
	const dateType = dateTypes.find((type) => type === query.get('dateType')) ?? 'transaction';
	return {from: instant('startDate'), to: instant('endDate'), dateType, zone};
};

/**
 * Starts a server that answers lists of transactions by window, which the published mocks do not. Each answer takes
 * `answerMs`.
 */
export const startMockApi = async (answerMs: number) => {
	const rows = new Map(accounts.map((account) => [account, salesOf(account)]));
	let requests = 0;
	let onRequest = () => {};
	const path = 'https://api.awin.com/publishers/:publisherId/transactions/';
	const handler = http.get(path, async ({request, params}) => {
		requests += 1;
		onRequest();
		await new Promise((resolve) => {
			setTimeout(resolve, answerMs);
		});
		const {from, to, dateType, zone} = windowOf(new URL(request.url).searchParams);
		const inWindow = (rows.get(Number(params['publisherId'])) ?? []).filter((row) => {
			const date = row[dateType];
			return date !== undefined && date >= from && date < to;
		});
		/* The published mock completes each row. */
		const {answer} = transactions.success(inWindow.map(rowIn(zone))).endpoint;
		return HttpResponse.json(answer.body);
	});
	const server = await startMockServer([handler]);
	return {
		...server,
		requests: () => requests,
		/** Waits until so many requests have come in since the start. */
		whenRequests: (count: number) =>
			new Promise<void>((resolve) => {
				onRequest = () => {
					if (requests >= count) resolve();
				};
			}),
		/** What happens on the next day: a sale, the validation of what is pending, and an amendment. */
		nextDay: () => {
			const now = Math.floor(Date.now() / 1000 - 5) * 1000;
			for (const [account, list] of rows) {
				for (const row of list) row.validation ??= now;
				const [oldest] = list;
				if (oldest !== undefined) Object.assign(oldest, {amendment: now, cents: 1});
				list.push({id: account * 10_000 + list.length, transaction: now, cents: 500});
			}
		},
		/** What a complete database contains. */
		totals: (): Totals[] =>
			Array.from(rows, ([account, list]) => ({
				account,
				transactions: list.length,
				approved: list.filter(({validation}) => validation !== undefined).length,
				commission: list.reduce((sum, {cents}) => sum + cents, 0) / 100,
			})),
	};
};
