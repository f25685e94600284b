import type {
	ConversionOrder,
	ConversionsSendOptions,
} from '../../../src/api/advertiser/conversions.ts';
import type {AdvertiserPublisher} from '../../../src/api/advertiser/publishers.ts';
import type {ValidationsGetParams} from '../../../src/api/advertiser/validations-get.ts';
import type {
	ValidationAction,
	ValidationsSent,
} from '../../../src/api/advertiser/validations-send.ts';
import type {ProofOfPurchaseOrder} from '../../../src/api/publisher/proof-of-purchase.ts';
import type {ConversionReport} from '../../../src/api/rows/conversion-orders.ts';
import type {ValidationJob, ValidationReport} from '../../../src/api/rows/validation.ts';
import type {Facts} from '../fact.ts';

export const proofOfPurchaseOrder = {
	orderReference: 'DOC pop',
	amount: 'DOC pop',
	currency: 'DOC pop',
	transactionTime: 'DOC pop',
	'commissionGroups[]': 'DOC pop, unsure',
	'commissionGroups[].code': 'DOC pop',
	'commissionGroups[].amount': 'DOC pop',
	clickTime: 'DOC pop',
	awc: 'DOC pop',
	clickRef: 'DOC pop',
	customerAcquisition: 'DOC pop',
} as const satisfies Facts<ProofOfPurchaseOrder>;

export const validationAction = {
	action: 'DOC val-batch',
	approve: 'DOC val-batch',
	transaction: 'DOC val-batch',
	'transaction.transactionId': 'DOC val-batch',
	'transaction.orderRef': 'DOC val-batch',
	'transaction.transactionDate': 'DOC val-batch',
	'transaction.timezone': 'DOC val-batch',
	'transaction.declineReason': 'DOC val-batch',
	'transaction.amendReason': 'DOC val-batch',
	'transaction.currency': 'DOC val-batch',
	'transaction.saleAmount': 'DOC val-batch',
	'transaction.transactionParts[]': 'DOC val-batch',
	'transaction.transactionParts[].amount': 'DOC val-batch',
	'transaction.transactionParts[].commissionGroupCode': 'DOC val-batch',
	'transaction.customParameters': 'DOC val-batch',
	'transaction.customParameters.put': 'DOC val-batch',
} as const satisfies Facts<ValidationAction>;

export const validationsSent = {
	jobId: 'DOC val-batch',
} as const satisfies Facts<ValidationsSent>;

export const validationsGetParams = {
	output: 'DOC val-status-detail',
} as const satisfies Facts<ValidationsGetParams>;

const job = {
	jobId: 'DOC val-status',
	status: 'DOC val-status, unsure',
	transactions: 'DOC val-status',
	'allTransactions[]': 'DOC val-status-detail',
	'allTransactions[].transactionId': 'INF wiki-validation, unsure',
	'allTransactions[].orderRef': 'INF wiki-validation, unsure',
	'allTransactions[].transactionDate': 'INF wiki-validation, unsure',
	'allTransactions[].timezone': 'INF wiki-validation, unsure',
	'allTransactions[].code': 'INF wiki-validation, unsure',
	'allTransactions[].description': 'INF wiki-validation, unsure',
	errors: 'DOC val-status',
	'failedTransactions[]': 'DOC val-status-detail',
	'failedTransactions[].transactionId': 'DOC wiki-validation',
	'failedTransactions[].orderRef': 'DOC wiki-validation',
	'failedTransactions[].transactionDate': 'DOC wiki-validation',
	'failedTransactions[].timezone': 'DOC wiki-validation',
	'failedTransactions[].code': 'DOC wiki-validation',
	'failedTransactions[].description': 'DOC wiki-validation',
	creationDate: 'DOC val-status',
	completionDate: 'DOC val-status',
} as const;

export const validationJob = job satisfies Facts<ValidationJob>;

export const validationReport = {
	...job,
	/* Made by the reader, from the items with the code 304. */
	'unchanged[]': 'INF wiki-validation',
	'unchanged[].transactionId': 'INF wiki-validation',
	'unchanged[].orderRef': 'INF wiki-validation',
	'unchanged[].transactionDate': 'INF wiki-validation',
	'unchanged[].timezone': 'INF wiki-validation',
	'unchanged[].code': 'INF wiki-validation',
	'unchanged[].description': 'INF wiki-validation',
} as const satisfies Facts<ValidationReport>;

export const conversionOrder = {
	orderReference: 'DOC conversion',
	amount: 'DOC conversion',
	channel: 'DOC conversion',
	currency: 'DOC conversion',
	'commissionGroups[]': 'DOC conversion',
	'commissionGroups[].code': 'DOC conversion',
	'commissionGroups[].amount': 'DOC conversion',
	awc: 'DOC conversion',
	publisherId: 'DOC conversion',
	clickTime: 'DOC conversion',
	voucher: 'DOC conversion',
	customerAcquisition: 'DOC conversion',
	transactionTime: 'DOC conversion',
	isTest: 'DOC conversion',
	linkId: 'DOC conversion, unsure',
	clickRef: 'DOC conversion',
	custom: 'DOC conversion',
	'basket[]': 'DOC conversion',
	'basket[].id': 'DOC conversion',
	'basket[].name': 'DOC conversion',
	'basket[].price': 'DOC conversion',
	'basket[].quantity': 'DOC conversion',
	'basket[].sku': 'DOC conversion',
	'basket[].category': 'DOC conversion',
	'basket[].commissionGroupCode': 'DOC conversion',
} as const satisfies Facts<ConversionOrder>;

export const conversionsSendOptions = {
	webhook: 'DOC conversion',
	'webhook.url': 'DOC conversion',
} as const satisfies Facts<ConversionsSendOptions>;

export const conversionReport = {
	batchId: 'SEEN public-clients',
	'successfulOrders[]': 'SEEN public-clients',
	'successfulOrders[].orderReference': 'SEEN public-clients',
	'successfulOrders[].correlationId': 'SEEN public-clients',
	'pendingOrders[]': 'SEEN public-clients',
	'pendingOrders[].orderReference': 'SEEN public-clients, unsure',
	'pendingOrders[].correlationId': 'SEEN public-clients, unsure',
	'failedOrders[]': 'SEEN public-clients',
	'failedOrders[].order': 'SEEN public-clients',
	'failedOrders[].order.orderReference': 'SEEN public-clients',
	'failedOrders[].errors[]': 'SEEN public-clients',
	'failedOrders[].errors[].field': 'SEEN public-clients',
	'failedOrders[].errors[].message': 'SEEN public-clients',
} as const satisfies Facts<ConversionReport>;

export const advertiserPublisher = {
	id: 'DOC wiki-publishers',
	name: 'DOC wiki-publishers',
	primaryRegion: 'DOC wiki-publishers',
	'salesRegions[]': 'DOC wiki-publishers',
	primaryType: 'DOC wiki-publishers',
} as const satisfies Facts<AdvertiserPublisher>;
