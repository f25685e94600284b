import type {advertiserReportsCreative} from '../advertiser/reports-creative.ts';
import {type ConversionBatches, conversionBatches} from './conversions.ts';
import {type LinkBatches, linkBatches} from './links.ts';
import {type ValidationBatches, validationBatches} from './validations.ts';
import {type ValidationJobs, validationJobs} from './wait.ts';
import type {Bound, EndpointMethod} from '../bind.ts';
import type {BatchContext} from './send-all.ts';
import type {endpoints} from '../endpoints.ts';
import type {publisherReportsAdvertiser} from '../publisher/reports-advertiser.ts';
import type {publisherReportsCreative} from '../publisher/reports-creative.ts';
import {type RegionsReport, withRegions} from '../regions.ts';

/** The result of an endpoint. */
type ResultOf<Declaration> = Awaited<
	ReturnType<Extract<EndpointMethod<Declaration>, (...args: never) => unknown>>
>;

/** What a publisher has besides its endpoints, by the names of its groups. */
export type PublisherMethods = {
	/** Batches of links of any size. */
	readonly linkBuilder: LinkBatches;
	/** Reports for several regions. */
	readonly reports: {
		/** Reports the figures of each advertiser in each of some regions. */
		readonly advertiser: RegionsReport<ResultOf<typeof publisherReportsAdvertiser>>;
		/** Reports the figures of each creative in each of some regions. */
		readonly creative: RegionsReport<ResultOf<typeof publisherReportsCreative>>;
	};
};

/** What an advertiser has besides its endpoints, by the names of its groups. */
export type AdvertiserMethods = {
	/** Batches of orders of any size. */
	readonly conversions: ConversionBatches;
	/** Batches of actions of any size, and the wait for their jobs. */
	readonly validations: ValidationBatches & ValidationJobs;
	/** Reports for several regions. */
	readonly reports: {
		/** Reports the figures of each creative in each of some regions. */
		readonly creative: RegionsReport<ResultOf<typeof advertiserReportsCreative>>;
	};
};

/** Creates what a publisher has besides its endpoints. */
export const publisherMethods = (
	context: BatchContext,
	{reports}: Bound<typeof endpoints.publisher>,
): PublisherMethods => ({
	linkBuilder: linkBatches(context),
	reports: {
		advertiser: withRegions(reports.advertiser),
		creative: withRegions(reports.creative),
	},
});

/** Creates what an advertiser has besides its endpoints. */
export const advertiserMethods = (
	context: BatchContext,
	{reports}: Bound<typeof endpoints.advertiser>,
): AdvertiserMethods => ({
	conversions: conversionBatches(context),
	validations: {...validationBatches(context), ...validationJobs(context)},
	reports: {creative: withRegions(reports.creative)},
});
