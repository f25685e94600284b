import type {AwinClientOptions, Transaction} from 'awin-sdk';
import {createSdk} from '../../../src/api/sdk.ts';
import {type Clock, systemClock} from '../../../src/pipeline/clock.ts';

/** What a call of these tests has asked for. */
export type Asked = {
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly body: unknown;
	readonly signal: AbortSignal;
};

/** Answers a call. `index` counts the calls. */
export type Answer = (asked: Asked, index: number) => Response | Promise<Response>;

/** A token that must appear only in the header field that sends it. */
export const canary = 'canary-8f14e45f-ceea-167a-5a36';

/** Creates a client whose calls are answered by a function, without quota, cache and retries. */
export const answering = (
	answer: Answer,
	options: Partial<AwinClientOptions> = {},
	clock: Clock = systemClock,
) => {
	const asked: Asked[] = [];
	const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const request = new Request(input, init);
		const url = new URL(request.url);
		const body: unknown = request.method === 'POST' ? await request.json() : undefined;
		const call = {
			path: url.pathname,
			query: Object.fromEntries(url.searchParams),
			body,
			signal: request.signal,
		};
		asked.push(call);
		return answer(call, asked.length - 1);
	};
	const quiet = {token: canary, fetch, quota: false, cache: false, retry: false} as const;
	return {awin: createSdk({...quiet, ...options}, clock), asked};
};

/** A transaction of these tests. */
export type Row = Partial<Transaction> & {readonly id: number; readonly amendedAt?: string};

/** How a server reads `endDate`. */
export type Mode = 'inclusive' | 'exclusive';

export const modes = ['inclusive', 'exclusive'] as const satisfies readonly Mode[];

const dateOf = (row: Row, dateType: string | undefined): string | null | undefined => {
	if (dateType === 'validation') return row.validationDate;
	return dateType === 'amendment' ? row.amendedAt : row.transactionDate;
};

/** The rows that a server answers with. Rows without the date are in every answer. */
export const rowsFor = (rows: readonly Row[], {query}: Asked, mode: Mode): Row[] => {
	const {startDate = '', endDate = '', dateType} = query;
	return rows.filter((row) => {
		const date = dateOf(row, dateType);
		if (date === undefined) return dateType === undefined || dateType === 'transaction';
		if (date === null || date < startDate) return false;
		return mode === 'inclusive' ? date <= endDate : date < endDate;
	});
};

/** Creates a client of a server with these transactions. */
export const withRows = (
	rows: readonly Row[],
	mode: Mode = 'exclusive',
	options: Partial<AwinClientOptions> = {},
) => answering((asked) => Response.json(rowsFor(rows, asked, mode)), options);

/** The answer to a call that never comes, unless the call is aborted. */
export const never = ({signal}: Asked): Promise<Response> =>
	new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason));
	});

/** The ids of items. */
export const idsOf = (items: readonly {readonly id: number}[]): number[] => items.map(({id}) => id);
