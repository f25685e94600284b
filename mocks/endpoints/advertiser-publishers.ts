import type {AdvertiserPublisher} from '../../src/api/advertiser/publishers.ts';
import {type At, endpoint, fill} from '../endpoint.ts';

const example: AdvertiserPublisher = {
	id: 1001,
	name: 'Example Publisher',
	primaryRegion: 'GB',
	salesRegions: ['GB', 'IE'],
	primaryType: 'Content',
};

const path = '/advertisers/{advertiserId}/publishers';
const answer = endpoint('GET', path);

/**
 * `GET /advertisers/{advertiserId}/publishers`:
 * https://help.awin.com/apidocs/get-publishers-information-for-advertiser
 *
 * @example
 * ```ts
 * import {advertiserPublishers} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(advertiserPublishers.success([{salesRegions: null}]));
 * ```
 */
export const advertiserPublishers = {
	/** The path template of the endpoint. */
	path,
	/** Responds with an array of publishers. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<AdvertiserPublisher>[] = [{}], at?: At) =>
		answer({status: 200, body: fill(example, rows)}, at),
} as const;
