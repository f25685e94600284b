/*
 * Writes a product feed to a CSV file as it comes, and goes on where it stopped: the first run is ended in the middle,
 * as a crash would, and the second one leaves out the products that the file has already. Mocks answer in the place of
 * Awin.
 */
import {createReadStream, mkdtempSync, rmSync} from 'node:fs';
import {appendFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {createAwinClient, type FeedProduct} from 'awin-sdk';
import {productFeedDownload} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';

const productCount = 20_000;
const products = Array.from({length: productCount}, (_, index) => ({
	product_basic: {id: String(index + 1), title: `Shoe "${index + 1}", black`},
	price_and_availability: {price: `${index % 100}.00 GBP`},
}));
const server = setupServer(productFeedDownload.success(products));
server.listen({onUnhandledFrame: 'error'});

const folder = mkdtempSync(join(tmpdir(), 'feed-to-csv-'));
const file = join(folder, 'feed.csv');

/** Counts the rows of the file. No cell of them contains a line feed. */
const rowsInFile = async (): Promise<number> => {
	let count = 0;
	for await (const _ of createInterface({input: createReadStream(file)})) count += 1;
	return count;
};

/* Of which types the fields are is not documented. */
const cellOf = (value: unknown = ''): string => {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return `"${text.replaceAll('"', '""')}"`;
};

const toLine = ({product_basic, price_and_availability}: FeedProduct): string =>
	`${[product_basic?.['id'], product_basic?.['title'], price_and_availability?.['price']].map(cellOf).join(',')}\n`;

const awin = createAwinClient({token: 'demo-0f3c9a52'});

/** Appends the products that the file does not have. `onProgress` can end it. */
const download = async (onProgress: (count: number) => void): Promise<void> => {
	await appendFile(file, '');
	let count = await rowsInFile();
	console.log(`the file has ${count} products`);
	const {productFeed} = awin.publisher(1001);
	const result = await productFeed.download({advertiserId: 2001, locale: 'en_GB'}, {skip: count});
	if (!result.ok) throw result.error;
	/* The file gets whole lines only, a thousand at a time. What a crash leaves unwritten is read again. */
	let lines = '';
	for await (const product of result.data) {
		lines += toLine(product);
		count += 1;
		if (count % 1000 !== 0) continue;
		await appendFile(file, lines);
		lines = '';
		onProgress(count);
	}
	await appendFile(file, lines);
};

try {
	await download((count) => {
		if (count === 7000) throw new Error('The power failed.');
	});
} catch (error) {
	console.log(`ended: ${error instanceof Error ? error.message : String(error)}`);
}
await download(() => {});
console.log(`the file has ${await rowsInFile()} products of ${productCount}`);

rmSync(folder, {recursive: true});
server.close();
