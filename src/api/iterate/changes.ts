import {checkNumber, isPlainObject} from '../../errors/invalid-option.ts';
import {
	type TransactionDateType,
	transactionDateTypes,
	type TransactionsSpanParams,
} from '../rows/transaction-params.ts';
import type {Transaction} from '../rows/transaction.ts';
import {type InstantParam, readInstant} from '../time/instant.ts';
import {type Place, readingsOf} from '../time/place.ts';
import {wallClockOf} from '../time/wall-clock.ts';
import type {Timezone} from '../time/zones.ts';
import {boundAt} from '../time/windows.ts';
import {isId, readCheckpoint} from './checkpoint.ts';
import type {IterateContext} from './context.ts';
import {canonicalJson} from './digest.ts';
import {observeSource} from './observe-source.ts';
import {createIteration, readIterateOptions} from './iteration.ts';
import {type QuestionForm, readQuestion} from './question.ts';
import type {Part} from './source.ts';
import {timeParts} from './time-parts.ts';
import type {ListTransactions, TransactionIteration, TransactionsResult} from './transactions.ts';
import type {Checkpoint, IterateOptions, IterationWindow} from './types.ts';

/** The parameters of `changes` instead of the span and the `dateType` of a call. */
export type Changing<Params> = Omit<Params, 'startDate' | 'endDate' | 'dateType'> & {
	/** Where the changes start: a point in time, or the checkpoint of the last page of an earlier run. */
	readonly since: InstantParam | Checkpoint;
	/**
	 * How long before `since` the questions start, in milliseconds, because rows appear late.
	 *
	 * @default 7_200_000, two hours
	 */
	readonly overlapMs?: number | undefined;
};

/** The options of `changes`. To go on, pass a checkpoint as `since`. */
export type ChangesOptions = Omit<IterateOptions, 'resumeFrom'>;

const defaultOverlapMs = 7_200_000;

const form: QuestionForm = {
	verb: 'changes',
	own: ['since', 'overlapMs'],
	sets: ['startDate', 'endDate', 'dateType'],
	dateType: 'transaction',
};

/** The latest time at which a row is known to have changed. `undefined` if its dates leave that open. */
const changedAt = (row: Transaction, timezone: Timezone): number | undefined => {
	const dates = [row.transactionDate, row.validationDate].map((date) => readingsOf(date, timezone));
	if (dates.some((readings) => new Set(readings).size > 1)) return undefined;
	const known = dates.flat();
	return known.length === 0 ? undefined : Math.max(...known);
};

/** The instant of `since`, or of a checkpoint in its place. */
const readSince = (
	since: unknown,
	{identity, timezone}: {readonly identity: string; readonly timezone: Timezone},
	nowMs: number,
): number => {
	if (!isPlainObject(since)) {
		const instant = readInstant(since, timezone, 'since');
		if (instant <= nowMs) return instant;
		throw new TypeError('Option `since` must not be in the future.');
	}
	const {next} = readCheckpoint(since, identity, 'since');
	if (next !== undefined) return Math.min(next, nowMs);
	throw new TypeError('Option `since` must be a checkpoint of `transactions.changes`.');
};

/** Creates `transactions.changes` of one side. */
export const transactionChanges =
	(context: IterateContext, list: ListTransactions) =>
	(
		params: Changing<Omit<TransactionsSpanParams, 'dateType'>>,
		options?: ChangesOptions,
	): TransactionIteration => {
		const question = readQuestion(context, params, form);
		const {timezone} = question;
		const identity = canonicalJson(question.identity);
		const {since, overlapMs = defaultOverlapMs, ...rest} = question.params;
		checkNumber('overlapMs', overlapMs, {min: 0});
		const nowMs = context.now();
		const sinceMs = readSince(since, {identity, timezone}, nowMs);
		const startMs = sinceMs - overlapMs;
		/* No text says that it is of the second time of an hour, so a start within either asks for both: see `asked`. */
		const from = Date.parse(`${wallClockOf(new Date(startMs), timezone, 'since')}Z`);
		const to = boundAt(nowMs, timezone);
		const {own, call} = readIterateOptions(options);
		const ofTime = timeParts({from, to}, timezone);
		/*
		 * The next run starts now, although this one may have asked up to the end of an hour that happens twice, or it
		 * starts where this one did, so that failures do not make the overlap longer.
		 */
		const ends = new Map([
			[from, sinceMs],
			[to, nowMs],
		]);
		const instantOf = (at: number) => ends.get(at) ?? ofTime.instantOf(at);
		const parts = {...ofTime, instantOf};
		const amended = new WeakSet<Transaction>();

		/* Without a date of the amendment, an amended row can come again in any later window. */
		const placeIn = (row: Transaction, part: Part): Place => {
			const at = changedAt(row, timezone);
			if (at !== undefined && at >= part.to && at < to) return 'out';
			return at === undefined || row.amended !== false || amended.has(row) ? 'unsure' : 'in';
		};
		/* Rows that are only known to be amended, at some time of the window, are the last ones. */
		const orderIn = (row: Transaction, part: Part): number => {
			const at = changedAt(row, timezone);
			return at === undefined || at < part.from ? part.to : at;
		};
		return createIteration(
			observeSource<Transaction, TransactionsResult, IterationWindow>(
				{
					question: identity,
					parts,
					callsPerPart: transactionDateTypes.length,
					ask: async (part, _page, signal) => {
						const ask = (dateType: TransactionDateType) =>
							list({...rest, timezone, ...parts.windowOf(part), dateType}, {...call, signal});
						/* A later answer has the newer row. */
						const rows = new Map<unknown, Transaction>();
						const add = (more: readonly Transaction[]) => {
							for (const row of more) rows.set(isId(row.id) ? row.id : row, row);
						};
						const failed = (result: TransactionsResult) => ({
							result,
							rows: undefined,
							paged: undefined,
						});
						const created = await ask('transaction');
						if (!created.ok) return failed(created);
						add(created.data);
						const validated = await ask('validation');
						if (!validated.ok) return failed(validated);
						add(validated.data);
						const result = await ask('amendment');
						if (!result.ok) return failed(result);
						add(result.data);
						for (const row of result.data) amended.add(row);
						const sorted = [...rows.values()].sort((a, b) => orderIn(a, part) - orderIn(b, part));
						return {result, rows: sorted, paged: undefined};
					},
					idOf: ({id}) => id,
					placeOf: placeIn,
					rememberUntil: 'end',
					checkpointsHaveIds: false,
				},
				question.method,
				context,
			),
			own,
			context.quota,
		);
	};
