import {type AwinClientOptions, createAwinClient} from 'awin-sdk';

/** The token of the clients in tests. It must turn up nowhere but in the request. */
export const canary = 'canary-4f9d2c17';

/** A client that asks once and keeps nothing, unless told otherwise. */
export const connect = (baseUrl: string, options: Partial<AwinClientOptions> = {}) =>
	createAwinClient({token: canary, baseUrl, retry: false, cache: false, quota: false, ...options});
