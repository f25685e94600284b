import type {CommissionSharingRule} from '../../src/api/publisher/commission-sharing-rules.ts';
import {type At, endpoint, fill} from '../endpoint.ts';

const example: CommissionSharingRule = {
	ruleId: 6001,
	servicePartnerId: 1002,
	publisherId: 1001,
	servicePartnerShare: 20,
	publisherShare: 80,
	ruleTitle: 'Example rule',
	created: '2026-01-01T10:00:00',
	modified: '2026-01-02T10:00:00',
};

const path = '/publishers/{publisherId}/commissionsharingrules';
const answer = endpoint('GET', path);

/**
 * `GET /publishers/{publisherId}/commissionsharingrules`:
 * https://help.awin.com/apidocs/gets-list-of-commission-sharing-rules-for-a-publisher
 *
 * @example
 * ```ts
 * import {commissionsharingrules} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(commissionsharingrules.none());
 * ```
 */
export const commissionsharingrules = {
	/** The path template of the endpoint. */
	path,
	/** Responds with an array of rules. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<CommissionSharingRule>[] = [{}], at?: At) =>
		answer({status: 200, body: fill(example, rows)}, at),
	/** Responds with an empty array, as for an account that is no service partner. */
	none: (at?: At) => answer({status: 200, body: []}, at),
	/** Responds with `publisherID` instead of `publisherId`, as the table of the documentation spells it. */
	otherSpelling: (at?: At) => {
		const {publisherId, ...rest} = example;
		return answer({status: 200, body: [{...rest, publisherID: publisherId}]}, at);
	},
	/** Responds with 403, as for some accounts that are no service partner. */
	forbidden: (at?: At) => answer(403, at),
} as const;
