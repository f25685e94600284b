/*
 * 2,500 orders in three calls: one in which Awin rejects some orders, one that may have been applied, and one that
 * succeeds. What is safe to send again is corrected and sent again; what is unknown is listed for a person.
 */
import {type ConversionOrder, createAwinClient, type FailedOrder} from 'awin-sdk';
import {http} from 'msw';
import {startMockServer} from '../tools/mock-server.ts';

const isWrong = ({currency}: {readonly currency: string}) => currency !== 'GBP';
let calls = 0;

const conversionApi = http.post<{advertiserId: string}, {orders: ConversionOrder[]}>(
	'https://api.awin.com/s2s/advertiser/:advertiserId/orders',
	async ({request}) => {
		calls += 1;
		if (calls === 2) return new Response(null, {status: 503});
		const {orders} = await request.json();
		const failedOrders = orders.filter(isWrong).map(
			(order): FailedOrder => ({
				order: {orderReference: order.orderReference},
				errors: [{field: 'currency', message: 'is not the currency of the programme'}],
			}),
		);
		const successfulOrders = orders
			.filter((order) => !isWrong(order))
			.map(({orderReference}) => ({orderReference}));
		const status = failedOrders.length > 0 ? 206 : 200;
		return Response.json({successfulOrders, pendingOrders: [], failedOrders}, {status});
	},
);

const server = await startMockServer([conversionApi]);
const awin = createAwinClient({token: 'demo-0f3c9a52', baseUrl: server.url});
const {conversions} = awin.advertiser(2001);

/* Stands for a cursor of a database: the orders are read as they are sent, never all at once. */
const ordersOfToday = async function* (): AsyncGenerator<ConversionOrder> {
	for (let number = 1; number <= 2500; number += 1) {
		yield {
			orderReference: `ORDER-${number}`,
			amount: 100,
			channel: 'aw',
			currency: number % 400 === 0 ? 'EUR' : 'GBP',
			commissionGroups: [{code: 'DEFAULT', amount: 100}],
			awc: '2001_1767348000_abc',
		};
	}
};

const again: ConversionOrder[] = [];
const unknown: ConversionOrder[] = [];

/* Awin asks for 10 seconds between two calls, which is the default. The mock server does not. */
const options = {paceMs: 100};
for await (const {sent, result, safeToResend} of conversions.sendAll(ordersOfToday(), options)) {
	console.log(`${sent.length} orders: ${result.kind}, ${safeToResend.length} safe to send again`);
	again.push(...safeToResend);
	const safe = new Set(safeToResend);
	if (!result.ok) unknown.push(...sent.filter((order) => !safe.has(order)));
}

const correct = (order: ConversionOrder): ConversionOrder => ({...order, currency: 'GBP'});
for await (const {sent, result} of conversions.sendAll(again.map(correct), options)) {
	console.log(`${sent.length} orders, corrected: ${result.kind}`);
}
console.log(
	`${unknown.length} orders may have been applied: look them up before you send them again`,
);

await server.close();
