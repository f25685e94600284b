import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readHeaders} from '../../src/fetch/headers.ts';
import {bothFetches, classOfError, compare} from '../helpers/both-fetches.ts';
import {canary} from '../helpers/connect.ts';
import {answerInTurn} from '../helpers/http-server.ts';

const server = () => answerInTurn({status: 204});

const pairs = function* () {
	yield ['x-a', '1'];
	yield new Set(['x-b', '2']);
};

describe('the header fields of client.fetch', () => {
	it.each<[string, unknown]>([
		['Headers', new Headers({'X-A': '1', accept: 'text/csv'})],
		[
			'pairs',
			[
				['x-a', '1'],
				['X-A', '2'],
				['cookie', 'a=1'],
				['cookie', 'b=2'],
			],
		],
		['an iterable of iterables', {[Symbol.iterator]: pairs}],
		['a record', {'X-A': ' 1\t', 'x-n': 5, 'x-u': undefined, 'x-o': {toString: () => 'o'}}],
		['a function with properties', Object.assign(() => {}, {'x-a': '1'})],
		['Latin-1', {'x-a': 'é'}],
		['an empty value', {'x-a': ''}],
	])('are sent as by `fetch` if they are %s', async (_, headers) => {
		const {url, asked} = await server();
		await compare(url, (send) => send(`${url}/a`, {headers}));
		const own = asked.map(({headers: fields}) =>
			Object.entries(fields).filter(([name]) => /^(x-|cookie|accept$)/.test(name)),
		);
		expect(own[1]?.toSorted()).toEqual(own[0]?.toSorted());
	});

	it.each<[string, unknown]>([
		['null', null],
		['a text', 'x-a: 1'],
		['a pair with one part', [['x-a']]],
		['a pair with three parts', [['x-a', '1', '2']]],
		['an item that is no pair', [1]],
		['a symbol as a name', {[Symbol('a')]: '1'}],
		['a symbol as a value', {'x-a': Symbol('1')}],
		['an invalid name', {'x a': '1'}],
		['a line break in a value', {'x-a': 'a\nb'}],
		['a character outside Latin-1', {'x-a': '€'}],
	])('are refused if they are or have %s', async (_, headers) => {
		const {url, asked} = await server();
		const outcomes = await compare(url, (send) => classOfError(send(url, {headers})));
		expect(outcomes).toEqual({native: 'TypeError', ours: 'TypeError'});
		expect(asked).toEqual([]);
	});

	it('are not shown in a message', async () => {
		const {ours} = bothFetches('http://127.0.0.1:1');
		const error: unknown = await ours('/a', {headers: {'x-api-key': `${canary}\n${canary}`}}).catch(
			(reason: unknown) => reason,
		);
		expect(error).toBeInstanceOf(TypeError);
		expect(String(error)).not.toContain(canary);
	});

	it('of a record are its enumerable properties', () => {
		const record = Object.defineProperty({'x-a': '1'}, 'x-b', {value: '2'});
		expect({...readHeaders(record)}).toEqual({'x-a': '1'});
	});

	it('leave out what Fetch does not let a request have', () => {
		const headers = {'Set-Cookie': 'a', host: 'b', 'Content-Length': '9', 'x-a': '1'};
		expect({...readHeaders(headers)}).toEqual({'x-a': '1'});
	});

	it('are combined as by `Headers`, for any pairs', () => {
		const name = fc.constantFrom('a', 'B', 'b', 'cookie', 'x-y');
		const value = fc.string({unit: 'binary-ascii'}).map((text) => text.replaceAll(/[^ -~]/g, ''));
		fc.assert(
			fc.property(fc.array(fc.tuple(name, value)), (list) => {
				expect({...readHeaders(list)}).toEqual(Object.fromEntries(new Headers(list)));
			}),
		);
	});

	it('of a Request are replaced by those of the init', async () => {
		const {url, asked} = await server();
		await compare(url, (send) => {
			const request = new Request(`${url}/a`, {method: 'POST', body: 'a', headers: {'x-a': '1'}});
			return send(request, {headers: {'x-b': '2'}});
		});
		for (const {headers} of asked) {
			expect([headers['x-a'], headers['x-b'], headers['content-type']]).toEqual([
				undefined,
				'2',
				undefined,
			]);
		}
	});
});
