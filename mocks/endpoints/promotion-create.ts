import {type At, endpoint} from '../endpoint.ts';

const path = '/promotion/advertiser/{advertiserId}';
const answer = endpoint('POST', path);

/**
 * `POST /promotion/advertiser/{advertiserId}`, which creates an offer and has the singular `advertiser`:
 * https://help.awin.com/apidocs/offers-api
 *
 * @example
 * ```ts
 * import {promotionCreate} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(promotionCreate.success());
 * ```
 */
export const promotionCreate = {
	/** The path template of the endpoint. */
	path,
	/** Responds with 200. Awin does not document the body, so this one is empty JSON. */
	success: (body: object = {}, at?: At) => answer({status: 200, body}, at),
	/** Responds with 400, as for invalid input. */
	invalid: (at?: At) => answer(400, at),
} as const;
