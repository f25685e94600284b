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
	groupId: number;
	groupCode: string;
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
	commissionGroups: CommissionGroup[];
};
