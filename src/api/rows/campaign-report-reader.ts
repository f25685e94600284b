import {inside, toNumbers} from '../read/convert.ts';
import {list} from '../read/roots.ts';
import {listOf, number, optional, shapeOf, string} from '../read/shape.ts';
import type {
	CampaignAmounts,
	CampaignQuantity,
	CampaignReportRow,
	CampaignTotals,
} from './campaign-report.ts';

const groups = ['pending', 'approved', 'bonus', 'declined', 'total'] as const;
const figures = toNumbers('click', ...groups);

const converters = [
	toNumbers('publisherId', 'advertiserId'),
	...['quantity', 'saleAmount', 'commissionAmount'].map((name) =>
		inside('totals', inside(name, figures)),
	),
];

/** Reads `{result: rows}`, and makes numbers of the ids and figures that are texts. */
export const readCampaignReport = list<CampaignReportRow>({
	in: 'result',
	convert: (row) => {
		for (const convert of converters) convert(row);
	},
});

const count = optional(number);
const amounts = {pending: count, approved: count, bonus: count, declined: count, total: count};

/** The shape of a campaign report. */
export const campaignReportShape = listOf(
	shapeOf<CampaignReportRow>({
		date: string,
		publisherId: count,
		publisherName: optional(string),
		advertiserId: count,
		advertiserName: optional(string),
		campaign: optional(string),
		totals: optional(
			shapeOf<CampaignTotals>({
				quantity: optional(shapeOf<CampaignQuantity>({click: count, ...amounts})),
				saleAmount: optional(shapeOf<CampaignAmounts>(amounts)),
				commissionAmount: optional(shapeOf<CampaignAmounts>(amounts)),
			}),
		),
	}),
);
