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
	accountName: string;
	accountType: Open<AccountType>;
	/** What the user may do. Data can be read from `userViewer` on. Other values were seen, so the type is open. */
	userRole: Open<'userAdmin' | 'userOwner' | 'userViewer' | 'userFullAccess'>;
};

/**
 * The user of the token and the accounts: https://wiki.awin.com/index.php/API_get_accounts. A new account
 * can take 10 minutes to appear.
 */
export type AccountList = {
	userId: number;
	accounts: Account[];
};
