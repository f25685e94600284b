import type {Open} from '../rows/open.ts';
import type {DateTimeParam} from '../rows/params.ts';

/** The parameters of `commissionGroups.list`. */
export type CommissionGroupsListParams = {
	/** The id of the programme. Without an active relationship, Awin answers 401. */
	readonly advertiserId: number;
	/**
	 * The point in time for which the rates apply. Awin does not say in which time zone; a `Date` is written
	 * in UTC.
	 *
	 * @default now
	 */
	readonly effectiveDate?: DateTimeParam | undefined;
	/** Adds `conditions`. */
	readonly extraConditionsDetails?: boolean | undefined;
};

/** A condition of a commission group. The values of its fields are not documented. */
export type CommissionCondition = {
	/** Such as `equals`. */
	operator: string;
	/** Such as `customerAcquisition`. */
	type: string;
	/** A list of texts in the fixtures of public clients. */
	values: (string | number)[];
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
	/** Set if `extraConditionsDetails` is set. */
	conditions?: CommissionCondition[] | null;
	/** When the rate starts. Awin documents neither form nor time zone; a text with `Z` was seen. */
	ratesStart?: string | null;
	/** When the rate ends. Missing while the rate has no end. */
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
