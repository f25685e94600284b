/**
 * A publisher with an active relationship: http://wiki.awin.com/index.php/API_get_publishers.
 */
export type AdvertiserPublisher = {
	id: number;
	name: string;
	/** ISO 3166-1 alpha-2, such as `FR`. */
	primaryRegion: string | null;
	/** Further regions: ISO 3166-1 alpha-2. `null` if there are none. */
	salesRegions: string[] | null;
	/** The kind of promotion, such as `Cashback`. */
	primaryType: string | null;
};
