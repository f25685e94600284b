import {endpoint} from '../endpoint.ts';
import {oneOf} from '../input/params.ts';
import {object} from '../read/roots.ts';
import {listOf, number, shapeOf, string} from '../read/shape.ts';
import type {Open} from '../rows/open.ts';

/** The kinds of accounts. */
export const accountTypes = ['publisher', 'advertiser'] as const;

/** The kind of an account. */
export type AccountType = (typeof accountTypes)[number];

/** The parameters of `accounts.list`. */
export type AccountsListParams = {
	/** Only accounts of this kind. @default both kinds */
	readonly type?: AccountType | undefined;
};

/** An account that the user of the token can see: https://wiki.awin.com/index.php/API_get_accounts. */
export type Account = {
	/** The `publisherId` or `advertiserId` of other calls. */
	accountId: number;
	/** The name of the account. */
	accountName: string;
	/** The kind of the account. */
	accountType: Open<AccountType>;
	/** What the user may do. Data can be read from `userViewer` on. Other values were seen, so the type is open. */
	userRole: Open<'userAdmin' | 'userOwner' | 'userViewer' | 'userFullAccess'>;
};

/**
 * The user of the token and the accounts: https://wiki.awin.com/index.php/API_get_accounts. A new account
 * can take 10 minutes to appear.
 */
export type AccountList = {
	/** The id of the user. */
	userId: number;
	/** The accounts that the user can see. */
	accounts: Account[];
};

/** Lists the accounts that the user of the token can see. */
export const accountsList = endpoint<AccountsListParams, AccountList>()({
	name: 'accounts.list',
	summary: 'Lists the accounts that the user of the token can see.',
	method: 'GET',
	path: '/accounts',
	kinds: ['ok', 'cache-hit'],
	params: {type: oneOf(accountTypes)},
	read: object({lists: ['accounts']}),
	shape: shapeOf<AccountList>({
		userId: number,
		accounts: listOf(
			shapeOf<Account>({
				accountId: number,
				accountName: string,
				accountType: string,
				userRole: string,
			}),
		),
	}),
	source: 'https://help.awin.com/apidocs/returns-information-about-accounts-for-a-given-user',
	certainty: 'documented',
});
