import {
	type AwinClient,
	type CsvRow,
	type FeedListRow,
	type FeedProduct,
	type FeedRows,
	type InvalidBodyError,
	type RefusedError,
} from 'awin-sdk';
import {describe, expectTypeOf, it} from 'vitest';

declare const awin: AwinClient;
const feeds = awin.feeds('feed-key-5b2d9e');
const params = {feedIds: 1, language: 'en'};

describe('the rows of feeds.download', () => {
	it('have the columns that are asked for', async () => {
		const {data} = await feeds.download({...params, columns: ['aw_product_id', 'price']});
		for await (const row of data ?? []) {
			expectTypeOf(row).toEqualTypeOf<{readonly aw_product_id: string; readonly price: string}>();
			// @ts-expect-error it is not among the columns
			void row.product_name;
			// @ts-expect-error a row is read-only
			row.price = '1';
		}
	});

	it('have any column if they are not literal', async () => {
		const columns: string[] = [];
		const {data} = await feeds.download({...params, columns});
		expectTypeOf(data).toEqualTypeOf<FeedRows<CsvRow> | undefined>();
		for await (const row of data ?? [])
			expectTypeOf(row['any']).toEqualTypeOf<string | undefined>();
	});

	it('come with the bytes', async () => {
		const {data} = await feeds.download({...params, columns: ['a']}, {skip: 1, maxRowLength: 9});
		expectTypeOf(data?.body).toEqualTypeOf<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>();
	});
});

describe('the result of a feed', () => {
	it('is there before its rows, and is not `refused`', async () => {
		const result = await awin.publisher(1).productFeed.download({advertiserId: 2, locale: 'en_GB'});
		expectTypeOf(result.kind).not.toEqualTypeOf<string>();
		expectTypeOf<Extract<typeof result.kind, 'refused'>>().toEqualTypeOf<never>();
		if (result.ok) {
			expectTypeOf(result.kind).toEqualTypeOf<'ok' | 'created' | 'accepted' | 'undocumented'>();
			for await (const row of result.data) expectTypeOf(row).toEqualTypeOf<FeedProduct>();
			// @ts-expect-error rows are read with `for await`
			for (const row of result.data) void row;
		}
	});

	it('of a list has its rows', async () => {
		const {data = []} = await feeds.list();
		expectTypeOf(data).toEqualTypeOf<FeedListRow[]>();
		expectTypeOf<FeedListRow['Feed ID']>().toEqualTypeOf<number | string>();
		expectTypeOf<FeedListRow['No of products']>().toEqualTypeOf<number | null>();
	});
});

describe('the options of a feed', () => {
	it('are not those of other endpoints', () => {
		// @ts-expect-error a list has no rows to skip
		void feeds.list({}, {skip: 1});
		// @ts-expect-error the number of rows is a number
		void feeds.download({...params, columns: ['a']}, {skip: '1'});
	});
});

it('the errors that end rows are classes that can be told apart', () => {
	expectTypeOf<RefusedError['kind']>().toEqualTypeOf<'refused'>();
	expectTypeOf<InvalidBodyError['kind']>().toEqualTypeOf<'invalid-body'>();
});
