import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {flag, id, record} from '../input/params.ts';
import {text, webUrl} from '../input/texts.ts';
import {misfit, type Reading, refusal} from '../read/read.ts';
import {asRow, object} from '../read/roots.ts';
import {optional, shapeOf, string} from '../read/shape.ts';

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
	 * after it may have been applied. A call that would have to wait longer than ten minutes, such as the 201st of a day,
	 * fails with `quota-exceeded` at once; `maxWaitMs` allows a longer wait, and `quota.buckets.shortLink` another limit.
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
	/** The tracking link. */
	url: string;
	/** Set if `shorten` is set. */
	shortUrl?: string | null;
};

/** The parameters of the request for one link. */
export const linkParams = {
	advertiserId: required(id),
	destinationUrl: webUrl,
	parameters: record({
		campaign: text(),
		clickref: text(),
		clickref2: text(),
		clickref3: text(),
		clickref4: text(),
		clickref5: text(),
		clickref6: text(),
	}),
};

const readObject = object<Record<string, unknown>>();

/* An answer without a link has the status 200 as well. */
const readLink = (body: unknown): Reading<GeneratedLink> => {
	const reading = readObject(body, undefined);
	if (reading.type !== 'data') return reading;
	const {
		url = null,
		description,
		message,
	} = {
		url: undefined,
		description: undefined,
		message: undefined,
		...reading.data,
	};
	if (url === null || url === '') return refusal(description ?? message);
	return typeof url === 'string' ? asRow(reading.data) : misfit('must be a string', ['url']);
};

/** Generates a tracking link. */
export const linkGenerate = endpoint<LinkGenerateParams, GeneratedLink>()({
	name: 'publisher.linkBuilder.generate',
	summary: 'Generates a tracking link, and a short link if asked.',
	method: 'POST',
	path: '/publishers/{publisherId}/linkbuilder/generate',
	kinds: ['ok', 'cache-hit'],
	reads: ({shorten}) => shorten !== true,
	bucket: ({shorten}) => (shorten === true ? 'shortLink' : undefined),
	refuses: true,
	params: {...linkParams, shorten: flag},
	read: readLink,
	shape: shapeOf<GeneratedLink>({url: string, shortUrl: optional(string)}),
	source: 'https://help.awin.com/apidocs/generatelink.md',
	certainty: 'documented',
});
