import type {HttpHandler} from 'msw';
import {accounts} from './endpoints/accounts.ts';
import {commissiongroups} from './endpoints/commissiongroups.ts';
import {
	linkbuilderGenerate,
	linkbuilderGenerateBatch,
	linkbuilderQuota,
} from './endpoints/linkbuilder.ts';
import {programmedetails} from './endpoints/programmedetails.ts';
import {programmes} from './endpoints/programmes.ts';
import {promotions} from './endpoints/promotions.ts';
import {reportsAdvertiser} from './endpoints/reports-advertiser.ts';
import {s2sOrders} from './endpoints/s2s-orders.ts';
import {transactionsBatch} from './endpoints/transactions-batch.ts';
import {transactionsJob, transactionsJobs} from './endpoints/transactions-jobs.ts';
import {advertiserTransactions, transactions} from './endpoints/transactions.ts';

/**
 * A handler for the success of every endpoint. Handlers that you pass to `server.use` later take precedence.
 *
 * @example
 * ```ts
 * import {handlers} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(...handlers);
 * ```
 */
export const handlers: readonly HttpHandler[] = [
	accounts,
	programmes,
	programmedetails,
	commissiongroups,
	transactions,
	advertiserTransactions,
	reportsAdvertiser,
	linkbuilderGenerate,
	linkbuilderGenerateBatch,
	linkbuilderQuota,
	promotions,
	transactionsBatch,
	transactionsJobs,
	transactionsJob,
	s2sOrders,
].map(({success}) => success());
