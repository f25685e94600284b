export type {Answer} from './answer.ts';
export type {Content} from './bodies.ts';
export {bodies} from './bodies.ts';
export type {Broken} from './broken.ts';
export {cutOffJson, htmlPage, networkError, neverAnswers} from './broken.ts';
export type {ByStatusOptions} from './by-status.ts';
export {byStatus} from './by-status.ts';
export type {CachedOptions} from './cached.ts';
export {cached} from './cached.ts';
export type {CustomAnswer} from './custom-answer.ts';
export type {At, EndpointAnswer, EndpointHandler} from './endpoint.ts';
export type {Account} from './endpoints/accounts.ts';
export {accounts} from './endpoints/accounts.ts';
export type {CommissionGroup} from './endpoints/commissiongroups.ts';
export {commissiongroups} from './endpoints/commissiongroups.ts';
export {
	linkbuilderGenerate,
	linkbuilderGenerateBatch,
	linkbuilderQuota,
} from './endpoints/linkbuilder.ts';
export type {ProgrammeDetails} from './endpoints/programmedetails.ts';
export {programmedetails} from './endpoints/programmedetails.ts';
export type {Programme} from './endpoints/programmes.ts';
export {programmes} from './endpoints/programmes.ts';
export type {Promotion} from './endpoints/promotions.ts';
export {promotions} from './endpoints/promotions.ts';
export type {AdvertiserReportRow} from './endpoints/reports-advertiser.ts';
export {reportsAdvertiser} from './endpoints/reports-advertiser.ts';
export {s2sOrders} from './endpoints/s2s-orders.ts';
export type {Money, Transaction} from './endpoints/transaction.ts';
export {transactionsBatch} from './endpoints/transactions-batch.ts';
export type {FailedTransaction, TransactionsJob} from './endpoints/transactions-jobs.ts';
export {transactionsJob, transactionsJobs} from './endpoints/transactions-jobs.ts';
export {advertiserTransactions, transactions} from './endpoints/transactions.ts';
export {handlers} from './handlers.ts';
export {inTurn} from './in-turn.ts';
export {testing} from './testing.ts';
export type {Where} from './where.ts';
