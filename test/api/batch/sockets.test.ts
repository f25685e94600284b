import {createAwinClient} from 'awin-sdk';
import {expect, it} from 'vitest';
import {faultServer, type Step} from '../../helpers/fault-server.ts';
import {
	answersJson,
	hangsUp,
	resets,
	writesAndCloses,
	writesAndResets,
} from '../../helpers/faults.ts';
import {closedPort} from '../../helpers/http-server.ts';
import {noWait} from '../server.ts';
import {collect, ordersOf, referencesOf} from './collect.ts';

const options = {paceMs: 0, retry: false} as const;
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n';

const failed = (...references: readonly string[]) => ({
	failedOrders: references.map((orderReference) => ({order: {orderReference}, errors: []})),
});

it.each([
	['is reset', resets, 'network', []],
	['is closed', hangsUp, 'network', []],
	['breaks within the header fields', writesAndResets('HTTP/1.1 20'), 'network', []],
	['ends within the body', writesAndCloses(`${head}{"successfulOrders":[`), 'invalid-body', []],
	['has a 206', answersJson(206, failed('R-1')), 'partial', ['R-1']],
	['has a 406', answersJson(406, failed('R-0', 'R-1')), 'not-acceptable', ['R-0', 'R-1']],
	['has a 401', answersJson(401, {}), 'unauthorized', ['R-0', 'R-1']],
	['has a 503', answersJson(503, {}), 'unavailable', []],
] satisfies [string, Step, string, string[]][])(
	'conversions.sendAll over a connection that %s tells what is safe to send again',
	async (_, step, kind, safe) => {
		const {url, asked} = await faultServer(step);
		const {conversions} = createAwinClient({...noWait, baseUrl: url}).advertiser(2001);
		const outcomes = await collect(conversions.sendAll(ordersOf(2), options));
		expect(outcomes.map(({result}) => result.kind)).toEqual([kind]);
		expect(outcomes.flatMap(({safeToResend}) => referencesOf(safeToResend))).toEqual(safe);
		expect(asked).toHaveLength(1);
	},
);

it('conversions.sendAll without a connection gives every order as safe to send again', async () => {
	const baseUrl = await closedPort();
	const {conversions} = createAwinClient({...noWait, baseUrl}).advertiser(2001);
	const orders = ordersOf(1002);
	const outcomes = await collect(conversions.sendAll(orders, options));
	expect(outcomes.map(({result}) => result.kind)).toEqual(['network', 'network']);
	expect(outcomes.flatMap(({safeToResend}) => safeToResend)).toEqual(orders);
});
