import type {advertiserReportsCreative} from './advertiser/reports-creative.ts';
import {type ConversionBatches, conversionBatches} from './batch/conversions.ts';
import {type LinkBatches, linkBatches} from './batch/links.ts';
import {type ValidationBatches, validationBatches} from './batch/validations.ts';
import {type ValidationJobs, validationJobs} from './batch/wait.ts';
import type {Bound, EndpointMethod} from './bind.ts';
import type {CallContext} from './call.ts';
import type {endpoints} from './endpoints.ts';
import {deepLinkOf, type PublisherDeepLinkOptions} from './publisher/deep-link.ts';
import type {publisherReportsAdvertiser} from './publisher/reports-advertiser.ts';
import type {publisherReportsCreative} from './publisher/reports-creative.ts';
import {type RegionsReport, withRegions} from './regions.ts';

/** What the link builder has besides its endpoints. */
export type DeepLinks = {
	/**
	 * Builds a tracking link. It sends nothing, so it uses up no quota and Awin does not check the link.
	 *
	 * @throws TypeError if an option is missing, unknown or invalid.
	 */
	readonly deepLink: (options: PublisherDeepLinkOptions) => string;
};

type ResultOf<Declaration> = Awaited<
	ReturnType<Extract<EndpointMethod<Declaration>, (...args: never) => unknown>>
>;

/** What a publisher has besides its endpoints, by the names of its groups. */
export type PublisherMethods = {
	readonly linkBuilder: DeepLinks & LinkBatches;
	readonly reports: {
		/** Reports the figures of each advertiser in each of some regions. */
		readonly advertiser: RegionsReport<ResultOf<typeof publisherReportsAdvertiser>>;
		/** Reports the figures of each creative in each of some regions. */
		readonly creative: RegionsReport<ResultOf<typeof publisherReportsCreative>>;
	};
};

/** What an advertiser has besides its endpoints, by the names of its groups. */
export type AdvertiserMethods = {
	readonly conversions: ConversionBatches;
	readonly validations: ValidationBatches & ValidationJobs;
	readonly reports: {
		/** Reports the figures of each creative in each of some regions. */
		readonly creative: RegionsReport<ResultOf<typeof advertiserReportsCreative>>;
	};
};

/** Creates what a publisher has besides its endpoints. */
export const publisherMethods = (
	context: CallContext,
	publisherId: number,
	{reports}: Bound<typeof endpoints.publisher>,
): PublisherMethods => ({
	linkBuilder: {deepLink: deepLinkOf(publisherId), ...linkBatches(context)},
	reports: {
		advertiser: withRegions(reports.advertiser),
		creative: withRegions(reports.creative),
	},
});

/** Creates what an advertiser has besides its endpoints. */
export const advertiserMethods = (
	context: CallContext,
	{reports}: Bound<typeof endpoints.advertiser>,
): AdvertiserMethods => ({
	conversions: conversionBatches(context),
	validations: {...validationBatches(context), ...validationJobs(context)},
	reports: {creative: withRegions(reports.creative)},
});

/** Adds methods to those of a tree of declarations, group by group. */
export function withMethods<Methods, Endpoints>(
	endpoints: Endpoints,
	methods: Methods,
): Methods & Endpoints;
export function withMethods(
	bound: Readonly<Record<string, object>>,
	methods: Readonly<Record<string, object>>,
): object {
	return Object.fromEntries(
		Object.entries(bound).map(([name, group]) => [name, {...group, ...methods[name]}]),
	);
}
