import {type AwinClient, type AwinResult, createAwinClient, type RefusedResult} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import type {HttpHandler} from 'msw';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {calls} from './calls.ts';

const server = setupServer();
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const awin: AwinClient = createAwinClient({...mocks.testing, token: 'test-0f3c9a52'});

/** What a mock answers, and the result of the call. */
type Case = readonly [
	name: string,
	handler: HttpHandler,
	result: Partial<AwinResult | RefusedResult>,
];

const rules = mocks.commissionsharingrules;

const cases: readonly Case[] = [
	['publisher.commissionSharingRules.list', rules.none(), {kind: 'ok', data: []}],
	['publisher.commissionSharingRules.list', rules.forbidden(), {kind: 'forbidden'}],
	['advertiser.offers.create', mocks.promotionCreate.invalid(), {kind: 'bad-request'}],
	['publisher.proofOfPurchase.send', mocks.proofOfPurchase.forbidden(), {kind: 'forbidden'}],
	['advertiser.validations.send', mocks.transactionsBatch.notAnArray(), {kind: 'bad-request'}],
	['publisher.transactions.list', mocks.transactions.bareDate(), {kind: 'bad-request'}],
	['publisher.offers.list', mocks.promotions.pageSizeOutOfRange(), {kind: 'server-error'}],
];

describe('what Awin answers', () => {
	it.each(cases)('to %s becomes a result (%#)', async (name, handler, expected) => {
		server.use(handler);
		expect(await calls[name]?.(awin, {retry: false})).toMatchObject(expected);
	});

	it('to rules may have another spelling of a field', async () => {
		server.use(rules.otherSpelling());
		const {data} = await awin.publisher(1001).commissionSharingRules.list({}, {validate: true});
		expect(data?.[0]?.publisherId).toBe(1001);
	});

	it('during an outage may be a list that is shorter than its total', async () => {
		server.use(mocks.promotions.incomplete());
		const {data} = await awin.publisher(1001).offers.list();
		expect([data?.items.length, data?.pagination.total]).toEqual([1, 2]);
	});
});
