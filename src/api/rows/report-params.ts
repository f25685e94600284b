import type {DayParam} from './params.ts';
import type {RegionCode} from './region.ts';
import type {Timezone} from '../time/zones.ts';

/** The dates of a transaction that the span of a report can refer to. */
export const reportDateTypes = ['transaction', 'validation'] as const;

/** Which date of a transaction the span of a report refers to. */
export type ReportDateType = (typeof reportDateTypes)[number];

/** The span of a report. Awin documents no maximum. */
export type ReportSpanParams = {
	/** The first day, `yyyy-MM-dd`, in `timezone`. */
	readonly startDate: DayParam;
	/** The last day, `yyyy-MM-dd`, in `timezone`. */
	readonly endDate: DayParam;
	/** Which date the span refers to. @default 'transaction' */
	readonly dateType?: ReportDateType | undefined;
	/** The time zone of the days. It is always sent. @default 'UTC' */
	readonly timezone?: Timezone | undefined;
};

/** The span of a report for one region. Awin answers 400 without a region, and has no value for all regions. */
export type RegionalReportParams = ReportSpanParams & {
	/** The region of the programmes, such as `GB`. */
	readonly region: RegionCode;
};

/** The intervals of a campaign report. */
export const campaignIntervals = ['day', 'month', 'year'] as const;

/** The parameters of a campaign report that both sides share. It has no `dateType`. */
export type CampaignReportParams = {
	/** The first day, `yyyy-MM-dd`, inclusive, in `timezone`. */
	readonly startDate: DayParam;
	/** The last day, `yyyy-MM-dd`, inclusive, in `timezone`: at most 400 days in all. */
	readonly endDate: DayParam;
	/** Only campaigns whose names begin with this text, of 3 to 128 characters. */
	readonly campaign?: string | undefined;
	/** Includes the figures of links without a campaign. */
	readonly includeNumbersWithoutCampaign?: boolean | undefined;
	/** The length of the period of a row. */
	readonly interval?: (typeof campaignIntervals)[number] | undefined;
	/** The time zone of the days. It is always sent. @default 'UTC' */
	readonly timezone?: Timezone | undefined;
};
