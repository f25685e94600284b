/*
 * The day of a publisher: its accounts, the programmes that it has joined, yesterday's transactions and the report of
 * the same day, printed as tables. The mock server answers with examples, whatever the dates.
 */
import {createAwinClient, dateIn, expectData} from 'awin-sdk';
import {accounts, handlers, reportsAdvertiser, transactions} from 'awin-sdk/mocks';
import {startMockServer} from '../tools/mock-server.ts';

const server = await startMockServer([
	accounts.success([{accountId: 1001}]),
	transactions.success([
		{id: 3001, commissionAmount: {amount: 5, currency: 'GBP'}},
		{id: 3002, commissionAmount: {amount: 7.5, currency: 'GBP'}, commissionStatus: 'approved'},
	]),
	reportsAdvertiser.success([{advertiserName: 'Example Shop', clicks: 120}]),
	...handlers(),
]);
const awin = createAwinClient({token: 'demo-0f3c9a52', baseUrl: server.url});

const timezone = 'Europe/London';
const dayMs = 86_400_000;
const today = dateIn(new Date(), timezone);
/* From the date, because a day on which the clock changes has 23 or 25 hours. */
const yesterday = dateIn(new Date(Date.parse(today) - dayMs), 'UTC');

const {accounts: own} = await expectData(awin.accounts.list({type: 'publisher'}));
for (const {accountId, accountName} of own) {
	console.log(`\n${accountName} (${accountId})`);
	const publisher = awin.publisher(accountId);

	const programmes = await expectData(publisher.programmes.list({relationship: 'joined'}));
	console.log('\nJoined programmes');
	console.table(programmes.map(({id, name, currencyCode}) => ({id, name, currencyCode})));

	/* The clock may change in between, so a day is asked for by its dates and not by 24 hours. */
	const list = await expectData(
		publisher.transactions.list({
			startDate: `${yesterday}T00:00:00`,
			endDate: `${today}T00:00:00`,
			timezone,
		}),
	);
	console.log("\nYesterday's transactions");
	console.table(
		list.map(({id, commissionStatus, saleAmount, commissionAmount}) => ({
			id,
			status: commissionStatus,
			sale: saleAmount?.amount,
			commission: commissionAmount?.amount,
			currency: commissionAmount?.currency,
		})),
	);

	const report = await expectData(
		publisher.reports.advertiser({
			startDate: yesterday,
			endDate: yesterday,
			timezone,
			region: 'GB',
		}),
	);
	console.log("\nYesterday's report");
	console.table(
		report.map(({advertiserName, clicks, totalNo, totalComm, currency}) => ({
			advertiser: advertiserName,
			clicks,
			transactions: totalNo,
			commission: totalComm,
			currency,
		})),
	);
}

await server.close();
