import {unwrap} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {answerInTurn} from '../helpers/http-server.ts';

describe('the token', () => {
	it.each<[string, string | (() => string | Promise<string>)]>([
		['a text', 't-1'],
		['a function', () => 't-1'],
		['an async function', async () => 't-1'],
	])('can be %s', async (_, token) => {
		const {url, asked} = await answerInTurn({status: 204});
		await connect(url, {token}).get('/accounts');
		expect(asked[0]?.headers.authorization).toBe('Bearer t-1');
	});

	it('is read for every call', async () => {
		const token = vi.fn<() => string>().mockReturnValueOnce('old').mockReturnValueOnce('new');
		const {url, asked} = await answerInTurn({status: 401}, {status: 204});
		const awin = connect(url, {token});
		await awin.get('/accounts');
		await awin.get('/accounts');
		expect(asked.map(({headers}) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
	});

	it.each<[string, () => string | Promise<string>]>([
		[
			'throws',
			() => {
				throw new Error('vault is sealed');
			},
		],
		['rejects', async () => Promise.reject(new Error('vault is sealed'))],
	])('results in a network failure if its provider %s, and nothing is sent', async (_, token) => {
		const {url, asked} = await answerInTurn({status: 204});
		expect(await connect(url, {token}).post('/accounts')).toMatchObject({
			kind: 'network',
			error: {
				message: 'network: POST /accounts: the token provider failed',
				cause: {message: 'vault is sealed'},
				applied: 'no',
			},
		});
		expect(asked).toEqual([]);
	});

	it('makes the call reject if its provider returns an empty string', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const call = connect(url, {token: () => ''}).get('/accounts');
		await expect(call).rejects.toThrow('Option `token` must be a non-empty string');
		expect(asked).toEqual([]);
	});

	it('is not awaited after the caller aborts', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const controller = new AbortController();
		const awin = connect(url, {token: () => new Promise(() => {})});
		const call = awin.get('/accounts', {signal: controller.signal});
		controller.abort(new Error('enough'));
		const result = await call;
		expect(result).toMatchObject({kind: 'aborted', status: undefined});
		expect(() => unwrap(result)).toThrow(new Error('enough'));
		expect(asked).toEqual([]);
	});

	it('is not sent if the call has its own credential', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		await connect(url).post('/s2s/advertiser/1/orders', {headers: {'X-Api-Key': 'key'}});
		expect(asked[0]?.headers).toMatchObject({'x-api-key': 'key'});
		expect(asked[0]?.headers.authorization).toBeUndefined();
	});
});

it.each(['"hunter2"', "'hunter2'", 'Bearer hunter2'])(
	'a token function that returns %j makes the call reject, and nothing is sent',
	async (token) => {
		const {url, asked} = await answerInTurn({status: 204});
		const call = connect(url, {token: async () => token}).get('/accounts');
		await expect(call).rejects.toThrow('Option `token` must');
		await expect(call).rejects.not.toThrow('hunter2');
		expect(asked).toEqual([]);
	},
);
