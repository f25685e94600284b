import type {Offer} from '../../src/api/publisher/offers-list.ts';
import {type At, endpoint, fill} from '../endpoint.ts';

const example: Offer = {
	promotionId: 5001,
	type: 'voucher',
	advertiser: {id: 2001, name: 'Example Shop', joined: false},
	title: 'Example offer',
	description: 'An offer that does not exist.',
	terms: 'None.',
	startDate: '2026-01-01T00:00:00+00:00',
	endDate: '2026-12-31T23:59:59+00:00',
	status: 'active',
	url: 'https://shop.example/offer',
	urlTracking: 'https://tracking.example/cread.php?awinmid=2001&awinaffid=1001',
	dateAdded: '2025-12-31T00:00:00+00:00',
	campaign: '',
	regions: {all: false, list: [{name: 'United Kingdom', countryCode: 'GB'}]},
	categories: [],
	voucher: {code: null, exclusive: false, attributable: false},
};

const path = '/publisher/{publisherId}/promotions';
const answer = endpoint('POST', path);

const pageOf = (data: readonly Offer[], total = data.length) => ({
	status: 200,
	body: {data, pagination: {page: 1, pageSize: 100, total}},
});

/**
 * `POST /publisher/{publisherId}/promotions`, which only reads, and has the singular `publisher`:
 * https://help.awin.com/apidocs/promotions
 *
 * @example
 * ```ts
 * import {promotions} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(promotions.success([{title: 'Ten percent off'}]));
 * ```
 */
export const promotions = {
	/** The path template of the endpoint. */
	path,
	/** Responds with a page of offers. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<Offer>[] = [{}], at?: At) =>
		answer(pageOf(fill(example, rows)), at),
	/** Responds with 200 and no offers, as the API does if the token is only in the query. */
	empty: (at?: At) => answer(pageOf([]), at),
	/** Responds with one offer although the total is 2, as the API did during an outage. */
	incomplete: (at?: At) => answer(pageOf([example], 2), at),
	/** Responds with 500, as the API does if the page size is out of range. */
	pageSizeOutOfRange: (at?: At) => answer(500, at),
} as const;
