import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {unwrap} from 'awin-sdk';
import {connect} from '../helpers/connect.ts';
import {answerInTurn} from '../helpers/http-server.ts';

const json = {'content-type': 'application/json'};
const accounts = v.object({
	userId: v.number(),
	accounts: v.array(v.object({accountId: v.number(), accountName: v.string()})),
});

describe('a schema', () => {
	it('types and transforms the data', async () => {
		const body = '{"userId":1,"accounts":[{"accountId":7,"accountName":"a","userRole":"b"}]}';
		const {url} = await answerInTurn({status: 200, headers: json, body});
		const result = await connect(url).get('/accounts', {schema: accounts});
		expect(unwrap(result)).toEqual({userId: 1, accounts: [{accountId: 7, accountName: 'a'}]});
	});

	it('results in `invalid-body` with the path of the issue if the data does not match', async () => {
		const body = '{"userId":"1","accounts":[{"accountId":"hunter2"}]}';
		const {url} = await answerInTurn({status: 200, headers: json, body});
		const result = await connect(url).get('/accounts', {schema: accounts});
		expect(result).toMatchObject({
			ok: false,
			kind: 'invalid-body',
			error: {
				responseStatus: 200,
				issues: [
					{path: ['userId'], message: expect.any(String)},
					{path: ['accounts', 0, 'accountId']},
					{path: ['accounts', 0, 'accountName']},
				],
			},
		});
		expect(result.error?.message).not.toContain('hunter2');
	});

	it('is not run for an error', async () => {
		const {url} = await answerInTurn({status: 404, headers: json, body: '{"error":"exception"}'});
		const result = await connect(url).get('/accounts', {schema: accounts});
		expect(result).toMatchObject({kind: 'not-found', error: {code: 'exception'}});
	});
});
