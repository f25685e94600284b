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
export type {Account} from '../src/api/accounts/list.ts';
export {accounts} from './endpoints/accounts.ts';
export type {CommissionGroup} from '../src/api/publisher/commission-groups.ts';
export {commissiongroups} from './endpoints/commissiongroups.ts';
export {
	linkbuilderGenerate,
	linkbuilderGenerateBatch,
	linkbuilderQuota,
} from './endpoints/linkbuilder.ts';
export type {ProgrammeDetailsBody} from './endpoints/programmedetails.ts';
export {programmedetails} from './endpoints/programmedetails.ts';
export type {Programme} from '../src/api/publisher/programmes-list.ts';
export {programmes} from './endpoints/programmes.ts';
export type {Offer} from '../src/api/publisher/offers-list.ts';
export {promotions} from './endpoints/promotions.ts';
export type {AdvertiserReportRow} from '../src/api/publisher/reports-advertiser.ts';
export {reportsAdvertiser} from './endpoints/reports-advertiser.ts';
export {s2sOrders} from './endpoints/s2s-orders.ts';
export type {Money} from '../src/api/rows/money.ts';
export type {Transaction} from '../src/api/rows/transaction.ts';
export {transactionsBatch} from './endpoints/transactions-batch.ts';
export type {ValidationItem, ValidationJob} from '../src/api/rows/validation.ts';
export {transactionsJob, transactionsJobs} from './endpoints/transactions-jobs.ts';
export {advertiserTransactions, transactions} from './endpoints/transactions.ts';
export {commissionsharingrules} from './endpoints/commissionsharingrules.ts';
export {transactionqueries} from './endpoints/transactionqueries.ts';
export {advertiserReportsCreative, reportsCreative} from './endpoints/reports-creative.ts';
export {advertiserReportsCampaign, reportsCampaign} from './endpoints/reports-campaign.ts';
export {advertiserReportsPublisher} from './endpoints/advertiser-reports-publisher.ts';
export {advertiserPublishers} from './endpoints/advertiser-publishers.ts';
export {promotionCreate} from './endpoints/promotion-create.ts';
export {proofOfPurchase} from './endpoints/proof-of-purchase.ts';
export type {CampaignReportBodyRow} from './endpoints/reports-campaign.ts';
export {handlers} from './handlers.ts';
export {inTurn} from './in-turn.ts';
export {testing} from './testing.ts';
export type {Where} from './where.ts';
