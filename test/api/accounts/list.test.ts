import {expect, it} from 'vitest';
import {serve} from '../server.ts';

const account = {
	accountId: 1001,
	accountName: 'Example Publisher',
	accountType: 'publisher',
	userRole: 'userViewer',
};

it('gives the accounts, with fields and values that are not known', async () => {
	const body = {
		userId: 1,
		accounts: [{...account, userRole: 'userAuditor', locale: 'en'}],
		more: 1,
	};
	const {awin} = await serve([{body}]);
	expect(await awin.accounts.list()).toMatchObject({kind: 'ok', data: body});
});

it.each([
	['an array', [], 'must be an object, but it is an array', []],
	['an object without accounts', {userId: 1}, 'must be an array, but it is missing', ['accounts']],
	['a list of texts', {accounts: ['a']}, 'must be an object, but it is a string', ['accounts', 0]],
])('is invalid-body for %s, with the path', async (_, body, message, path) => {
	const {awin} = await serve([{body}]);
	const result = await awin.accounts.list();
	expect(result).toMatchObject({ok: false, kind: 'invalid-body'});
	expect(result.kind === 'invalid-body' && result.error.issues).toEqual([{message, path}]);
});

it('opens the envelope of the documentation', async () => {
	const body = {body: {userId: 1, accounts: [account]}, statusCode: '200 OK', statusCodeValue: 200};
	const {awin} = await serve([{body}]);
	expect((await awin.accounts.list()).data?.accounts).toEqual([account]);
});

it('takes an object with further fields for no envelope', async () => {
	const body = {userId: 1, accounts: [account], body: [], statusCode: 200};
	const {awin} = await serve([{body}]);
	expect((await awin.accounts.list()).data).toEqual(body);
});
