import type {Region} from '../rows/region.ts';

/**
 * A publisher of the programme: https://help.awin.com/apidocs/get-publishers-information-for-advertiser. Awin
 * documents the names of the fields. Whether a region is a text or an object is unknown.
 */
export type AdvertiserPublisher = {
	id: number;
	name: string;
	primaryRegion: Region | string | null;
	salesRegions: (Region | string)[] | null;
	/** The kind of promotion, such as `Content`. */
	primaryType: string | null;
};
