import {expect, it} from 'vitest';
import {compare} from '../helpers/both-fetches.ts';
import {answerInTurn} from '../helpers/http-server.ts';

it.each([
	'get',
	'GeT',
	'post',
	'put',
	'delete',
	'head',
	'options',
	'patch',
	'PATCH',
	'PROPFIND',
	'REPORT',
	'M-SEARCH',
])('client.fetch sends the method %s as `fetch` does', async (method) => {
	const {url, asked} = await answerInTurn({status: 204});
	await compare(url, async (send) => (await send(`${url}/a`, {method})).status);
	expect(asked[1]?.method).toBe(asked[0]?.method);
});

it('client.fetch does not send a method that the server cannot parse, as `fetch` does not', async () => {
	const {url, asked} = await answerInTurn({status: 204});
	const outcomes = await compare(url, (send) =>
		send(`${url}/a`, {method: 'CUSTOM'}).then(
			({status}) => status,
			() => 'rejected',
		),
	);
	expect(outcomes.ours).toBe(outcomes.native);
	expect(asked).toEqual([]);
});
