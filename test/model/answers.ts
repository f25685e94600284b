import type {Offer} from 'awin-sdk';
import type {Enquiry} from './enquiry.ts';
import {insideOf, questionOf, type Reading, Refusal} from './question.ts';
import {enquiryRow, transactionRow} from './rows.ts';
import {type Sale, stateAt} from './sale.ts';
import {textOf, wallMs} from './zone.ts';

/** What the server of the model has. */
export type World = {
	readonly sales: readonly Sale[];
	readonly enquiries?: readonly Enquiry[];
	/** The rows of the offers, in order, each a `promotionId`. An `undefined` is left out of its page. */
	readonly offers?: readonly (number | undefined)[];
	/** What `total` says. @default the number of rows that the pages contain */
	readonly offersTotal?: number;
};

/** What the server knows when it answers. */
export type Context = {readonly world: World; readonly reading: Reading; readonly now: number};

/** An answer before it is sent: its body, and how much work it was. */
export type Answer = {readonly body: unknown; readonly rows: number; readonly hours: number};

const hoursOf = (start: string, end: string): number => (wallMs(end) - wallMs(start)) / 3_600_000;

/* Awin documents no order, so rows come in one that is neither that of the ids nor that of the dates. */
const scramble = (id: number): number => (id * 7919) % 10_007;

const listOfNumbers = (text: string | null): readonly number[] | undefined =>
	text?.split(',').map(Number);

/** Answers a list of transactions. */
export const transactions = (
	{world, reading, now}: Context,
	params: URLSearchParams,
	account: Partial<Pick<Sale, 'publisherId' | 'advertiserId'>>,
): Answer => {
	const question = questionOf(params, ['transaction', 'validation', 'amendment'], 'transaction');
	const status = params.get('status');
	const advertisers = listOfNumbers(params.get('advertiserId'));
	const publishers = listOfNumbers(params.get('publisherId'));
	const {dateType, zone, start, end} = question;
	const isInside = insideOf(question, reading);
	const states = world.sales
		.filter(
			({publisherId, advertiserId}) =>
				publisherId === (account.publisherId ?? publisherId) &&
				advertiserId === (account.advertiserId ?? advertiserId) &&
				(advertisers?.includes(advertiserId) ?? true) &&
				(publishers?.includes(publisherId) ?? true),
		)
		.flatMap((sale) => stateAt(sale, now) ?? [])
		.filter((state) => {
			if (status !== null && state.status !== status) return false;
			const at = new Map(Object.entries(state.dates)).get(dateType);
			return at !== undefined && isInside(at, textOf(at, zone));
		})
		.sort((a, b) => scramble(a.sale.id) - scramble(b.sale.id));
	const body = states.map((state) => transactionRow(state, zone));
	return {body, rows: body.length, hours: hoursOf(start, end)};
};

/** Answers a page of transaction queries, in order of their dates. */
export const transactionQueries = (
	{world, reading, now}: Context,
	params: URLSearchParams,
): Answer => {
	const types = ['enquiryDate', 'transactionDate', 'validationDate'] as const;
	const question = questionOf(params, types, 'transactionDate');
	const pageNumber = Number(params.get('pageNumber') ?? 1);
	const pageSize = Number(params.get('pageSize') ?? 100);
	if (pageSize > 500) throw new Refusal("Wrong value for parameter 'pageSize'");
	const {dateType, zone, start, end} = question;
	const isInside = insideOf(question, reading);
	const dateOf = ({dates}: Enquiry): number =>
		dates[types.find((type) => type === dateType) ?? 'transactionDate'] ?? Number.NaN;
	const all = (world.enquiries ?? [])
		.filter((enquiry) => {
			const at = dateOf(enquiry);
			if (Number.isNaN(at) || enquiry.shownAt > now) return false;
			return isInside(at, textOf(at, zone));
		})
		.sort((a, b) => dateOf(a) - dateOf(b) || a.id - b.id);
	const pageItems = all
		.slice((pageNumber - 1) * pageSize, pageNumber * pageSize)
		.map((enquiry) => enquiryRow(enquiry, zone));
	const body = {
		pageItems,
		pageNumber,
		pageSize,
		totalPagesAvailable: Math.ceil(all.length / pageSize),
		totalRowsAvailable: all.length,
	};
	return {body, rows: pageItems.length, hours: hoursOf(start, end)};
};

const offerRow = (promotionId: number, row: number) =>
	({
		promotionId,
		type: 'promotion',
		advertiser: {id: 2001, name: 'Example Shop', joined: true},
		title: `Example offer ${promotionId}, variant in row ${row}`,
		description: null,
		terms: null,
		startDate: '2026-01-01T00:00:00+00:00',
		endDate: null,
		status: 'active',
		url: null,
		urlTracking: null,
		dateAdded: null,
		campaign: null,
		regions: null,
		categories: null,
	}) satisfies Offer;

/** What a page size that Awin answers 500 to causes. */
export class Breakdown extends Error {}

/** Answers a page of offers. */
export const promotions = ({world}: Context, sent: string): Answer => {
	const {pagination}: {pagination?: {page?: number; pageSize?: number}} = JSON.parse(sent || '{}');
	const {page = 1, pageSize = 100} = pagination ?? {};
	if (pageSize < 10 || pageSize > 200) throw new Breakdown(`page size ${pageSize}`);
	const {offers = [], offersTotal} = world;
	const data = offers
		.map((promotionId, row) => (promotionId === undefined ? [] : [offerRow(promotionId, row)]))
		.slice((page - 1) * pageSize, page * pageSize)
		.flat();
	const total = offersTotal ?? offers.filter((offer) => offer !== undefined).length;
	return {body: {data, pagination: {page, pageSize, total}}, rows: data.length, hours: 0};
};
