import {type At, endpoint} from '../endpoint.ts';

const path = '/s2s/advertiser/{advertiserId}/orders';
const answer = endpoint('POST', path);

const order = (number: number) => ({
	orderReference: `EXAMPLE-${number}`,
	correlationId: `example-correlation-${number}`,
});

const none = {
	batchId: 'example-batch-1',
	successfulOrders: [],
	pendingOrders: [],
	failedOrders: [],
};

/**
 * `POST /s2s/advertiser/{advertiserId}/orders`, with `x-api-key` in place of a bearer token:
 * https://help.awin.com/apidocs/conversion-api
 *
 * @example
 * ```ts
 * import {s2sOrders} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(s2sOrders.partial());
 * ```
 */
export const s2sOrders = {
	path,
	/** Answers 200: every order is taken. */
	success: (at?: At) => answer({status: 200, body: {...none, successfulOrders: [order(1)]}}, at),
	/** Answers 202: the orders wait to be processed. */
	pending: (at?: At) => answer({status: 202, body: {...none, pendingOrders: [order(1)]}}, at),
	/** Answers 206: one order is taken, one is refused. */
	partial: (at?: At) => answer(206, at),
	/** Answers 406: every order is refused. */
	refused: (at?: At) => answer(406, at),
} as const;
