import {checkToken} from '../pipeline/authorize.ts';
import {type Bound, bind, extend} from './bind.ts';
import {
	type AdvertiserMethods,
	advertiserMethods,
	type PublisherMethods,
	publisherMethods,
} from './batch/methods.ts';
import {endpoints} from './endpoints.ts';
import {typedByColumns, type FeedsDownload} from './feeds/typed-download.ts';
import {id} from './input/params.ts';
import {segment} from './input/texts.ts';
import type {AccountContext} from './iterate/context.ts';
import {
	type AdvertiserIterations,
	advertiserIterations,
	type PublisherIterations,
	publisherIterations,
} from './iterate/methods.ts';
import {deepLinkOf, type PublisherDeepLinkOptions} from './publisher/deep-link.ts';

/** What the calls of a client have in common, whichever account they are for. */
export type GroupContext = Omit<AccountContext, 'fixed'>;

/** The accounts of the user of the token. */
export type Accounts = Bound<typeof endpoints.accounts>;

/** What the link builder has besides its endpoints. */
export type DeepLinks = {
	/**
	 * Builds a tracking link. It sends nothing, so it uses up no quota and Awin does not check the link.
	 *
	 * @throws TypeError if an option is missing, unknown or invalid.
	 * @example
	 * ```ts
	 * const {linkBuilder} = awin.publisher(45628);
	 * console.log(linkBuilder.deepLink({advertiserId: 2001, clickRefs: {clickRef: 'newsletter'}}));
	 * ```
	 */
	readonly deepLink: (options: PublisherDeepLinkOptions) => string;
};

/** The calls of a publisher. */
export type Publisher = PublisherMethods &
	Bound<typeof endpoints.publisher> &
	PublisherIterations & {
		/** What the link builder has besides its endpoints. */
		readonly linkBuilder: DeepLinks;
	};

/** The calls of an advertiser. */
export type Advertiser = AdvertiserMethods &
	Bound<typeof endpoints.advertiser> &
	AdvertiserIterations;

/** The calls with a key of feeds. */
export type Feeds = Omit<Bound<typeof endpoints.feeds>, 'download'> & {
	/** Downloads feeds. The rows have the columns that are asked for. */
	readonly download: FeedsDownload;
};

/** The groups of a client: what the whole SDK adds to the core. */
export type Groups = {
	/** The accounts of the user of the token. */
	readonly accounts: Accounts;
	/**
	 * Creates the calls of a publisher. They hold no state, so that they can be made as often as you like.
	 *
	 * @throws TypeError if the id is not a whole number above 0.
	 */
	readonly publisher: (publisherId: number) => Publisher;
	/**
	 * Creates the calls of an advertiser. They hold no state, so that they can be made as often as you like.
	 *
	 * @throws TypeError if the id is not a whole number above 0.
	 */
	readonly advertiser: (advertiserId: number) => Advertiser;
	/**
	 * Creates the calls with a key of feeds, which go to servers of their own, without the token. Messages and errors
	 * never contain the key.
	 *
	 * @throws TypeError if the key is not a text that can be a credential.
	 */
	readonly feeds: (key: string) => Feeds;
};

/** Creates the groups of a client. */
export const groupsOf = (context: GroupContext): Groups => {
	const forAccount = (name: string, accountId: number): AccountContext => {
		id.write(accountId, name, 'UTC');
		return {...context, fixed: {[name]: accountId}};
	};
	return {
		accounts: bind({...context, fixed: {}}, endpoints.accounts),
		publisher: (publisherId) => {
			const account = forAccount('publisherId', publisherId);
			const bound = bind(account, endpoints.publisher);
			const iterations = publisherIterations(account, bound);
			const withIterations = extend(bound, iterations);
			const withMethods = extend(withIterations, publisherMethods(account, bound));
			return extend(withMethods, {linkBuilder: {deepLink: deepLinkOf(publisherId)}});
		},
		advertiser: (advertiserId) => {
			const account = forAccount('advertiserId', advertiserId);
			const bound = bind(account, endpoints.advertiser);
			const withIterations = extend(bound, advertiserIterations(account, bound));
			return extend(withIterations, advertiserMethods(account, bound));
		},
		feeds: (key) => {
			checkToken(key, 'key');
			segment.write(key, 'key', 'UTC');
			const bound = bind({...context, fixed: {key}}, endpoints.feeds);
			return {...bound, download: typedByColumns(bound.download)};
		},
	};
};
