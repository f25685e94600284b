import {isPlainObject, ownProperties} from '../errors/invalid-option.ts';
import type {EndpointOptions} from './endpoint-options.ts';
import {listOf, oneOf} from './input/params.ts';
import {type RegionCode, regionCodes} from './rows/region.ts';
import type {RegionalReportParams} from './rows/report-params.ts';

/** The parameters of a report for several regions. Awin takes one region a call, so each one is a call. */
export type RegionsReportParams = Omit<RegionalReportParams, 'region'> & {
	/** The regions of the programmes, such as `['GB', 'DE']`: at least one, and none twice. */
	readonly regions: readonly RegionCode[];
	/** Omit it with `regions`. */
	readonly region?: undefined;
};

/** The report of one region. */
export type RegionReport<Result> = {
	/** The region that the report is about. */
	readonly region: RegionCode;
	/** The result of the call, as without `regions`. */
	readonly result: Result;
};

/** The report of one region, as the endpoint gives it. */
type Report<Result> = (params: RegionalReportParams, options?: EndpointOptions) => Promise<Result>;

/**
 * A report for a list of regions: one call for each. The outcomes have the order of `regions`, and none fails the others.
 *
 * @throws TypeError if `regions` is empty, has a region twice or is given with `region`, or if another parameter or an
 * option is invalid. The promise rejects with it.
 */
export type RegionsReport<Result> = (
	params: RegionsReportParams,
	options?: EndpointOptions,
) => Promise<RegionReport<Result>[]>;

const codes = listOf(oneOf(regionCodes), 1);

const readRegions = (regions: unknown): readonly unknown[] => {
	const list = [codes.write(regions, 'regions', 'UTC')].flat();
	if (new Set(list).size < list.length) {
		throw new TypeError('Option `regions` must not have a region twice.');
	}
	return list;
};

/**
 * Adds the form for a list of regions to a report. The calls wait for the quota like any others; none of them fails the
 * others. The outcomes have the order of `regions`.
 */
export const withRegions = <Result>(
	report: Report<Result>,
): RegionsReport<Result> & Report<Result> => {
	function byRegion(...args: Parameters<RegionsReport<Result>>): Promise<RegionReport<Result>[]>;
	function byRegion(...args: Parameters<Report<Result>>): Promise<Result>;
	async function byRegion(params: unknown, options?: EndpointOptions): Promise<unknown> {
		if (!isPlainObject(params)) return report(unchecked(params), options);
		const own = {region: undefined, regions: undefined, ...ownProperties(params)};
		const {regions, ...single} = own;
		if (regions === undefined) return report(unchecked(single), options);
		if (single.region !== undefined) {
			throw new TypeError('Options `region` and `regions` exclude each other.');
		}
		return Promise.all(
			readRegions(regions).map(async (region) => ({
				region,
				result: await report(unchecked({...single, region}), options),
			})),
		);
	}
	return byRegion;
};

/* The endpoint checks its parameters itself. */
function unchecked(params: unknown): RegionalReportParams;
function unchecked(params: unknown): unknown {
	return params;
}
