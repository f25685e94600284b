import {type At, endpoint} from '../endpoint.ts';

const path = '/publishers/{publisherId}/advertiser/{advertiserId}/orders';
const answer = endpoint('POST', path);

/**
 * `POST /publishers/{publisherId}/advertiser/{advertiserId}/orders`, with `x-api-key` instead of a bearer token:
 * https://help.awin.com/apidocs/proof-of-purchase-publisher-transaction-api
 *
 * @example
 * ```ts
 * import {proofOfPurchase} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(proofOfPurchase.success());
 * ```
 */
export const proofOfPurchase = {
	/** The path template of the endpoint. */
	path,
	/** Responds with 200. Awin does not document the body, so this one is empty JSON. */
	success: (body: object = {}, at?: At) => answer({status: 200, body}, at),
	/** Responds with 403, as for a publisher that may not send purchases to the advertiser. */
	forbidden: (at?: At) => answer(403, at),
} as const;
