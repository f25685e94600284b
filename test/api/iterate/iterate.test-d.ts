import {
	type AwinClient,
	type Checkpoint,
	checkpointOf,
	type IncompleteError,
	isIncompleteError,
	type IterationWindow,
	type Offer,
	type Transaction,
	type TransactionQuery,
} from 'awin-sdk';
import {Temporal} from 'temporal-polyfill';
import {describe, expectTypeOf, it} from 'vitest';

declare const awin: AwinClient;
const publisher = awin.publisher(1);
const {transactions} = awin.advertiser(2);
const span = {from: '2026-01-01', to: '2026-03-01'};

describe('an iteration', () => {
	it('has the items of its question', async () => {
		for await (const item of publisher.transactions.iterate(span)) {
			expectTypeOf(item).toEqualTypeOf<Transaction>();
		}
		for await (const item of transactions.changes({since: new Date()})) {
			expectTypeOf(item).toEqualTypeOf<Transaction>();
		}
		const queries = await publisher.transactionQueries.iterate(span).toArray({limit: 1});
		expectTypeOf(queries).toEqualTypeOf<TransactionQuery[]>();
		expectTypeOf(await publisher.offers.iterate().toArray({limit: 1})).toEqualTypeOf<Offer[]>();
	});

	it('has pages with results, windows and checkpoints', async () => {
		for await (const {result, items, window, checkpoint} of transactions.iterate(span).pages()) {
			if (result.ok) expectTypeOf(result.data).toEqualTypeOf<Transaction[]>();
			expectTypeOf(items).toEqualTypeOf<readonly Transaction[]>();
			expectTypeOf(window).toEqualTypeOf<IterationWindow>();
			expectTypeOf(checkpoint).toEqualTypeOf<Checkpoint>();
			// @ts-expect-error transactions have no total
			void (result.kind === 'incomplete');
		}
		for await (const {result, window} of publisher.offers.iterate({}).pages()) {
			expectTypeOf(window).toEqualTypeOf<undefined>();
			if (result.kind === 'incomplete') {
				expectTypeOf(result.error).toEqualTypeOf<IncompleteError>();
				expectTypeOf(result.error.total).toEqualTypeOf<number>();
			}
		}
		expectTypeOf(publisher.offers.iterate().plan().calls).toEqualTypeOf<number>();
	});

	it('takes any point in time', () => {
		publisher.transactions.iterate({from: new Date(), to: '2026-01-01T00:00:00+01:00'});
		publisher.transactions.iterate({from: Temporal.Now.instant(), to: Temporal.Now.plainDateISO()});
		publisher.transactions.iterate({
			from: Temporal.Now.zonedDateTimeISO(),
			to: Temporal.Now.plainDateTimeISO(),
		});
		// @ts-expect-error a time of day is no point in time
		publisher.transactions.iterate({...span, from: Temporal.Now.plainTimeISO()});
		// @ts-expect-error a number could be seconds or milliseconds
		publisher.transactions.iterate({...span, from: 1_767_225_600});
		// @ts-expect-error `to` is required
		publisher.transactions.iterate({from: '2026-01-01'});
	});

	it('takes the other parameters of `list`, and no others', () => {
		publisher.transactions.iterate({...span, advertiserId: [1], timezone: 'Europe/Berlin'});
		transactions.iterate({...span, publisherId: 1}, {priority: -1, validate: true});
		publisher.transactionQueries.iterate({...span, pageSize: 500});
		// @ts-expect-error it is the other side
		transactions.iterate({...span, advertiserId: 1});
		// @ts-expect-error the span has `from`
		publisher.transactions.iterate({...span, startDate: '2026-01-01T00:00:00'});
		// @ts-expect-error the iteration has the pages
		publisher.transactionQueries.iterate({...span, pageNumber: 1});
		// @ts-expect-error changes have each `dateType`
		transactions.changes({since: new Date(), dateType: 'validation'});
		// @ts-expect-error an array needs a limit
		void transactions.iterate(span).toArray();
	});

	it('goes on from a checkpoint', () => {
		const resumeFrom = checkpointOf(new Error('any'));
		expectTypeOf(resumeFrom).toEqualTypeOf<Checkpoint | undefined>();
		transactions.iterate(span, {resumeFrom});
		if (resumeFrom !== undefined) transactions.changes({since: resumeFrom});
		// @ts-expect-error a checkpoint is no text
		transactions.iterate(span, {resumeFrom: '{}'});
		// @ts-expect-error changes go on from `since`
		transactions.changes({since: new Date()}, {resumeFrom});
	});

	it('has an error that can be told apart', () => {
		const error: unknown = undefined;
		if (isIncompleteError(error)) expectTypeOf(error).toEqualTypeOf<IncompleteError>();
	});
});
