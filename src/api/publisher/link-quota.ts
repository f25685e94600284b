/** The daily quota of short links: https://help.awin.com/apidocs/quota. */
export type LinkQuota = {
	/** Awin sends a text, which becomes a number. */
	publisherId: number;
	/** Short links in 24 hours. Awin sends a text, which becomes a number. Missing for some accounts. */
	limit?: number | null;
	/** Short links of the last 24 hours. Missing for some accounts. */
	usage?: number | null;
};
