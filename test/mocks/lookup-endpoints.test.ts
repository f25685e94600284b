import * as mocks from 'awin-sdk/mocks';
import {describe, expect, it} from 'vitest';
import {ask, type EndpointCase} from './ask.ts';

const cases: readonly EndpointCase[] = [
	[
		'accounts.success',
		'GET',
		mocks.accounts.path,
		mocks.accounts.success([{accountId: 7}, {}]),
		200,
		{userId: 1, accounts: [{accountId: 7, accountType: 'publisher'}, {accountId: 1001}]},
	],
	[
		'accounts.unauthorized',
		'GET',
		mocks.accounts.path,
		mocks.accounts.unauthorized(),
		401,
		{error: 'unauthorized'},
	],
	[
		'programmes.success',
		'GET',
		mocks.programmes.path,
		mocks.programmes.success([{id: 7}]),
		200,
		[{id: 7, status: 'Active'}],
	],
	[
		'programmes.wholeDirectory',
		'GET',
		mocks.programmes.path,
		mocks.programmes.wholeDirectory(2),
		200,
		[{id: 2001}, {id: 2002}],
	],
	[
		'programmedetails.success',
		'GET',
		mocks.programmedetails.path,
		mocks.programmedetails.success(),
		200,
		{programmeInfo: {deeplinkEnabled: 'true'}, kpi: {averagePaymentTime: '30'}},
	],
	[
		'programmedetails.missingRelationship',
		'GET',
		mocks.programmedetails.path,
		mocks.programmedetails.missingRelationship(),
		401,
		{error: 'missing.relationship'},
	],
	[
		'programmedetails.missingRelationship as 403',
		'GET',
		mocks.programmedetails.path,
		mocks.programmedetails.missingRelationship(403),
		403,
		{error: 'missing.relationship'},
	],
	[
		'commissiongroups.success',
		'GET',
		mocks.commissiongroups.path,
		mocks.commissiongroups.success(),
		200,
		{advertiser: 2001, commissionGroups: [{groupCode: 'DEFAULT'}]},
	],
	[
		'commissiongroups.missingRelationship',
		'GET',
		mocks.commissiongroups.path,
		mocks.commissiongroups.missingRelationship(),
		401,
		{error: 'missing.relationship'},
	],
	[
		'transactions.success',
		'GET',
		mocks.transactions.path,
		mocks.transactions.success(),
		200,
		[{id: 3001, validationDate: null}],
	],
	[
		'transactions.success by dates',
		'GET',
		`${mocks.transactions.path}/`,
		mocks.transactions.success(),
		200,
		[{id: 3001}],
	],
	[
		'transactions.bareDate',
		'GET',
		mocks.transactions.path,
		mocks.transactions.bareDate(),
		400,
		{description: "Wrong data type for parameter 'endDate'"},
	],
	[
		'advertiserTransactions.success',
		'GET',
		mocks.advertiserTransactions.path,
		mocks.advertiserTransactions.success([{id: 7}]),
		200,
		[{id: 7, publisherName: 'Example Publisher'}],
	],
	[
		'reportsAdvertiser.success',
		'GET',
		mocks.reportsAdvertiser.path,
		mocks.reportsAdvertiser.success([{clicks: 3}]),
		200,
		[{clicks: 3, totalNo: 4}],
	],
	[
		'reportsAdvertiser.wrapped',
		'GET',
		mocks.reportsAdvertiser.path,
		mocks.reportsAdvertiser.wrapped(),
		200,
		{body: [{advertiserId: 2001}], statusCodeValue: 200},
	],
	[
		'reportsAdvertiser.missingRegion',
		'GET',
		mocks.reportsAdvertiser.path,
		mocks.reportsAdvertiser.missingRegion(),
		400,
		{error: 'invalid.userinput'},
	],
];

describe('endpoints that only read', () => {
	it.each(cases)('%s', async (_, method, path, handler, status, body) => {
		const answer = await ask(handler, method, path);
		expect(answer.status).toBe(status);
		expect(answer.body).toMatchObject(body);
	});
});
