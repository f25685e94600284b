/** The parameters of a link that come back in reports and transactions. */
export type LinkParameters = {
	/** Appears in campaign reports. */
	readonly campaign?: string | undefined;
	/** Comes back as `clickRefs.clickRef` of a transaction. */
	readonly clickref?: string | undefined;
} & {
	readonly [Key in `clickref${2 | 3 | 4 | 5 | 6}`]?: string | undefined;
};

/** The request for one link: https://help.awin.com/apidocs/generatelink. */
export type LinkRequest = {
	/** The programme. A link is made for a programme that is only pending as well. */
	readonly advertiserId: number;
	/** Where the link leads. Without it, Awin chooses the page. */
	readonly destinationUrl?: string | undefined;
	/** What comes back in reports and transactions. */
	readonly parameters?: LinkParameters | undefined;
};

/** The parameters of `linkBuilder.generate`. */
export type LinkGenerateParams = LinkRequest & {
	/**
	 * Also makes a short link. It uses up the daily quota of the publisher, so such a call is not repeated
	 * after it may have been applied.
	 *
	 * @default false
	 */
	readonly shorten?: boolean | undefined;
};

/**
 * A link: https://help.awin.com/apidocs/generatelink. An answer without `url` is a failure of the kind
 * `refused`, although its status is 200.
 */
export type GeneratedLink = {
	url: string;
	/** Set if `shorten` is set. */
	shortUrl?: string | null;
};
