import {checkToken} from '../pipeline/authorize.ts';
import {type Bound, bind} from './bind.ts';
import type {CallContext} from './call.ts';
import {endpoints} from './endpoints.ts';
import {id} from './input/params.ts';
import {
	type AdvertiserMethods,
	advertiserMethods,
	type PublisherMethods,
	publisherMethods,
	withMethods,
} from './methods.ts';

/** What the calls of a client have in common, whichever account they are for. */
export type GroupContext = Omit<CallContext, 'fixed'>;

/** The accounts of the user of the token. */
export type Accounts = Bound<typeof endpoints.accounts>;

/** The calls of a publisher. */
export type Publisher = PublisherMethods & Bound<typeof endpoints.publisher>;

/** The calls of an advertiser. */
export type Advertiser = AdvertiserMethods & Bound<typeof endpoints.advertiser>;

/** The calls with a key of feeds. */
export type Feeds = Bound<typeof endpoints.feeds>;

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
	const forAccount = (name: string, accountId: number): CallContext => {
		id.write(accountId, name, 'UTC');
		return {...context, fixed: {[name]: accountId}};
	};
	return {
		accounts: bind({...context, fixed: {}}, endpoints.accounts),
		publisher: (publisherId) => {
			const own = forAccount('publisherId', publisherId);
			const bound = bind(own, endpoints.publisher);
			return withMethods(bound, publisherMethods(own, publisherId, bound));
		},
		advertiser: (advertiserId) => {
			const own = forAccount('advertiserId', advertiserId);
			const bound = bind(own, endpoints.advertiser);
			return withMethods(bound, advertiserMethods(own, bound));
		},
		feeds: (key) => {
			checkToken(key, 'key');
			return bind({...context, fixed: {key}}, endpoints.feeds);
		},
	};
};
