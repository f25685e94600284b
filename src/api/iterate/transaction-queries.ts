import type {EndpointResult} from '../bind.ts';
import type {EndpointOptions} from '../endpoint-options.ts';
import type {
	TransactionQueriesListParams,
	TransactionQueriesPage,
	TransactionQuery,
	transactionQueryDateTypes,
} from '../publisher/transaction-queries.ts';
import {placeOf} from '../time/place.ts';
import type {IterateContext} from './context.ts';
import {canonicalJson} from './digest.ts';
import {type IncompleteResult, incomplete} from './incomplete.ts';
import {observeSource} from './observe-source.ts';
import {createIteration, readIterateOptions} from './iteration.ts';
import {countOf, lastPageOf} from './paging.ts';
import {type QuestionForm, readQuestion} from './question.ts';
import {readSpan, timeParts} from './time-parts.ts';
import type {Spanning} from './transactions.ts';
import type {IterateOptions, Iteration, IterationWindow} from './types.ts';

/** The parameters of `transactionQueries.iterate`: those of `list` with a span of any length, without a page. */
export type TransactionQueriesIterateParams = Spanning<
	Omit<TransactionQueriesListParams, 'pageNumber'>
>;

/** The result of a call. */
type ListResult = EndpointResult<TransactionQueriesPage, 'ok' | 'cache-hit'>;

/** The result of a page of transaction queries. `incomplete` if the pages have fewer rows than Awin has said. */
export type TransactionQueriesResult = ListResult | IncompleteResult;

/** The transaction queries of a span of any length. */
export type TransactionQueryIteration = Iteration<TransactionQuery, TransactionQueriesResult>;

/** Lists a page of transaction queries. */
export type ListTransactionQueries = (
	params: TransactionQueriesListParams,
	options?: EndpointOptions,
) => Promise<ListResult>;

/** The date of a row that each `dateType` refers to. Rows have no date of the validation. */
const dateFields = {
	enquiryDate: 'enquiryDate',
	transactionDate: 'transactionDate',
	validationDate: undefined,
} as const satisfies Record<
	(typeof transactionQueryDateTypes)[number],
	keyof TransactionQuery | undefined
>;

const form: QuestionForm = {
	verb: 'iterate',
	own: ['from', 'to'],
	sets: ['startDate', 'endDate', 'pageNumber'],
	dateType: 'transactionDate',
};

/** Creates `transactionQueries.iterate`. */
export const iterateTransactionQueries =
	(context: IterateContext, list: ListTransactionQueries) =>
	(
		params: TransactionQueriesIterateParams,
		options?: IterateOptions,
	): TransactionQueryIteration => {
		const question = readQuestion(context, params, form);
		const {timezone, identity} = question;
		const {from, to, ...rest} = question.params;
		const span = readSpan({from, to}, timezone);
		const {own, call} = readIterateOptions(options);
		const dateField = dateFields[rest.dateType ?? 'transactionDate'];
		const parts = timeParts(span, timezone);
		return createIteration(
			observeSource<TransactionQuery, TransactionQueriesResult, IterationWindow>(
				{
					question: canonicalJson({...identity, span}),
					parts,
					callsPerPart: 1,
					ask: async (part, pageNumber, signal) => {
						const window = {...rest, timezone, ...parts.windowOf(part), pageNumber};
						const result = await list(window, {...call, signal});
						if (!result.ok) return {result, rows: undefined, paged: undefined};
						const {items, totalRowsAvailable, totalPagesAvailable, pageSize} = result.data;
						const total = countOf(totalRowsAvailable);
						const lastPage = countOf(totalPagesAvailable) ?? lastPageOf(total, pageSize);
						return {
							result,
							rows: items,
							paged: {
								totals: {total, lastPage},
								incomplete: (received, expected) => incomplete(result.meta, received, expected),
							},
						};
					},
					idOf: ({enquiryId}) => enquiryId,
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
