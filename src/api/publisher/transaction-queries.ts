import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {id, oneOf, oneOrMore, timezone, wholeNumber} from '../input/params.ts';
import {days31} from '../input/spans.ts';
import {textWithoutComma} from '../input/texts.ts';
import {dateTime} from '../input/time-params.ts';
import {page} from '../read/roots.ts';
import {anyOf, listOf, number, optional, shapeOf, string} from '../read/shape.ts';
import {type Money, moneyShape} from '../rows/money.ts';
import type {Open} from '../rows/open.ts';
import type {DateTimeParam, IdsParam, TextsParam} from '../rows/params.ts';
import type {Timezone} from '../time/zones.ts';

/** The dates of a transaction query that a span can refer to. */
export const transactionQueryDateTypes = [
	'enquiryDate',
	'transactionDate',
	'validationDate',
] as const;

/** The states of a transaction query. */
export const transactionQueryStatuses = ['pending', 'approved', 'declined'] as const;

/** The state of a transaction query. */
export type TransactionQueryStatus = (typeof transactionQueryStatuses)[number];

/** The parameters of `transactionQueries.list`. */
export type TransactionQueriesListParams = {
	/** The start of the span, in `timezone`, with a time. */
	readonly startDate: DateTimeParam;
	/** The end of the span, at most 31 days after `startDate`, in `timezone`, with a time. */
	readonly endDate: DateTimeParam;
	/** The time zone of the span. Awin requires it, so it is always sent. @default 'UTC' */
	readonly timezone?: Timezone | undefined;
	/** Which date the span refers to. @default 'transactionDate' */
	readonly dateType?: (typeof transactionQueryDateTypes)[number] | undefined;
	/** Only queries in these states. */
	readonly statuses?: TextsParam<TransactionQueryStatus> | undefined;
	/** Only queries about these advertisers. An older page of Awin spells it `advertiserId`. */
	readonly advertiserIds?: IdsParam | undefined;
	/** Only queries with these click references. */
	readonly clickRefs?: TextsParam | undefined;
	/** From 1. @default 1 */
	readonly pageNumber?: number | undefined;
	/** At most 500, according to public clients. @default 100 */
	readonly pageSize?: number | undefined;
};

/**
 * A query about a transaction, such as one that was not tracked:
 * https://wiki.awin.com/index.php/API_get_transaction_queries. Awin documents the names of the fields; the
 * types are those of a fixture of a public client, so every field but `enquiryId` may be `null`.
 */
export type TransactionQuery = {
	/** The id of the query. */
	enquiryId: number;
	/** The id of the advertiser. */
	advertiserId: number | null;
	/** The name of the advertiser. */
	advertiserName: string | null;
	/** The click reference of the link. */
	clickRef: string | null;
	/** An amount of money in a fixture made by hand; a number is possible. */
	commissionAmount: Money | number | null;
	/** Why the query was declined. */
	declineReason: string | null;
	/** The text of the query. */
	description: string | null;
	/** A text with `Z` in a fixture made by hand. The time zone is not documented. */
	enquiryDate: string | null;
	/** The state of the query. */
	enquiryStatus: Open<TransactionQueryStatus> | null;
	/** Such as `untracked`. The platform has queries about untracked, incorrect and declined transactions. */
	enquiryType: string | null;
	/** The order reference of the advertiser. */
	orderRef: string | null;
	/** An amount of money in a fixture made by hand; a number is possible. */
	saleAmount: Money | number | null;
	/** A text with `Z` in a fixture made by hand. The time zone is not documented. */
	transactionDate: string | null;
};

/** A page of transaction queries. `items` are Awin's `pageItems`. */
export type TransactionQueriesPage = {
	/** The queries of the page. */
	items: TransactionQuery[];
	/** From 1. */
	pageNumber: number;
	/** The number of queries of a full page. */
	pageSize: number;
	/** The number of pages. */
	totalPagesAvailable: number;
	/** The number of queries on all pages. */
	totalRowsAvailable: number;
};

const sum = optional(anyOf(moneyShape, number));

const queryShape = shapeOf<TransactionQuery>({
	enquiryId: number,
	advertiserId: optional(number),
	advertiserName: optional(string),
	clickRef: optional(string),
	commissionAmount: sum,
	declineReason: optional(string),
	description: optional(string),
	enquiryDate: optional(string),
	enquiryStatus: optional(string),
	enquiryType: optional(string),
	orderRef: optional(string),
	saleAmount: sum,
	transactionDate: optional(string),
});

/** Lists the queries about transactions of a span of at most 31 days, a page at a time. */
export const transactionQueriesList = endpoint<
	TransactionQueriesListParams,
	TransactionQueriesPage
>()({
	name: 'publisher.transactionQueries.list',
	summary: 'Lists the queries about transactions of a span of at most 31 days, a page at a time.',
	method: 'GET',
	path: '/publisher/{publisherId}/transactionqueries',
	kinds: ['ok', 'cache-hit'],
	params: {
		startDate: required(dateTime),
		endDate: required(dateTime),
		timezone,
		dateType: oneOf(transactionQueryDateTypes),
		statuses: oneOrMore(oneOf(transactionQueryStatuses)),
		advertiserIds: oneOrMore(id),
		clickRefs: oneOrMore(textWithoutComma),
		pageNumber: wholeNumber(1),
		pageSize: wholeNumber(1, 500),
	},
	span: days31,
	read: page('pageItems'),
	shape: shapeOf<TransactionQueriesPage>({
		items: listOf(queryShape),
		pageNumber: number,
		pageSize: number,
		totalPagesAvailable: number,
		totalRowsAvailable: number,
	}),
	source:
		'https://help.awin.com/apidocs/fetch-list-of-transaction-queries-for-a-given-publisher.md',
	certainty: 'documented',
});
