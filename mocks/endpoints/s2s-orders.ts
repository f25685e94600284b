import type {ConversionReport, FailedOrder} from '../../src/api/rows/conversion-orders.ts';
import {type At, endpoint} from '../endpoint.ts';

const path = '/s2s/advertiser/{advertiserId}/orders';
const answer = endpoint('POST', path);

const order = (number: number) => ({
	orderReference: `EXAMPLE-${number}`,
	correlationId: `example-correlation-${number}`,
});

const none: ConversionReport = {
	batchId: 'example-batch-1',
	successfulOrders: [],
	pendingOrders: [],
	failedOrders: [],
};

const failed: FailedOrder = {
	order: {orderReference: 'EXAMPLE-1'},
	errors: [{field: 'currency', message: 'must be an ISO 4217 code'}],
};

/**
 * `POST /s2s/advertiser/{advertiserId}/orders`, with `x-api-key` instead of a bearer token:
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
	/** The path template of the endpoint. */
	path,
	/** Responds with 200: every order is accepted. */
	success: (at?: At) => answer({status: 200, body: {...none, successfulOrders: [order(1)]}}, at),
	/** Responds with 202: the orders are pending. */
	pending: (at?: At) => answer({status: 202, body: {...none, pendingOrders: [order(1)]}}, at),
	/** Responds with 206: one order is accepted and one is rejected. */
	partial: (at?: At) => answer(206, at),
	/** Responds with 206 although every order is rejected. */
	partialWithoutSuccess: (at?: At) =>
		answer({status: 206, body: {...none, failedOrders: [failed]}}, at),
	/** Responds with 406: every order is rejected. */
	refused: (at?: At) => answer(406, at),
} as const;
