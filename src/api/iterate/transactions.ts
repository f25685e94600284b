import type {EndpointResult} from '../bind.ts';
import type {EndpointOptions} from '../endpoint-options.ts';
import type {TransactionDateType, TransactionsSpanParams} from '../rows/transaction-params.ts';
import type {Transaction} from '../rows/transaction.ts';
import type {InstantParam} from '../time/instant.ts';
import {placeOf} from '../time/place.ts';
import type {IterateContext} from './context.ts';
import {canonicalJson} from './digest.ts';
import {observeSource} from './observe-source.ts';
import {createIteration, readIterateOptions} from './iteration.ts';
import {type QuestionForm, readQuestion} from './question.ts';
import {readSpan, timeParts} from './time-parts.ts';
import type {IterateOptions, Iteration} from './types.ts';

/** The span of an iteration instead of that of a call. */
export type Spanning<Params> = Omit<Params, 'startDate' | 'endDate'> & {
	/** The start of the span, inclusive. A part of a second is rounded up. */
	readonly from: InstantParam;
	/** The end of the span, exclusive, however long after `from`. A part of a second is rounded up. */
	readonly to: InstantParam;
};

/** The result of a page of transactions. */
export type TransactionsResult = EndpointResult<Transaction[], 'ok' | 'cache-hit'>;

/** The transactions of a span of any length. */
export type TransactionIteration = Iteration<Transaction, TransactionsResult>;

/** Lists the transactions of a window, on either side. */
export type ListTransactions = (
	params: TransactionsSpanParams,
	options?: EndpointOptions,
) => Promise<TransactionsResult>;

/** The date of a row that each `dateType` refers to. Rows have no date of the amendment. */
const dateFields = {
	transaction: 'transactionDate',
	validation: 'validationDate',
	amendment: undefined,
} as const satisfies Record<TransactionDateType, keyof Transaction | undefined>;

const form: QuestionForm = {
	verb: 'iterate',
	own: ['from', 'to'],
	sets: ['startDate', 'endDate'],
	dateType: 'transaction',
};

/** Creates `transactions.iterate` of one side. */
export const iterateTransactions =
	(context: IterateContext, list: ListTransactions) =>
	(params: Spanning<TransactionsSpanParams>, options?: IterateOptions): TransactionIteration => {
		const question = readQuestion(context, params, form);
		const {timezone, identity} = question;
		const {from, to, ...rest} = question.params;
		const span = readSpan({from, to}, timezone);
		const {own, call} = readIterateOptions(options);
		const dateField = dateFields[rest.dateType ?? 'transaction'];
		const parts = timeParts(span, timezone);
		return createIteration(
			observeSource(
				{
					question: canonicalJson({...identity, span}),
					parts,
					callsPerPart: 1,
					ask: async (part, _page, signal) => {
						const window = {...rest, timezone, ...parts.windowOf(part)};
						const result = await list(window, {...call, signal});
						return {result, rows: result.data, paged: undefined};
					},
					idOf: ({id}) => id,
					placeOf: (row, part) =>
						placeOf(dateField === undefined ? undefined : row[dateField], part, timezone),
					rememberUntil: 'next-window',
					checkpointsHaveIds: true,
				},
				question.method,
				context,
			),
			own,
			context.quota,
		);
	};
