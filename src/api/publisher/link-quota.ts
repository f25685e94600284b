import {endpoint, type NoParams} from '../endpoint.ts';
import {toNumbers} from '../read/convert.ts';
import {object} from '../read/roots.ts';
import {number, optional, shapeOf} from '../read/shape.ts';

/** The daily quota of short links: https://help.awin.com/apidocs/quota. */
export type LinkQuota = {
	/** Awin sends a text, which becomes a number. */
	publisherId: number;
	/** Short links in 24 hours. Awin sends a text, which becomes a number. Missing for some accounts. */
	limit?: number | null;
	/** Short links of the last 24 hours. Missing for some accounts. */
	usage?: number | null;
};

/** Returns the daily quota of short links. */
export const linkQuota = endpoint<NoParams, LinkQuota>()({
	name: 'publisher.linkBuilder.quota',
	summary: 'Returns the daily quota of short links, and how much of it is used.',
	method: 'GET',
	path: '/publishers/{publisherId}/linkbuilder/quota',
	kinds: ['ok', 'cache-hit'],
	params: {},
	read: object({convert: toNumbers('publisherId', 'limit', 'usage')}),
	shape: shapeOf<LinkQuota>({
		publisherId: number,
		limit: optional(number),
		usage: optional(number),
	}),
	source: 'https://help.awin.com/apidocs/quota',
	certainty: 'documented',
});
