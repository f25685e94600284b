import {type AwinClientOptions, createAwinClient} from 'awin-sdk';

/** The token of the clients in tests. It must appear only in the request. */
export const canary = 'canary-4f9d2c17';

/** Creates a client without retries, cache and quota, unless `options` set them. */
export const connect = (baseUrl: string, options: Partial<AwinClientOptions> = {}) =>
	createAwinClient({token: canary, baseUrl, retry: false, cache: false, quota: false, ...options});
