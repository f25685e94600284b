import {readOptions} from '../../errors/invalid-option.ts';
import type {EndpointResult} from '../bind.ts';
import type {EndpointOptions} from '../endpoint-options.ts';
import {prepare} from '../prepare.ts';
import type {Offer, OffersFilters, OffersListParams, OffersPage} from '../publisher/offers-list.ts';
import type {IterateContext} from './context.ts';
import {canonicalJson} from './digest.ts';
import {type IncompleteResult, incomplete} from './incomplete.ts';
import {observeSource} from './observe-source.ts';
import {createIteration, readIterateOptions} from './iteration.ts';
import {countOf, lastPageOf} from './paging.ts';
import type {Parts} from './source.ts';
import type {IterateOptions, Iteration} from './types.ts';

/** The parameters of `offers.iterate`. */
export type OffersIterateParams = {
	/** Which offers come. Without filters: all active ones. */
	readonly filters?: OffersFilters | undefined;
	/** The number of offers of a call, from 10 to 200. @default 200, for the fewest calls */
	readonly pageSize?: number | undefined;
};

/** The result of a call. */
type ListResult = EndpointResult<OffersPage, 'ok' | 'cache-hit'>;

/** The result of a page of offers. `incomplete` if the pages have fewer rows than Awin has said. */
export type OffersResult = ListResult | IncompleteResult;

/** All offers of a question. They have no span, so the pages have no window. */
export type OfferIteration = Iteration<Offer, OffersResult, undefined>;

/** Lists a page of offers. */
export type ListOffers = (
	params: OffersListParams,
	options?: EndpointOptions,
) => Promise<ListResult>;

/** The whole question as one part. */
const onePart: Parts<undefined> = {
	start: 0,
	end: 1,
	first: (at) => (at === 0 ? {from: 0, to: 1} : undefined),
	halve: () => undefined,
	windowOf: () => undefined,
	instantOf: () => undefined,
	positionOf: (instant) => (instant === undefined ? 0 : undefined),
};

/** Creates `offers.iterate`. */
export const iterateOffers =
	(context: IterateContext, list: ListOffers) =>
	(params: OffersIterateParams = {}, options?: IterateOptions): OfferIteration => {
		const {filters, pageSize = 200} = readOptions(params, ['filters', 'pageSize'], {
			option: 'params',
			where: '`offers.iterate`',
			accepted: 'a plain object',
		});
		const {declaration, fixed, quota} = context;
		const {json} = prepare(declaration, fixed, {filters, pagination: {pageSize}});
		const {own, call} = readIterateOptions(options);
		return createIteration(
			observeSource<Offer, OffersResult, undefined>(
				{
					question: canonicalJson({method: 'offers.iterate', fixed, json}),
					parts: onePart,
					callsPerPart: 1,
					ask: async (_part, page, signal) => {
						const result = await list({filters, pagination: {page, pageSize}}, {...call, signal});
						if (!result.ok) return {result, rows: undefined, paged: undefined};
						const total = countOf(result.data.pagination.total);
						return {
							result,
							rows: result.data.items,
							paged: {
								totals: {total, lastPage: lastPageOf(total, pageSize)},
								incomplete: (received, expected) => incomplete(result.meta, received, expected),
							},
						};
					},
					idOf: ({promotionId}) => promotionId,
					placeOf: () => 'unsure',
					rememberUntil: 'end',
					checkpointsHaveIds: true,
				},
				'publisher.offers.iterate',
				context,
			),
			own,
			quota,
		);
	};
