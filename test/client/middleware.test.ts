import {type ApiRequest, type AwinClient, createAwinClient, type Middleware} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {deferred} from '../helpers/deferred.ts';
import {answerInTurn} from '../helpers/http-server.ts';

const json = {'content-type': 'application/json'};

/* Accepts any middleware, as from a caller without types. */
const untyped = (options: object): AwinClient =>
	Reflect.apply(createAwinClient, undefined, [
		{token: 'token', baseUrl: 'http://localhost', ...options},
	] as unknown[]);

describe('middleware of the user', () => {
	it('sees the call before the credential is added, and the reply', async () => {
		const seen = vi.fn<(request: ApiRequest, status: number | undefined) => void>();
		const log: Middleware = (next) => async (request) => {
			const reply = await next(request);
			seen(request, reply.status);
			return reply;
		};
		const {url} = await answerInTurn({status: 404});
		await connect(url, {middleware: [log]}).get('/a/{id}', {path: {id: 7}});
		expect(seen).toHaveBeenCalledExactlyOnceWith(
			expect.objectContaining({method: 'GET', template: '/a/{id}', url: `${url}/a/7`}),
			404,
		);
		expect(seen.mock.calls[0]?.[0].headers).not.toHaveProperty('authorization');
	});

	it('can change the request and the reply; the first middleware is the outermost', async () => {
		const add =
			(value: string): Middleware =>
			(next) =>
			(request) =>
				next({
					...request,
					headers: {...request.headers, 'x-trace': `${request.headers['x-trace'] ?? ''}${value}`},
				});
		const hide: Middleware = (next) => async (request) => {
			const reply = await next(request);
			return reply.type === 'answer' ? {...reply, status: 204} : reply;
		};
		const {url, asked} = await answerInTurn({status: 200, headers: json, body: '[1]'});
		const awin = connect(url, {middleware: [add('a'), add('b'), hide]});
		expect(await awin.get('/accounts')).toMatchObject({kind: 'no-content', data: undefined});
		expect(asked[0]?.headers['x-trace']).toBe('ab');
	});

	it('gets a rejection from `next` and no exception if it passes an invalid request', async () => {
		const caught = deferred<unknown>();
		const careless: Middleware = (next) => (request) => {
			const call = next(Object.assign({...request}, {headers: undefined}));
			call.catch(caught.resolve);
			return call;
		};
		const awin = connect('http://localhost', {middleware: [careless]});
		await expect(awin.get('/accounts')).rejects.toThrow(TypeError);
		expect(await caught.promise).toBeInstanceOf(TypeError);
	});

	it('can return a reply without the network', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const reply = await new Promise<Awaited<ReturnType<ReturnType<Middleware>>>>((resolve) => {
			const keep: Middleware = (next) => async (request) => {
				const kept = await next(request);
				resolve(kept);
				return kept;
			};
			void connect(url, {middleware: [keep]}).get('/accounts');
		});
		const replay: Middleware = () => async () => reply;
		const awin = connect(url, {middleware: [replay]});
		expect(await awin.get('/accounts')).toMatchObject({kind: 'no-content'});
		expect(asked).toHaveLength(1);
	});

	it.each([undefined, null, 'no function', new Promise(() => {})])(
		'is named by its index if it returns no handler: %s',
		(handler) => {
			const middleware = [(next: unknown) => next, () => handler];
			expect(() => untyped({middleware})).toThrow(
				'Option `middleware[1]` must be a function that returns a handler',
			);
		},
	);

	it.each([undefined, null, 200, {}, new Response()])(
		'is named by its index if its handler returns no reply: %s',
		async (reply) => {
			const awin = untyped({middleware: [() => async () => reply]});
			await expect(awin.get('/accounts')).rejects.toThrow(
				new TypeError('`middleware[0]` must return a reply, as `next` does.'),
			);
		},
	);

	it('can call `next` twice', async () => {
		const again: Middleware = (next) => async (request) => {
			const reply = await next(request);
			return reply.status === 404 ? next(request) : reply;
		};
		const {url, asked} = await answerInTurn({status: 404}, {status: 204});
		const awin = connect(url, {middleware: [again]});
		expect(await awin.get('/accounts')).toMatchObject({kind: 'no-content'});
		expect(asked).toHaveLength(2);
	});

	it('makes the call reject with the error that it throws', async () => {
		const broken: Middleware = () => () => {
			throw new RangeError('a bug');
		};
		const {url} = await answerInTurn({status: 204});
		const call = connect(url, {middleware: [broken]}).get('/accounts');
		await expect(call).rejects.toThrow(new RangeError('a bug'));
	});
});
