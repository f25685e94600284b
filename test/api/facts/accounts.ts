import type {AccountList, AccountsListParams} from '../../../src/api/accounts/list.ts';
import type {Facts} from '../fact.ts';

export const accountsListParams = {
	type: 'DOC accounts',
} as const satisfies Facts<AccountsListParams>;

export const accountList = {
	userId: 'DOC wiki-accounts',
	'accounts[]': 'DOC wiki-accounts',
	'accounts[].accountId': 'DOC wiki-accounts',
	'accounts[].accountName': 'DOC wiki-accounts',
	'accounts[].accountType': 'DOC wiki-accounts',
	'accounts[].userRole': 'DOC wiki-accounts',
} as const satisfies Facts<AccountList>;
