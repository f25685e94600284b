import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {flag, id} from '../input/params.ts';
import {instant} from '../input/time-params.ts';
import {object} from '../read/roots.ts';
import {listOf, number, optional, shapeOf, string} from '../read/shape.ts';
import type {Open} from '../rows/open.ts';

/** The parameters of `commissionGroups.list`. */
export type CommissionGroupsListParams = {
	/** The id of the programme. Without an active relationship, Awin answers 401. */
	readonly advertiserId: number;
	/**
	 * The point in time for which the rates apply. Unlike those of other calls, a text has an offset, such as
	 * `2025-03-15T23:59:59Z`, and a `Date` is written in UTC with `Z`.
	 *
	 * @default now
	 */
	readonly effectiveDate?: string | Date | undefined;
	/** Adds the `values` of conditions. @default false */
	readonly extraConditionsDetails?: boolean | undefined;
};

/** A condition of a commission group. The values of its fields are not documented. */
export type CommissionCondition = {
	/** Such as `equals`. */
	operator: string;
	/** Such as `customerAcquisition`. */
	type: string;
	/** Set if `extraConditionsDetails` is set. */
	values?: string[] | null;
};

/**
 * A commission group of a programme:
 * https://help.awin.com/apidocs/gets-an-array-of-commission-groups-for-an-advertiser.
 */
export type CommissionGroup = {
	/** The id of the commission group. */
	groupId: number;
	/** The code of the commission group, such as `DEFAULT`. */
	groupCode: string;
	/** The name of the commission group. */
	groupName: string;
	/** Which of `amount` and `percentage` is set. */
	type: Open<'fix' | 'percentage'>;
	/** In `currency`. For the type `fix`. */
	amount?: number | null;
	/** ISO 4217. For the type `fix`. */
	currency?: string | null;
	/** In per cent. For the type `percentage`. */
	percentage?: number | null;
	/** Their `values` are set if `extraConditionsDetails` is set. */
	conditions?: CommissionCondition[] | null;
	/** When the rate starts: `yyyy-MM-ddTHH:mm:ssZ`, in UTC. */
	ratesStart?: string | null;
	/** When the rate ends: `yyyy-MM-ddTHH:mm:ssZ`, in UTC. Missing while the rate has no end. */
	ratesEnd?: string | null;
};

/**
 * The commission groups of a programme:
 * https://help.awin.com/apidocs/gets-an-array-of-commission-groups-for-an-advertiser.
 */
export type CommissionGroups = {
	/** The id of the advertiser. */
	advertiser: number;
	/** The id of the publisher. */
	publisher: number;
	/** The commission groups with their rates. */
	commissionGroups: CommissionGroup[];
};

const conditionShape = shapeOf<CommissionCondition>({
	operator: string,
	type: string,
	values: optional(listOf(string)),
});

/** Lists the commission groups of a programme. */
export const commissionGroupsList = endpoint<CommissionGroupsListParams, CommissionGroups>()({
	name: 'publisher.commissionGroups.list',
	summary: 'Lists the commission groups of a programme, with their rates.',
	method: 'GET',
	path: '/publishers/{publisherId}/commissiongroups',
	kinds: ['ok', 'cache-hit'],
	params: {
		advertiserId: required(id),
		effectiveDate: instant,
		extraConditionsDetails: flag,
	},
	read: object({lists: ['commissionGroups']}),
	shape: shapeOf<CommissionGroups>({
		advertiser: number,
		publisher: number,
		commissionGroups: listOf(
			shapeOf<CommissionGroup>({
				groupId: number,
				groupCode: string,
				groupName: string,
				type: string,
				amount: optional(number),
				currency: optional(string),
				percentage: optional(number),
				conditions: optional(listOf(conditionShape)),
				ratesStart: optional(string),
				ratesEnd: optional(string),
			}),
		),
	}),
	source: 'https://help.awin.com/apidocs/gets-an-array-of-commission-groups-for-an-advertiser.md',
	certainty: 'documented',
});
