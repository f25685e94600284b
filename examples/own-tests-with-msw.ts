/*
 * How to test your own code that calls Awin, without a server or a network: the mocks respond in the process.
 * In a test runner, put the calls of `server` into its hooks.
 */
import assert from 'node:assert/strict';
import {type AwinClient, createAwinClient} from 'awin-sdk';
import {byStatus, handlers, inTurn, testing, transactions} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';

/** The code under test: returns the commission that is not paid yet. */
const unpaidCommission = async (awin: AwinClient): Promise<number | 'try later'> => {
	type Row = {commissionAmount: {amount: number}; paidToPublisher: boolean};
	const result = await awin.get<Row[]>('/publishers/{publisherId}/transactions/', {
		path: {publisherId: 1001},
		query: {startDate: new Date('2026-01-01'), endDate: new Date('2026-01-31'), timezone: 'UTC'},
	});
	if (result.kind === 'unavailable') return 'try later';
	const rows = result.data ?? [];
	return rows
		.filter(({paidToPublisher}) => !paidToPublisher)
		.reduce((sum, {commissionAmount}) => sum + commissionAmount.amount, 0);
};

const server = setupServer(...handlers());
server.listen({onUnhandledFrame: 'error'});
const awin = createAwinClient({...testing, token: 'demo-0f3c9a52'});

assert.equal(await unpaidCommission(awin), 5);
console.log('adds up unpaid commission');

server.use(transactions.success([{paidToPublisher: true}, {id: 3002}]));
assert.equal(await unpaidCommission(awin), 5);
console.log('leaves out paid commission');

server.use(inTurn(transactions.path, [503, 504, transactions.success([])]));
assert.equal(await unpaidCommission(awin), 0);
console.log('recovers from two server errors');

server.use(byStatus(transactions.path, 503));
assert.equal(await unpaidCommission(awin), 'try later');
console.log('gives up after repeated server errors');

server.close();
