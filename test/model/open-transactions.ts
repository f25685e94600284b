import type {IterateOptions, Transaction, TransactionIteration} from 'awin-sdk';
import type {Start} from './read-all.ts';
import type {Scenario} from './scenario.ts';
import {session, type SessionOptions} from './session.ts';

/** A session with an iteration over the transactions of a scenario. */
export const openTransactions = (
	{span, dateType, side, sales, reading}: Scenario,
	options: Partial<SessionOptions> = {},
) => {
	const opened = session({world: {sales}, reading, ...options});
	const question = {
		from: new Date(span.from),
		to: new Date(span.to),
		timezone: span.zone,
		dateType,
	};
	const iterate = (own?: IterateOptions): TransactionIteration => {
		const awin = opened.connect();
		return side === 'publisher'
			? awin.publisher(1001).transactions.iterate(question, own)
			: awin.advertiser(2001).transactions.iterate(question, own);
	};
	const start: Start<Transaction> = iterate;
	return {...opened, iterate, start};
};

/** The ids of items, in order. */
export const idsOf = (items: readonly {readonly id: number}[]): number[] =>
	items.map(({id}) => id).sort((a, b) => a - b);
