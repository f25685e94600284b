import {
	type AccountList,
	type AwinClient,
	type CampaignReportRow,
	type CommissionGroups,
	type ConversionReport,
	createAwinClient,
	type CreativeReportRow,
	type FailedOrder,
	type GeneratedLink,
	type LinkBatchItem,
	type OffersPage,
	type Programme,
	type ProgrammeDetails,
	type PublisherReportRow,
	type RefusedError,
	type Transaction,
	type TransactionQueriesPage,
	type ValidationReport,
	unwrap,
} from 'awin-sdk';
import type {AwinClient as CoreClient} from 'awin-sdk/core';
import {describe, expectTypeOf, it} from 'vitest';

declare const awin: AwinClient;
const publisher = awin.publisher(1);
const advertiser = awin.advertiser(2);
const span = {startDate: '2026-01-01T00:00:00', endDate: '2026-01-02T00:00:00'};
const days = {startDate: '2026-01-01', endDate: '2026-01-02'};

describe('the client', () => {
	it('is one of the core as well', () => {
		expectTypeOf(createAwinClient).returns.toExtend<CoreClient>();
	});

	it('needs the id of an account', () => {
		// @ts-expect-error the id is a number
		void awin.publisher('1');
	});
});

describe('the data of a success', () => {
	it('has the type of the endpoint', async () => {
		expectTypeOf((await awin.accounts.list()).data).toEqualTypeOf<AccountList | undefined>();
		const programmes = await publisher.programmes.list();
		expectTypeOf(programmes.data).toEqualTypeOf<Programme[] | undefined>();
		if (programmes.ok) {
			expectTypeOf(programmes.kind).toEqualTypeOf<
				'ok' | 'cache-hit' | 'created' | 'accepted' | 'undocumented'
			>();
		}
		if (programmes.ok) expectTypeOf(programmes.data).toEqualTypeOf<Programme[]>();
		const details = await publisher.programmes.details({advertiserId: 2});
		expectTypeOf(details.data).toEqualTypeOf<ProgrammeDetails | undefined>();
		const groups = await publisher.commissionGroups.list({advertiserId: 2});
		expectTypeOf(groups.data).toEqualTypeOf<CommissionGroups | undefined>();
		const transactions = await publisher.transactions.list(span);
		expectTypeOf(transactions.data).toEqualTypeOf<Transaction[] | undefined>();
		const queries = await publisher.transactionQueries.list(span);
		expectTypeOf(queries.data).toEqualTypeOf<TransactionQueriesPage | undefined>();
		const offers = await publisher.offers.list();
		expectTypeOf(offers.data).toEqualTypeOf<OffersPage | undefined>();
		const batch = await publisher.linkBuilder.generateBatch([{advertiserId: 2}]);
		expectTypeOf(batch.data).toEqualTypeOf<LinkBatchItem[] | undefined>();
		const creative = await publisher.reports.creative({...days, region: 'GB'});
		expectTypeOf(creative.data).toEqualTypeOf<CreativeReportRow[] | undefined>();
		const campaign = await advertiser.reports.campaign(days);
		expectTypeOf(campaign.data).toEqualTypeOf<CampaignReportRow[] | undefined>();
		const report = await advertiser.reports.publisher(days);
		expectTypeOf(report.data).toEqualTypeOf<PublisherReportRow[] | undefined>();
		const job = await advertiser.validations.get('a');
		expectTypeOf(job.data).toEqualTypeOf<ValidationReport | undefined>();
	});

	it('has an `ok` that tells the items of a batch', async () => {
		const {data = []} = await publisher.linkBuilder.generateBatch([{advertiserId: 2}]);
		for (const item of data) {
			if (item.ok) expectTypeOf(item.data.url).toEqualTypeOf<string>();
			else expectTypeOf(item.description).toEqualTypeOf<string>();
		}
	});
});

describe('a refusal', () => {
	it('is a kind of the endpoints that can refuse', async () => {
		const result = await publisher.linkBuilder.generate({advertiserId: 2});
		if (result.kind === 'refused') {
			expectTypeOf(result.error).toEqualTypeOf<RefusedError>();
			expectTypeOf(result.status).toEqualTypeOf<number>();
		}
		if (result.ok) expectTypeOf(result.data).toEqualTypeOf<GeneratedLink>();
	});

	it('is no kind of the others', async () => {
		const result = await publisher.linkBuilder.quota();
		// @ts-expect-error no quota is refused
		if (result.kind === 'refused') void result;
	});

	it('can be unwrapped', async () => {
		const link = unwrap(publisher.linkBuilder.generate({advertiserId: 2}));
		expectTypeOf(await link).toEqualTypeOf<GeneratedLink>();
	});
});

describe('the orders that were rejected', () => {
	it('are in the error of a 400 and a 406, and in no other', async () => {
		const result = await advertiser.conversions.send([]);
		if (result.kind === 'bad-request' || result.kind === 'not-acceptable') {
			expectTypeOf(result.error.failedOrders).toEqualTypeOf<readonly FailedOrder[]>();
		}
		// @ts-expect-error a 403 has no orders
		if (result.kind === 'forbidden') void result.error.failedOrders;
		if (result.kind === 'partial') expectTypeOf(result.data).toEqualTypeOf<ConversionReport>();
	});
});

describe('parameters', () => {
	it('are required where Awin requires them', () => {
		// @ts-expect-error the span is missing
		void publisher.transactions.list();
		// @ts-expect-error the end of the span is missing
		void publisher.transactions.list({startDate: '2026-01-01T00:00:00'});
		// @ts-expect-error the region is missing
		void publisher.reports.advertiser(days);
		// @ts-expect-error the advertiser is missing
		void publisher.programmes.details({});
	});

	it('take undefined where they can be left out', () => {
		void publisher.transactions.list({...span, status: undefined}, {signal: undefined});
		void publisher.programmes.list(undefined, undefined);
	});

	it('are those of the endpoint', () => {
		// @ts-expect-error a report of publishers has no region
		void advertiser.reports.publisher({...days, region: 'GB'});
		// @ts-expect-error a zone that Awin does not take
		void publisher.transactions.list({...span, timezone: 'Europe/Amsterdam'});
		// @ts-expect-error `includeHidden` is allowed only without `relationship`
		void publisher.programmes.list({relationship: 'joined', includeHidden: true});
		// @ts-expect-error a batch makes no short links
		void publisher.linkBuilder.generateBatch([{advertiserId: 2, shorten: true}]);
		// @ts-expect-error the key of a transaction is missing
		void advertiser.validations.send([{action: 'approve', transaction: {}}]);
	});

	it('go before the options of the call', () => {
		void publisher.proofOfPurchase.send(2, [], {validate: true});
		void advertiser.conversions.send([], {webhook: {url: 'https://a.example'}}, {priority: 1});
		void publisher.programmes.list({}, {headers: {'x-trace': 'a'}});
		// @ts-expect-error a 304 has no data
		void publisher.programmes.list({}, {headers: {'if-none-match': '"a"'}});
		// @ts-expect-error the declaration says how the token is sent
		void publisher.programmes.list({}, {credential: 'none'});
	});
});
