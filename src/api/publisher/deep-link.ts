import {invalidOption, readOptions} from '../../errors/invalid-option.ts';

/** The click references of a link: your own texts, which come back in transactions. No personal data. */
export type DeepLinkClickRefs = {
	/** The first click reference. */
	readonly clickRef?: string | undefined;
	/** The second click reference. */
	readonly clickRef2?: string | undefined;
	/** The third click reference. */
	readonly clickRef3?: string | undefined;
	/** The fourth click reference. */
	readonly clickRef4?: string | undefined;
	/** The fifth click reference. */
	readonly clickRef5?: string | undefined;
	/** The sixth click reference. */
	readonly clickRef6?: string | undefined;
};

/** The parts of a tracking link. */
export type DeepLinkOptions = {
	/** The id of the publisher: a positive integer. */
	readonly publisherId: number;
	/** The id of the advertiser: a positive integer. */
	readonly advertiserId: number;
	/**
	 * The page of the advertiser to open: an absolute http(s) URL without spaces, control characters, user name and
	 * password. A string is kept as it is.
	 *
	 * @default the page that the advertiser set up
	 */
	readonly destinationUrl?: string | URL | undefined;
	/** The click references. @default none */
	readonly clickRefs?: DeepLinkClickRefs | undefined;
	/** The name of the campaign, for Awin's reports by campaign. @default none */
	readonly campaign?: string | undefined;
};

/** The parts of a tracking link of a publisher. */
export type PublisherDeepLinkOptions = Omit<DeepLinkOptions, 'publisherId'>;

/** In the order in which Awin's own link builder writes them. */
const refNames = [
	'clickRef',
	'clickRef2',
	'clickRef3',
	'clickRef4',
	'clickRef5',
	'clickRef6',
] as const;

const publisherOptionNames = ['advertiserId', 'destinationUrl', 'clickRefs', 'campaign'];

const optionNames = ['publisherId', ...publisherOptionNames];

/**
 * Builds a tracking link, without a call: it costs nothing of the quota and needs no token. Awin does not check such a
 * link in advance, so it may lead nowhere if the advertiser does not permit deep links, or has no relationship with
 * the publisher; `linkBuilder.generate` tells.
 *
 * The parameters, and how sure they are:
 *
 * - `awinmid`, `awinaffid`, `ued` for advertiser, publisher and destination: documented (success.awin.com, "What does
 *   an affiliate link look like"), and in every public client seen. Older links have `p` for `ued`.
 * - `clickref`, `clickref2` to `clickref6`: documented, all in lower case (wiki.awin.com, "Publisher Click Ref"). No
 *   limit of their length: Awin's aggregated report shows the first 50 characters.
 * - `campaign`: documented by name only (wiki.awin.com, "Campaigns"); seen in that place in links of Awin's link
 *   builder. No limit of its length is documented. The filter of the campaign reports takes 3 to 128 characters.
 * - The order is that of Awin's link builder. `ued` is last, because references after the older `p` were lost.
 *
 * @throws TypeError if an option is missing, unknown or invalid. An empty text is invalid: omit it.
 */
export const deepLink = (options: DeepLinkOptions): string => {
	const {publisherId, advertiserId, destinationUrl, clickRefs, campaign} = readOptions(
		options,
		optionNames,
		{option: 'options', where: '`deepLink`'},
	);
	const refs: DeepLinkClickRefs =
		clickRefs === undefined ? {} : readOptions(clickRefs, refNames, {option: 'clickRefs'});
	const pairs: readonly (readonly [name: string, option: string, value: string | undefined])[] = [
		['awinmid', 'advertiserId', checkId('advertiserId', advertiserId)],
		['awinaffid', 'publisherId', checkId('publisherId', publisherId)],
		['campaign', 'campaign', checkText('campaign', campaign)],
		...refNames.map(
			(name) =>
				[
					name.toLowerCase(),
					`clickRefs.${name}`,
					checkText(`clickRefs.${name}`, refs[name]),
				] as const,
		),
		['ued', 'destinationUrl', checkDestination(destinationUrl)],
	];
	const query = pairs.flatMap(([name, option, value]) =>
		value === undefined ? [] : [`${name}=${encode(option, value)}`],
	);
	return `https://www.awin1.com/cread.php?${query.join('&')}`;
};

/**
 * Creates {@link deepLink} for one publisher: `publisher(id).linkBuilder.deepLink`.
 *
 * @throws TypeError as `deepLink` does.
 */
export const deepLinkOf =
	(publisherId: number) =>
	(options: PublisherDeepLinkOptions): string =>
		deepLink({
			...readOptions(options, publisherOptionNames, {option: 'options', where: '`deepLink`'}),
			publisherId,
		});

const checkId = (option: string, value: unknown): string => {
	if (Number.isSafeInteger(value) && Number(value) > 0) return String(value);
	throw invalidOption(option, 'a positive integer', value);
};

const checkText = (option: string, value: unknown): string | undefined => {
	if (value === undefined) return undefined;
	if (typeof value === 'string' && value !== '') {
		if (!/\p{Cc}/u.test(value)) return value;
		throw new TypeError(
			`Option \`${option}\` must be a string without control characters, but it contains one.`,
		);
	}
	throw invalidOption(option, 'a string that is not empty', value);
};

const destinations =
	'an absolute http or https URL without spaces, control characters, user name and password';

const checkDestination = (value: unknown): string | undefined => {
	if (value === undefined) return undefined;
	if (typeof value !== 'string' && !(value instanceof URL)) {
		throw invalidOption('destinationUrl', `${destinations}, as a string or a URL`, value);
	}
	const text = value instanceof URL ? value.href : value;
	if (isDestination(text)) return text;
	/* Without the text, which may contain a password. */
	throw new TypeError(`Option \`destinationUrl\` must be ${destinations}, but it is not.`);
};

const isDestination = (text: string): boolean => {
	if (!/^https?:\/\/[^/]/i.test(text) || /[\s\p{Cc}]/u.test(text)) return false;
	const url = URL.parse(text);
	return url !== null && url.username === '' && url.password === '';
};

/** Percent-encodes all but the unreserved characters of RFC 3986 section 2.3, so that the link is safe in HTML too. */
const encode = (option: string, value: string): string => {
	try {
		return encodeURIComponent(value).replaceAll(
			/[!'()*]/g,
			(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
		);
	} catch {
		throw new TypeError(
			`Option \`${option}\` must be well-formed Unicode, but it contains a lone surrogate.`,
		);
	}
};
