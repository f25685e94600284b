import {endpoint, type NoParams} from '../endpoint.ts';
import {list} from '../read/roots.ts';
import {listOf, number, optional, shapeOf, string} from '../read/shape.ts';

/**
 * A publisher with an active relationship: http://wiki.awin.com/index.php/API_get_publishers.
 */
export type AdvertiserPublisher = {
	/** The `publisherId` of other calls. */
	id: number;
	/** The name of the publisher. */
	name: string;
	/** ISO 3166-1 alpha-2, such as `FR`. */
	primaryRegion: string | null;
	/** Further regions: ISO 3166-1 alpha-2. `null` if there are none. */
	salesRegions: string[] | null;
	/** The kind of promotion, such as `Cashback`. */
	primaryType: string | null;
};

/** Lists the publishers with an active relationship. */
export const publishersList = endpoint<NoParams, AdvertiserPublisher[]>()({
	name: 'advertiser.publishers.list',
	summary: 'Lists the publishers with an active relationship.',
	method: 'GET',
	path: '/advertisers/{advertiserId}/publishers',
	kinds: ['ok', 'cache-hit'],
	params: {},
	read: list(),
	shape: listOf(
		shapeOf<AdvertiserPublisher>({
			id: number,
			name: string,
			primaryRegion: optional(string),
			salesRegions: optional(listOf(string)),
			primaryType: optional(string),
		}),
	),
	source: 'https://help.awin.com/apidocs/get-publishers-information-for-advertiser.md',
	certainty: 'documented',
});
