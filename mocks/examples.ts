import type {Status} from '../src/status.ts';
import {bodies, type Content} from './bodies.ts';
import type {EndpointHandler} from './endpoint.ts';
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
import {commissionsharingrules} from './endpoints/commissionsharingrules.ts';
import {transactionqueries} from './endpoints/transactionqueries.ts';
import {advertiserReportsCreative, reportsCreative} from './endpoints/reports-creative.ts';
import {advertiserReportsCampaign, reportsCampaign} from './endpoints/reports-campaign.ts';
import {advertiserReportsPublisher} from './endpoints/advertiser-reports-publisher.ts';
import {advertiserPublishers} from './endpoints/advertiser-publishers.ts';
import {promotionCreate} from './endpoints/promotion-create.ts';
import {proofOfPurchase} from './endpoints/proof-of-purchase.ts';
import {feedDownload, feedList, publisherFeedList} from './endpoints/feeds.ts';
import {productFeedDownload, productFeedUpload} from './endpoints/product-feed.ts';
import {pathOf, type Where} from './where.ts';

/** The success of every endpoint. */
export const successes: readonly EndpointHandler[] = [
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
	commissionsharingrules,
	transactionqueries,
	advertiserReportsCreative,
	reportsCreative,
	advertiserReportsCampaign,
	reportsCampaign,
	advertiserReportsPublisher,
	advertiserPublishers,
	promotionCreate,
	proofOfPurchase,
	productFeedDownload,
	productFeedUpload,
	feedList,
	publisherFeedList,
	feedDownload,
].map(({success}) => success());

/*
 * The other answers whose code has a body of the endpoint's own. A 401 is missing: an invalid token gets it from
 * every endpoint, so it always has the general body.
 */
const others: readonly EndpointHandler[] = [
	programmedetails.missingRelationship(403),
	commissiongroups.missingRelationship(403),
	reportsAdvertiser.missingRegion(),
	reportsCreative.missingRegion(),
	advertiserReportsCreative.missingRegion(),
	transactionsBatch.accepted(),
	transactionsBatch.notAnArray(),
	s2sOrders.pending(),
	s2sOrders.partial(),
	productFeedDownload.forbidden(),
	productFeedDownload.localeNotFound(),
	productFeedUpload.localeNotFound(),
];

const isOf = ({endpoint}: EndpointHandler, method: string, path: string): boolean =>
	endpoint.method === method &&
	new RegExp(`^${endpoint.path.replaceAll(/\{\w+\}/g, '[^/]+').replace('*', '.*')}/?$`).test(path);

/**
 * Returns the example for a code: the endpoint's own, if the method and the path of the request are those of an
 * endpoint, else the general one. A success that the endpoint does not document has the body of its success.
 */
export const exampleFor = (status: Status, request: Request, where: Where): Content => {
	const general: Content = bodies[status];
	const path = pathOf(request, where);
	const own = [...others, ...successes].filter((handler) => isOf(handler, request.method, path));
	const answers = own.map(({endpoint}) => endpoint.answer);
	const documented = answers.find((answer) => answer.status === status);
	const hasData = status >= 200 && status < 300 && general.body !== null;
	const {body = general.body, headers} = documented ?? (hasData ? (answers.at(-1) ?? {}) : {});
	return {body, headers: {...general.headers, ...headers}};
};
