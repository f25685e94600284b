import {campaignIntervals, reportDateTypes} from '../rows/report-params.ts';
import {regionCodes} from '../rows/region.ts';
import {commissionStatuses} from '../rows/transaction.ts';
import {transactionDateTypes} from '../rows/transaction-params.ts';
import {required} from './param.ts';
import {flag, id, oneOf, oneOrMore, timezone} from './params.ts';
import type {Span} from './span.ts';
import {dateTime, day} from './time-params.ts';
import {text} from './texts.ts';

/** A span of at most 31 days. */
export const days31: Span = {from: 'startDate', to: 'endDate', maxDays: 31, inclusive: false};

/** A span of at most 400 days. The last one is included. */
export const days400: Span = {from: 'startDate', to: 'endDate', maxDays: 400, inclusive: true};

/** A span of any length. */
export const anySpan: Span = {from: 'startDate', to: 'endDate', maxDays: Infinity, inclusive: true};

/** The parameters of a list of transactions that both sides share. */
export const transactionsParams = {
	startDate: required(dateTime),
	endDate: required(dateTime),
	timezone,
	dateType: oneOf(transactionDateTypes),
	status: oneOf(commissionStatuses),
	showBasketProducts: flag,
};

/** The parameters of transactions by ids. */
export const byIdsParams = {ids: required(oneOrMore(id)), timezone, showBasketProducts: flag};

/** The parameters of a report. */
export const reportParams = {
	startDate: required(day),
	endDate: required(day),
	dateType: oneOf(reportDateTypes),
	timezone,
};

/** The parameters of a report of a region. */
export const regionalReportParams = {...reportParams, region: required(oneOf(regionCodes))};

/** The parameters of a campaign report that both sides share. */
export const campaignReportParams = {
	startDate: required(day),
	endDate: required(day),
	campaign: text(128, 3),
	includeNumbersWithoutCampaign: flag,
	interval: oneOf(campaignIntervals),
	timezone,
};
