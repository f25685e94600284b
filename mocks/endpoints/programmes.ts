import type {Programme} from '../../src/api/publisher/programmes-list.ts';
import {type At, endpoint, fill} from '../endpoint.ts';

const example: Programme = {
	id: 2001,
	name: 'Example Shop',
	description: 'A shop that does not exist.',
	displayUrl: 'https://shop.example',
	clickThroughUrl: 'https://tracking.example/cread.php?awinmid=2001&awinaffid=1001',
	logoUrl: 'https://shop.example/logo.png',
	currencyCode: 'GBP',
	primarySector: 'Example Sector',
	status: 'Active',
	linkStatus: 'Online',
	primaryRegion: {name: 'United Kingdom', countryCode: 'GB'},
	validDomains: [{domain: 'shop.example'}, {domain: '*.shop.example'}],
};

const path = '/publishers/{publisherId}/programmes';
const answer = endpoint('GET', path);

/**
 * `GET /publishers/{publisherId}/programmes`:
 * https://help.awin.com/apidocs/get-program-information-for-publisher-by-relationship-and-optionally-filter-by-country
 *
 * @example
 * ```ts
 * import {programmes} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(programmes.success([{id: 7, name: 'My Shop'}]));
 * ```
 */
export const programmes = {
	/** The path template of the endpoint. */
	path,
	/** Responds with an array of programmes. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<Programme>[] = [{}], at?: At) =>
		answer({status: 200, body: fill(example, rows)}, at),
	/**
	 * Responds with the whole directory in one body, as the API does for `relationship=notjoined`.
	 *
	 * @param count The number of programmes.
	 */
	wholeDirectory: (count = 21_000, at?: At) =>
		answer(
			{status: 200, body: Array.from({length: count}, (_, row) => ({...example, id: 2001 + row}))},
			at,
		),
} as const;
