import {endpoint, type NoParams} from '../endpoint.ts';
import {list} from '../read/roots.ts';
import {listOf, number, optional, shapeOf, string} from '../read/shape.ts';

/**
 * A rule that shares commissions with a service partner:
 * https://help.awin.com/apidocs/gets-list-of-commission-sharing-rules-for-a-publisher. Only accounts of
 * service partners have rules; others were seen to get an empty list or 403.
 */
export type CommissionSharingRule = {
	/** The id of the rule. */
	ruleId: number;
	/** The id of the service partner. */
	servicePartnerId: number;
	/** The table of the documentation spells it `publisherID`, which is read as well. */
	publisherId: number;
	/** In per cent. */
	servicePartnerShare: number;
	/** In per cent. */
	publisherShare: number;
	/** The title of the rule. */
	ruleTitle: string;
	/** Such as `2018-08-06T14:49:09`. The time zone is not documented. */
	created: string;
	/** Such as `2018-08-06T14:49:09`. The time zone is not documented. */
	modified: string | null;
};

/** Lists the rules that share commissions with service partners. */
export const commissionSharingRulesList = endpoint<NoParams, CommissionSharingRule[]>()({
	name: 'publisher.commissionSharingRules.list',
	summary: 'Lists the rules that share commissions with service partners.',
	method: 'GET',
	path: '/publishers/{publisherId}/commissionsharingrules',
	kinds: ['ok', 'cache-hit'],
	params: {},
	read: list({
		convert: (row) => {
			row['publisherId'] ??= row['publisherID'];
		},
	}),
	shape: listOf(
		shapeOf<CommissionSharingRule>({
			ruleId: number,
			servicePartnerId: number,
			publisherId: number,
			servicePartnerShare: number,
			publisherShare: number,
			ruleTitle: string,
			created: string,
			modified: optional(string),
		}),
	),
	source: 'https://help.awin.com/apidocs/gets-list-of-commission-sharing-rules-for-a-publisher.md',
	certainty: 'documented',
});
