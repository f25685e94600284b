import {accountsList} from './accounts/list.ts';
import {conversionsSend} from './advertiser/conversions.ts';
import {offersCreate} from './advertiser/offers-create.ts';
import {productFeedUpload} from './advertiser/product-feed-upload.ts';
import {publishersList} from './advertiser/publishers.ts';
import {advertiserReportsCampaign} from './advertiser/reports-campaign.ts';
import {advertiserReportsCreative} from './advertiser/reports-creative.ts';
import {advertiserReportsPublisher} from './advertiser/reports-publisher.ts';
import {
	advertiserTransactionsByIds,
	advertiserTransactionsList,
} from './advertiser/transactions.ts';
import {validationsGet} from './advertiser/validations-get.ts';
import {validationsList} from './advertiser/validations-list.ts';
import {validationsSend} from './advertiser/validations-send.ts';
import {feedsDownload} from './feeds/download.ts';
import {feedsListFor} from './feeds/list-for.ts';
import {feedsList} from './feeds/list.ts';
import {commissionGroupsList} from './publisher/commission-groups.ts';
import {commissionSharingRulesList} from './publisher/commission-sharing-rules.ts';
import {linkGenerateBatch} from './publisher/link-generate-batch.ts';
import {linkGenerate} from './publisher/link-generate.ts';
import {linkQuota} from './publisher/link-quota.ts';
import {offersList} from './publisher/offers-list.ts';
import {productFeedDownload} from './publisher/product-feed-download.ts';
import {programmesDetails} from './publisher/programmes-details.ts';
import {programmesList} from './publisher/programmes-list.ts';
import {proofOfPurchaseSend} from './publisher/proof-of-purchase.ts';
import {publisherReportsAdvertiser} from './publisher/reports-advertiser.ts';
import {publisherReportsCampaign} from './publisher/reports-campaign.ts';
import {publisherReportsCreative} from './publisher/reports-creative.ts';
import {transactionQueriesList} from './publisher/transaction-queries.ts';
import {publisherTransactionsByIds, publisherTransactionsList} from './publisher/transactions.ts';

/**
 * The declarations of all endpoints, by the names of their methods: `endpoints.publisher.programmes.list` is the
 * declaration of `client.publisher(id).programmes.list`.
 */
export const endpoints = {
	/** The accounts of the user of the token. */
	accounts: {
		/** Lists the accounts that the user of the token can see. */
		list: accountsList,
	},
	/** The endpoints for publishers. */
	publisher: {
		/** The programmes that publishers can join. */
		programmes: {
			/** Lists programmes by the relationship of the publisher. */
			list: programmesList,
			/** Returns the details of a programme. */
			details: programmesDetails,
		},
		/** The commission groups of a programme. */
		commissionGroups: {
			/** Lists the commission groups of a programme. */
			list: commissionGroupsList,
		},
		/** The rules that share commissions with service partners. */
		commissionSharingRules: {
			/** Lists the rules that share commissions with service partners. */
			list: commissionSharingRulesList,
		},
		/** The transactions of a publisher. */
		transactions: {
			/** Lists the transactions of a span of at most 31 days. */
			list: publisherTransactionsList,
			/** Returns transactions by their ids. */
			byIds: publisherTransactionsByIds,
		},
		/** The queries of a publisher about transactions. */
		transactionQueries: {
			/** Lists the queries about transactions of a span of at most 31 days, a page at a time. */
			list: transactionQueriesList,
		},
		/** The figures of a publisher. */
		reports: {
			/** Reports the figures of each advertiser in a region. */
			advertiser: publisherReportsAdvertiser,
			/** Reports the figures of each creative in a region. */
			creative: publisherReportsCreative,
			/** Reports the figures of each campaign, over at most 400 days. */
			campaign: publisherReportsCampaign,
		},
		/** Tracking links. */
		linkBuilder: {
			/** Generates a tracking link. */
			generate: linkGenerate,
			/** Generates up to 100 tracking links. The data has an item for each request, in the same order. */
			generateBatch: linkGenerateBatch,
			/** Returns the daily quota of short links. */
			quota: linkQuota,
		},
		/** Offers and vouchers of advertisers. */
		offers: {
			/** Lists offers, a page at a time. */
			list: offersList,
		},
		/** The products of an advertiser. */
		productFeed: {
			/** Downloads the products of an advertiser. The data is an async iterable of them. */
			download: productFeedDownload,
		},
		/** Purchases that a publisher sends to an advertiser. */
		proofOfPurchase: {
			/** Sends up to 1,000 purchases to an advertiser. It is never repeated after it may have been applied. */
			send: proofOfPurchaseSend,
		},
	},
	/** The endpoints for advertisers. */
	advertiser: {
		/** The transactions of an advertiser. */
		transactions: {
			/** Lists the transactions of a span of at most 31 days. */
			list: advertiserTransactionsList,
			/** Returns transactions by their ids. */
			byIds: advertiserTransactionsByIds,
		},
		/** Jobs that approve, decline or amend transactions. */
		validations: {
			/** Starts a job that approves, declines or amends up to 40,000 transactions. */
			send: validationsSend,
			/** Lists the jobs. */
			list: validationsList,
			/** Returns a job, with the outcome of its transactions. */
			get: validationsGet,
		},
		/** The figures of an advertiser. */
		reports: {
			/** Reports the figures of each publisher. */
			publisher: advertiserReportsPublisher,
			/** Reports the figures of each creative in a region. */
			creative: advertiserReportsCreative,
			/** Reports the figures of each campaign, over at most 400 days. */
			campaign: advertiserReportsCampaign,
		},
		/** The publishers that have a relationship with the advertiser. */
		publishers: {
			/** Lists the publishers with an active relationship. */
			list: publishersList,
		},
		/** The conversion API: orders that the advertiser sends. */
		conversions: {
			/** Sends up to 1,000 orders. It is never repeated after it may have been applied. */
			send: conversionsSend,
		},
		/** Offers and vouchers of the advertiser. */
		offers: {
			/** Creates an offer. It is never repeated after it may have been applied. */
			create: offersCreate,
		},
		/** The products of the advertiser. */
		productFeed: {
			/** Uploads products from an iterable or an async iterable. It is never repeated after it may have been applied. */
			upload: productFeedUpload,
		},
	},
	/** Feeds by key, without the token. */
	feeds: {
		/** Lists the feeds that the key gives access to. */
		list: feedsList,
		/** Downloads feeds. The data is an async iterable of their products. */
		download: feedsDownload,
		/** Lists the feeds of a publisher, those in the format of Google as well. */
		listFor: feedsListFor,
	},
} as const;
