import type {
	AwinClient,
	AwinResult,
	ConversionOrder,
	EndpointOptions,
	RefusedResult,
	UploadedProduct,
} from 'awin-sdk';

/** A call of an endpoint with the parameters that it requires. */
export type Call = (
	awin: AwinClient,
	options?: EndpointOptions,
) => Promise<AwinResult | RefusedResult>;

/** The account that the calls are for. */
export const accountId = 1001;

/** An order that the conversion API accepts. */
export const order: ConversionOrder = {
	orderReference: 'EXAMPLE-1',
	amount: 100,
	channel: 'aw',
	currency: 'GBP',
	commissionGroups: [{code: 'DEFAULT', amount: 100}],
	awc: '2001_1767348000_abc',
	linkId: 'a',
};

/** A product that an upload accepts. */
export const product: UploadedProduct = {
	id: '5001',
	title: 'Example shoe',
	description: 'A shoe that does not exist.',
	link: 'https://shop.example/shoe',
	image_link: 'https://shop.example/shoe.jpg',
};

/** A key of feeds. */
export const feedKey = 'feed-key-5b2d9e';

const span = {startDate: '2026-01-01T00:00:00', endDate: '2026-01-31T00:00:00'};
const days = {startDate: '2026-01-01', endDate: '2026-01-31'};
const regional = {...days, region: 'GB'} as const;
const link = {advertiserId: 2001, destinationUrl: 'https://shop.example/page'};
const purchase = {orderReference: 'EXAMPLE-1', amount: 100, currency: 'GBP', transactionTime: 1};

/** One call of every endpoint, by the name of its declaration. */
export const calls: Readonly<Record<string, Call>> = {
	'accounts.list': (awin, options) => awin.accounts.list({}, options),
	'publisher.programmes.list': (awin, options) =>
		awin.publisher(accountId).programmes.list({}, options),
	'publisher.programmes.details': (awin, options) =>
		awin.publisher(accountId).programmes.details({advertiserId: 2001}, options),
	'publisher.commissionGroups.list': (awin, options) =>
		awin.publisher(accountId).commissionGroups.list({advertiserId: 2001}, options),
	'publisher.commissionSharingRules.list': (awin, options) =>
		awin.publisher(accountId).commissionSharingRules.list({}, options),
	'publisher.transactions.list': (awin, options) =>
		awin.publisher(accountId).transactions.list(span, options),
	'publisher.transactions.byIds': (awin, options) =>
		awin.publisher(accountId).transactions.byIds({ids: [3001, 3002]}, options),
	'publisher.transactionQueries.list': (awin, options) =>
		awin.publisher(accountId).transactionQueries.list(span, options),
	'publisher.reports.advertiser': (awin, options) =>
		awin.publisher(accountId).reports.advertiser(regional, options),
	'publisher.reports.creative': (awin, options) =>
		awin.publisher(accountId).reports.creative(regional, options),
	'publisher.reports.campaign': (awin, options) =>
		awin.publisher(accountId).reports.campaign(days, options),
	'publisher.linkBuilder.generate': (awin, options) =>
		awin.publisher(accountId).linkBuilder.generate(link, options),
	'publisher.linkBuilder.generateBatch': (awin, options) =>
		awin.publisher(accountId).linkBuilder.generateBatch([link], options),
	'publisher.linkBuilder.quota': (awin, options) =>
		awin.publisher(accountId).linkBuilder.quota({}, options),
	'publisher.offers.list': (awin, options) => awin.publisher(accountId).offers.list({}, options),
	'publisher.productFeed.download': (awin, options) =>
		awin.publisher(accountId).productFeed.download({advertiserId: 2001, locale: 'en_GB'}, options),
	'publisher.proofOfPurchase.send': (awin, options) =>
		awin.publisher(accountId).proofOfPurchase.send(2001, [purchase], options),
	'advertiser.transactions.list': (awin, options) =>
		awin.advertiser(accountId).transactions.list(span, options),
	'advertiser.transactions.byIds': (awin, options) =>
		awin.advertiser(accountId).transactions.byIds({ids: 3001}, options),
	'advertiser.validations.send': (awin, options) =>
		awin
			.advertiser(accountId)
			.validations.send([{action: 'approve', transaction: {transactionId: 3001}}], options),
	'advertiser.validations.list': (awin, options) =>
		awin.advertiser(accountId).validations.list({}, options),
	'advertiser.validations.get': (awin, options) =>
		awin.advertiser(accountId).validations.get('example-job-1', {}, options),
	'advertiser.reports.publisher': (awin, options) =>
		awin.advertiser(accountId).reports.publisher(days, options),
	'advertiser.reports.creative': (awin, options) =>
		awin.advertiser(accountId).reports.creative(regional, options),
	'advertiser.reports.campaign': (awin, options) =>
		awin.advertiser(accountId).reports.campaign(days, options),
	'advertiser.publishers.list': (awin, options) =>
		awin.advertiser(accountId).publishers.list({}, options),
	'advertiser.conversions.send': (awin, options) =>
		awin.advertiser(accountId).conversions.send([order], {}, options),
	'advertiser.offers.create': (awin, options) =>
		awin.advertiser(accountId).offers.create(
			{
				title: 'Example offer',
				description: 'An offer that does not exist.',
				terms: 'None.',
				type: 'promotion',
				url: 'https://shop.example/offer',
				...days,
				appliesToAllRegions: true,
				promotionCategories: [1],
			},
			options,
		),
	'advertiser.productFeed.upload': (awin, options) =>
		awin.advertiser(accountId).productFeed.upload({locale: 'en_GB', products: [product]}, options),
	'feeds.list': (awin, options) => awin.feeds(feedKey).list({}, options),
	'feeds.download': (awin, options) =>
		awin
			.feeds(feedKey)
			.download({feedIds: 4001, language: 'en', columns: ['aw_product_id']}, options),
	'feeds.listFor': (awin, options) => awin.feeds(feedKey).listFor(accountId, options),
};
