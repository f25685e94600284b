const help = 'https://help.awin.com/apidocs';
const guides = 'https://help.awin.com/developers/docs';
const wiki = 'http://wiki.awin.com/index.php';
const developer = 'https://developer.awin.com/docs';
const github = 'https://github.com';

/** The pages and public programs that the facts come from. */
export const sources = {
	'adv-tx': `${help}/returns-a-list-of-transactions-for-a-given-advertiser.md`,
	'adv-tx-ids': `${help}/returns-a-list-of-transactions-for-a-given-advertiser-by-ids.md`,
	accounts: `${help}/returns-information-about-accounts-for-a-given-user`,
	affiliatemcp: `${github}/bobberrisford/affiliatemcp`,
	airbyte: `${github}/airbytehq/airbyte/blob/master/airbyte-integrations/connectors/source-awin-advertiser/manifest.yaml`,
	'awin-py': 'https://pypi.org/project/awin-py/',
	besttoolbars: `${github}/Besttoolbars/affiliate-network-connectors`,
	commgroups: `${help}/gets-an-array-of-commission-groups-for-an-advertiser.md`,
	conversion: `${help}/conversion-api.md`,
	'feed-create': `${guides}/downloading-feeds-using-create-a-feed.md`,
	'feed-dl': `${help}/retail-publisher-productapidocumentation-1.md`,
	'feed-list': `${guides}/product-feed-list-download.md`,
	'feed-list-new': `${guides}/downloading-a-list-of-your-product-feeds`,
	'feed-up': `${help}/retail-advertiser-productapidocumentation.md`,
	lb: `${help}/generatelink.md`,
	'lb-batch': `${help}/generatebatchlinks.md`,
	'offers-post': `${help}/offers-api.md`,
	pop: `${help}/proof-of-purchase-publisher-transaction-api.md`,
	progdetails: `${help}/get-program-information-details-for-publisher.md`,
	programmes: `${help}/get-program-information-for-publisher-by-relationship-and-optionally-filter-by-country.md`,
	promotions: `${help}/promotions.md`,
	'pub-tx': `${help}/returns-a-list-of-transactions-for-a-given-publisher.md`,
	'pub-tx-ids': `${help}/returns-a-list-of-transactions-for-a-given-publisher-by-ids.md`,
	/** Public code that reads the field, without a page that could be named. */
	'public-clients': github,
	quota: `${help}/quota`,
	'rep-adv': `${help}/get-advertiser-performance-report.md`,
	'rep-adv-campaign': `${help}/get-campaign-data-for-advertiser-report.md`,
	'rep-adv-creative': `${help}/get-advertiser-creative-performance-report.md`,
	'rep-pub-campaign': `${help}/get-campaign-data-for-publisher-report.md`,
	'rep-pub-creative': `${help}/get-publisher-creative-performance-report.md`,
	'rep-publisher': `${help}/get-publisher-performance-report.md`,
	sharing: `${help}/gets-list-of-commission-sharing-rules-for-a-publisher.md`,
	'success-tx-list':
		'https://success.awin.com/articles/en_US/Knowledge/Publisher-API-GET-transactions-list',
	txq: `${help}/fetch-list-of-transaction-queries-for-a-given-publisher.md`,
	'txq-wiki': `${wiki}/API_get_transaction_queries`,
	'val-batch': `${help}/approve-decline-amend-batch-transactions-for-a-given-advertiser.md`,
	'val-status': `${help}/check-the-status-of-the-validation-batch-job.md`,
	'val-status-detail': `${help}/check-the-status-of-validation-batch-job-with-transactions-details.md`,
	'request-types': `${developer}/request-types`,
	'transaction-notifications': `${developer}/transaction-notifications`,
	'wiki-accounts': `${wiki}/API_get_accounts`,
	'wiki-campaign': `${wiki}/API_get_reports_aggrcampaign_adv`,
	'wiki-progdetails': `${wiki}/API_get_programmedetails`,
	'wiki-publishers': `${wiki}/API_get_publishers`,
	'wiki-rep-adv': `${wiki}/API_get_reports_aggrbyadv`,
	'wiki-tx-list': `${wiki}/API_get_transactions_list`,
	'wiki-validation': `${wiki}/API_transaction_validation`,
} as const;
