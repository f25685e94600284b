import type {CommissionGroup} from '../../src/api/publisher/commission-groups.ts';
import {type At, endpoint, fill, missingRelationship} from '../endpoint.ts';

const example: CommissionGroup = {
	groupId: 4001,
	groupCode: 'DEFAULT',
	groupName: 'Example Group',
	type: 'percentage',
	percentage: 5,
};

const path = '/publishers/{publisherId}/commissiongroups';
const answer = endpoint('GET', path);

/**
 * `GET /publishers/{publisherId}/commissiongroups`:
 * https://help.awin.com/apidocs/gets-an-array-of-commission-groups-for-an-advertiser
 *
 * @example
 * ```ts
 * import {commissiongroups} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(commissiongroups.success([{type: 'fix', amount: 2, currency: 'EUR'}]));
 * ```
 */
export const commissiongroups = {
	/** The path template of the endpoint. */
	path,
	/** Responds with commission groups. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<CommissionGroup>[] = [{}], at?: At) =>
		answer(
			{
				status: 200,
				body: {advertiser: 2001, publisher: 1001, commissionGroups: fill(example, rows)},
			},
			at,
		),
	/** Responds with 401 or 403, because the publisher has no relationship with the advertiser. */
	missingRelationship: (status: 401 | 403 = 401, at?: At) =>
		answer(missingRelationship(status), at),
} as const;
