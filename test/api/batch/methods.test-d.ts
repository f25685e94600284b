import type {
	AdvertiserReportRow,
	AwinClient,
	BatchOutcome,
	ConversionOrder,
	ConversionReport,
	CreativeReportRow,
	FailedOrder,
	JobProgress,
	LinkBatchItem,
	LinkRequest,
	RegionCode,
	ValidationAction,
	ValidationReport,
	ValidationsSent,
} from 'awin-sdk';
import {describe, expectTypeOf, it} from 'vitest';

declare const awin: AwinClient;
declare const orders: ConversionOrder[];
declare const actions: AsyncIterable<ValidationAction>;
declare const requests: Set<LinkRequest>;
const {linkBuilder, reports} = awin.publisher(1);
const {conversions, validations, reports: ownReports} = awin.advertiser(2);
const days = {startDate: '2026-01-01', endDate: '2026-01-31'};

describe('a batch', () => {
	it('takes an iterable or an async iterable of its items', () => {
		void conversions.sendAll(orders);
		void conversions.sendAll(new Set(orders));
		void validations.sendAll(actions);
		void linkBuilder.generateAll(requests);
		void conversions.sendAll(
			(async function* () {
				yield* orders;
			})(),
		);
		// @ts-expect-error a promise is no iterable
		void conversions.sendAll(Promise.resolve(orders));
		// @ts-expect-error the items are orders
		void conversions.sendAll(requests);
		// @ts-expect-error a batch makes no short links
		void linkBuilder.generateAll([{advertiserId: 2, shorten: true}]);
	});

	it('has the options of its calls, and its own', () => {
		const {signal} = new AbortController();
		void conversions.sendAll(orders, {signal, paceMs: 0, stopOnFailure: true, priority: 1});
		void conversions.sendAll(orders, {webhook: {url: 'https://a.example'}});
		void conversions.sendAll(orders, {signal: undefined, paceMs: undefined, webhook: undefined});
		void validations.sendAll(actions, {idempotencyKey: true});
		// @ts-expect-error calls that share a key would be one to a server
		void validations.sendAll(actions, {idempotencyKey: 'a'});
		// @ts-expect-error only orders have a webhook
		void validations.sendAll(actions, {webhook: {url: 'https://a.example'}});
		// @ts-expect-error the declaration says how the token is sent
		void validations.sendAll(actions, {credential: 'none'});
	});

	it('yields outcomes with the types of the endpoint', async () => {
		for await (const {sent, result, safeToResend} of conversions.sendAll(orders)) {
			expectTypeOf(sent).toEqualTypeOf<readonly ConversionOrder[]>();
			expectTypeOf(safeToResend).toEqualTypeOf<readonly ConversionOrder[]>();
			if (result.kind === 'partial') expectTypeOf(result.data).toEqualTypeOf<ConversionReport>();
			if (result.kind === 'not-acceptable') {
				expectTypeOf(result.error.failedOrders).toEqualTypeOf<readonly FailedOrder[]>();
			}
			// @ts-expect-error no order is refused
			if (result.kind === 'refused') void result;
		}
		for await (const {sent, result} of validations.sendAll(actions)) {
			expectTypeOf(sent).toEqualTypeOf<readonly ValidationAction[]>();
			if (result.kind === 'ok') expectTypeOf(result.data).toEqualTypeOf<ValidationsSent>();
		}
		for await (const {sent, result} of linkBuilder.generateAll(requests)) {
			expectTypeOf(sent).toEqualTypeOf<readonly LinkRequest[]>();
			if (result.ok) expectTypeOf(result.data).toEqualTypeOf<LinkBatchItem[]>();
		}
	});

	it('is an iterator as well', async () => {
		const {value} = await linkBuilder.generateAll(requests).next();
		expectTypeOf(value).not.toBeAny();
		expectTypeOf(value?.sent).toEqualTypeOf<readonly LinkRequest[] | undefined>();
	});

	it('has outcomes that cannot be changed', () => {
		const change = (outcome: BatchOutcome<number, unknown>) => {
			// @ts-expect-error an outcome is read-only
			outcome.sent = [];
			// @ts-expect-error its lists are read-only
			outcome.safeToResend.push(1);
		};
		expectTypeOf(change).toBeFunction();
	});
});

describe('validations.wait', () => {
	it('gives the report of the job', async () => {
		const result = await validations.wait('a');
		expectTypeOf(result.data).toEqualTypeOf<ValidationReport | undefined>();
		if (result.ok)
			expectTypeOf(result.data.unchanged).toEqualTypeOf<ValidationReport['unchanged']>();
	});

	it('takes its own options and those of a poll', () => {
		const onProgress = (progress: JobProgress) => progress.polls;
		void validations.wait('a', {deadlineMs: 1, pollMs: 1, onProgress, priority: 1});
		void validations.wait('a', {deadlineMs: undefined, onProgress: undefined, signal: undefined});
		// @ts-expect-error a poll must not come from the cache
		void validations.wait('a', {cache: {ttlMs: 1}});
		// @ts-expect-error the id is a text
		void validations.wait(5);
	});
});

describe('a report by region', () => {
	it('gives its result for one region', async () => {
		const result = await reports.advertiser({...days, region: 'GB'});
		expectTypeOf(result.data).toEqualTypeOf<AdvertiserReportRow[] | undefined>();
		const creative = await ownReports.creative({...days, region: 'GB'}, {priority: 1});
		expectTypeOf(creative.data).toEqualTypeOf<CreativeReportRow[] | undefined>();
	});

	it('gives a result for each of some regions', async () => {
		const [outcome] = await reports.advertiser({...days, regions: ['GB', 'DE']});
		expectTypeOf(outcome?.region).toEqualTypeOf<RegionCode | undefined>();
		if (outcome?.result.ok) {
			expectTypeOf(outcome.result.data).toEqualTypeOf<AdvertiserReportRow[]>();
		}
		const codes: readonly RegionCode[] = ['GB'];
		const list = await ownReports.creative({...days, regions: codes}, {priority: 1});
		expectTypeOf(list[0]?.result.data).toEqualTypeOf<CreativeReportRow[] | undefined>();
	});

	it('needs either of them', () => {
		// @ts-expect-error a region is missing
		void reports.creative(days);
		// @ts-expect-error both at once
		void reports.creative({...days, region: 'GB', regions: ['GB']});
		// @ts-expect-error no region of Awin
		void reports.creative({...days, regions: ['XX']});
		// @ts-expect-error Awin takes no region here
		void ownReports.publisher({...days, regions: ['GB']});
	});
});
