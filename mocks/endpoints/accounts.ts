import type {Account} from '../../src/api/accounts/list.ts';
import {type At, endpoint, fill} from '../endpoint.ts';

const example: Account = {
	accountId: 1001,
	accountName: 'Example Publisher',
	accountType: 'publisher',
	userRole: 'userViewer',
};

const path = '/accounts';
const answer = endpoint('GET', path);

/**
 * `GET /accounts`: https://help.awin.com/apidocs/returns-information-about-accounts-for-a-given-user
 *
 * @example
 * ```ts
 * import {accounts} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(accounts.success([{accountId: 7}, {accountType: 'advertiser'}]));
 * ```
 */
export const accounts = {
	/** The path template of the endpoint. */
	path,
	/** Responds with accounts. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<Account>[] = [{}], at?: At) =>
		answer({status: 200, body: {userId: 1, accounts: fill(example, rows)}}, at),
	/** Responds with 401, as for a missing or invalid token. */
	unauthorized: (at?: At) => answer(401, at),
} as const;
