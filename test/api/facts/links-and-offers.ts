import type {OffersCreateParams} from '../../../src/api/advertiser/offers-create.ts';
import type {GeneratedLink, LinkGenerateParams} from '../../../src/api/publisher/link-generate.ts';
import type {
	LinkBatchItem,
	LinkGenerateBatchParams,
} from '../../../src/api/publisher/link-generate-batch.ts';
import type {LinkQuota} from '../../../src/api/publisher/link-quota.ts';
import type {OffersListParams, OffersPage} from '../../../src/api/publisher/offers-list.ts';
import type {Facts} from '../fact.ts';

export const linkGenerateParams = {
	advertiserId: 'DOC lb',
	destinationUrl: 'DOC lb',
	parameters: 'DOC lb',
	'parameters.campaign': 'DOC lb',
	'parameters.clickref': 'DOC lb',
	'parameters.clickref2': 'DOC lb',
	'parameters.clickref3': 'DOC lb',
	'parameters.clickref4': 'DOC lb',
	'parameters.clickref5': 'DOC lb',
	'parameters.clickref6': 'DOC lb',
	shorten: 'DOC lb',
} as const satisfies Facts<LinkGenerateParams>;

export const generatedLink = {
	url: 'DOC lb',
	shortUrl: 'DOC lb',
} as const satisfies Facts<GeneratedLink>;

export const linkGenerateBatchParams = {
	advertiserId: 'DOC lb-batch',
	destinationUrl: 'DOC lb-batch',
	parameters: 'DOC lb-batch',
	'parameters.campaign': 'DOC lb-batch',
	'parameters.clickref': 'DOC lb-batch',
	'parameters.clickref2': 'DOC lb-batch',
	'parameters.clickref3': 'DOC lb-batch',
	'parameters.clickref4': 'DOC lb-batch',
	'parameters.clickref5': 'DOC lb-batch',
	'parameters.clickref6': 'DOC lb-batch',
} as const satisfies Facts<LinkGenerateBatchParams[number]>;

export const linkBatchItem = {
	/* Made by the reader, from `status` and `body.url`. */
	ok: 'INF lb-batch',
	request: 'SEEN affiliatemcp',
	'request.advertiserId': 'DOC lb-batch',
	'request.destinationUrl': 'DOC lb-batch',
	'request.parameters': 'DOC lb-batch',
	'request.parameters.campaign': 'DOC lb-batch',
	'request.parameters.clickref': 'DOC lb-batch',
	'request.parameters.clickref2': 'DOC lb-batch',
	'request.parameters.clickref3': 'DOC lb-batch',
	'request.parameters.clickref4': 'DOC lb-batch',
	'request.parameters.clickref5': 'DOC lb-batch',
	'request.parameters.clickref6': 'DOC lb-batch',
	/* Awin's `body`. */
	data: 'DOC lb-batch',
	'data.url': 'DOC lb-batch',
	status: 'DOC lb-batch',
	/* Awin's `body.description`. */
	description: 'DOC lb-batch',
} as const satisfies Facts<LinkBatchItem>;

export const linkQuota = {
	publisherId: 'DOC quota',
	limit: 'DOC quota',
	usage: 'DOC quota',
} as const satisfies Facts<LinkQuota>;

export const offersListParams = {
	filters: 'DOC promotions',
	'filters.advertiserIds[]': 'DOC promotions',
	'filters.exclusiveOnly': 'DOC promotions',
	'filters.membership': 'DOC promotions',
	'filters.regionCodes[]': 'DOC promotions',
	'filters.status': 'DOC promotions',
	'filters.type': 'DOC promotions',
	'filters.updatedSince': 'DOC promotions',
	pagination: 'DOC promotions',
	'pagination.page': 'DOC promotions',
	'pagination.pageSize': 'DOC promotions',
} as const satisfies Facts<OffersListParams>;

export const offersPage = {
	'items[]': 'SEEN public-clients',
	'items[].promotionId': 'SEEN public-clients',
	'items[].type': 'SEEN public-clients',
	'items[].advertiser': 'SEEN public-clients',
	'items[].advertiser.id': 'SEEN public-clients',
	'items[].advertiser.name': 'SEEN public-clients',
	'items[].advertiser.joined': 'SEEN public-clients',
	'items[].title': 'SEEN public-clients',
	'items[].description': 'SEEN public-clients',
	'items[].terms': 'SEEN public-clients',
	'items[].startDate': 'SEEN public-clients',
	'items[].endDate': 'SEEN public-clients',
	'items[].status': 'SEEN public-clients',
	'items[].url': 'SEEN public-clients',
	'items[].urlTracking': 'SEEN public-clients',
	'items[].dateAdded': 'SEEN public-clients',
	'items[].campaign': 'SEEN public-clients',
	'items[].regions': 'SEEN public-clients',
	'items[].regions.all': 'SEEN public-clients',
	'items[].regions.list[]': 'SEEN public-clients',
	'items[].regions.list[].name': 'SEEN public-clients',
	'items[].regions.list[].countryCode': 'SEEN public-clients',
	'items[].categories[]': 'SEEN public-clients, unsure',
	'items[].voucher': 'SEEN public-clients',
	'items[].voucher.code': 'SEEN public-clients',
	'items[].voucher.exclusive': 'SEEN public-clients',
	'items[].voucher.attributable': 'SEEN public-clients',
	pagination: 'SEEN public-clients',
	'pagination.page': 'SEEN public-clients',
	'pagination.pageSize': 'SEEN public-clients',
	'pagination.total': 'SEEN public-clients',
} as const satisfies Facts<OffersPage>;

export const offersCreateParams = {
	title: 'DOC offers-post',
	description: 'DOC offers-post',
	terms: 'DOC offers-post',
	type: 'DOC offers-post',
	voucherCode: 'DOC offers-post',
	url: 'DOC offers-post',
	startDate: 'DOC offers-post',
	endDate: 'DOC offers-post',
	startTime: 'DOC offers-post',
	endTime: 'DOC offers-post',
	timeZone: 'DOC offers-post',
	appliesToAllRegions: 'DOC offers-post',
	'regions[]': 'DOC offers-post',
	'promotionCategories[]': 'DOC offers-post',
	campaign: 'DOC offers-post',
} as const satisfies Facts<OffersCreateParams>;
