import {type AwinClient as CoreClient, createClient, createObservedClient} from '../client.ts';
import {checkBoolean, isPlainObject, ownProperties, readOptions} from '../errors/invalid-option.ts';
import {resolveBaseUrl} from '../options/base-url.ts';
import type {AwinClientOptions as CoreOptions} from '../options/options.ts';
import {checkToken} from '../pipeline/authorize.ts';
import {type Clock, systemClock} from '../pipeline/clock.ts';
import {keySecret, withoutCredentials} from './feeds/secrets.ts';
import {type Groups, groupsOf} from './groups.ts';
import type {QuotaLimit} from './iterate/quota-wait.ts';

/** Where feeds are. */
export type Servers = {
	/** The server of feeds by key. @default 'https://productdata.awin.com' */
	readonly feeds?: string | URL | undefined;
	/** The server of the list of feeds of a publisher. @default 'https://ui.awin.com' */
	readonly ui?: string | URL | undefined;
};

/** The options of a client of the whole SDK: those of the core, and those of the endpoints. */
export type AwinClientOptions = CoreOptions & {
	/** Where feeds are. The token is never sent there. */
	readonly servers?: Servers | undefined;
	/**
	 * What the conversion API and proof of purchase get as `x-api-key`. Messages and errors never contain it.
	 *
	 * @default the token
	 */
	readonly conversionKey?: string | undefined;
	/**
	 * Checks every row of every answer against its type. If one differs, the result is `invalid-body`. By default, only
	 * the root is checked, because it costs less.
	 *
	 * @default false
	 */
	readonly validate?: boolean | undefined;
};

/** A client of the whole SDK: the client of the core with a typed method for each endpoint. */
export type AwinClient = CoreClient & Groups;

const ownOptions = ['servers', 'conversionKey', 'validate'] as const;

const hosts = {feeds: 'https://productdata.awin.com', ui: 'https://ui.awin.com'} as const;

/* Of the options of the client, what could be a credential stays with the API. */
const forFeeds = (options: CoreOptions, baseUrl: string): CoreOptions => ({
	...options,
	baseUrl,
	headers: withoutCredentials(options.headers),
	middleware: [keySecret, ...(options.middleware ?? [])],
});

/* A limiter of its own does not say what its limit is: Awin's is assumed. The core has checked the options. */
const quotaLimitOf = ({quota}: CoreOptions): QuotaLimit | undefined => {
	if (quota === false) return undefined;
	const {calls = 20, intervalMs = 60_000} = quota === undefined || 'acquire' in quota ? {} : quota;
	return {calls, intervalMs};
};

/** Like {@link createAwinClient}, but with a clock that tests can control. */
export const createSdk = (options: AwinClientOptions, clock: Clock): AwinClient => {
	/* Read once, because an option can be a getter. The core refuses what is no object. */
	const own = isPlainObject(options) ? ownProperties(options) : options;
	const {client: core, emitter} = createObservedClient(own, clock, ownOptions);
	const {servers = {}, conversionKey, validate = false, ...coreOptions} = own;
	const ownServers = readOptions(servers, Object.keys(hosts), {
		option: 'servers',
		accepted: 'a plain object',
	});
	checkBoolean('validate', validate);
	if (conversionKey !== undefined) checkToken(conversionKey, 'conversionKey');
	const at = (server: keyof typeof hosts) => {
		const baseUrl = resolveBaseUrl(ownServers[server] ?? hosts[server], `servers.${server}`);
		let client: CoreClient | undefined;
		return () => (client ??= createClient(forFeeds(coreOptions, baseUrl), clock));
	};
	const clients = {api: () => core, feeds: at('feeds'), ui: at('ui')};
	/* Into the client, so that its getters stay getters. */
	return Object.assign(
		core,
		groupsOf({clients, clock, emitter, quotaLimit: quotaLimitOf(own), conversionKey, validate}),
	);
};

/**
 * Creates a client for the Awin API, with a typed method for each endpoint.
 *
 * @throws TypeError if an option is invalid. The message names the option and what it accepts.
 * @example
 * ```ts
 * import {createAwinClient} from 'awin-sdk';
 *
 * const awin = createAwinClient({token: process.env.AWIN_TOKEN});
 * const result = await awin.publisher(45628).programmes.list({relationship: 'joined'});
 * if (result.ok) console.log(result.data.map(({name}) => name));
 * ```
 */
export const createAwinClient = (options: AwinClientOptions): AwinClient =>
	createSdk(options, systemClock);
