import {createAwinClient} from 'awin-sdk/core';
import {describe, expect, it} from 'vitest';
import {bind} from '../../src/api/bind.ts';
import {endpoint} from '../../src/api/endpoint.ts';
import {required} from '../../src/api/input/param.ts';
import {text} from '../../src/api/input/texts.ts';
import {unknownBody} from '../../src/api/read/roots.ts';
import {answerInTurn} from '../helpers/http-server.ts';
import {noWait} from './server.ts';

const feedList = endpoint<{key: string}, unknown>()({
	name: 'feeds.list',
	summary: 'Lists feeds.',
	method: 'GET',
	path: '/list/{key}',
	server: 'feeds',
	credential: 'key-in-path',
	kinds: ['ok'],
	params: {key: required(text())},
	read: unknownBody,
	source: 'https://feeds.example',
	certainty: 'seen',
});

describe('an endpoint with a key in the path, on a server of its own', () => {
	it('gets the key and not the token', async () => {
		const {url, asked} = await answerInTurn({status: 200, body: '[]'});
		const client = createAwinClient({...noWait, baseUrl: url});
		const never = () => {
			throw new Error('The endpoint is on another server.');
		};
		const clients = {api: never, ui: never, feeds: () => client};
		const context = {clients, fixed: {}, conversionKey: 'key-7e1d', validate: false};
		const {list} = bind(context, {list: feedList});
		expect(await list({key: 'a/b'})).toMatchObject({kind: 'ok', data: []});
		expect(asked).toMatchObject([{url: '/list/a%2Fb'}]);
		expect(asked[0]?.headers).not.toHaveProperty('authorization');
		expect(asked[0]?.headers).not.toHaveProperty('x-api-key');
	});
});
