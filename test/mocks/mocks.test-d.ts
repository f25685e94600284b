import {
	accounts,
	bodies,
	byStatus,
	type Content,
	type EndpointHandler,
	handlers,
	inTurn,
	programmes,
	type testing,
} from 'awin-sdk/mocks';
import type {AwinClientOptions} from 'awin-sdk';
import {http, type HttpHandler} from 'msw';
import {describe, expectTypeOf, it} from 'vitest';
import type {Status} from '../../src/status.ts';

describe('the mocks', () => {
	it('have one body for every row of the table', () => {
		expectTypeOf<keyof typeof bodies>().toEqualTypeOf<Status>();
		const {503: _, ...others} = bodies;
		// @ts-expect-error a row without a body
		others satisfies Record<Status, Content>;
	});

	it('accept only codes of the table as a number', () => {
		expectTypeOf(byStatus('/accounts', 503)).toEqualTypeOf<HttpHandler>();
		// @ts-expect-error not in the table
		byStatus('/accounts', 418);
		// @ts-expect-error not in the table
		inTurn('/accounts', [418]);
		inTurn('/accounts', [{status: 418}]);
	});

	it('require at least one answer and known names', () => {
		expectTypeOf(inTurn('/accounts', ['networkError', 200])).toEqualTypeOf<HttpHandler>();
		// @ts-expect-error no answer
		inTurn('/accounts', []);
		// @ts-expect-error no such broken response
		inTurn('/accounts', ['slowly']);
	});

	it('accept the handlers of endpoints in a sequence, but no other handlers', () => {
		inTurn('/accounts', [503, accounts.success([{accountId: 7}]), accounts.unauthorized()]);
		// @ts-expect-error its answer is unknown
		inTurn('/accounts', [http.get('/accounts', () => new Response())]);
	});

	it('take a base URL for all handlers', () => {
		expectTypeOf(handlers({baseUrl: 'http://127.0.0.1'})).toEqualTypeOf<HttpHandler[]>();
		// @ts-expect-error a function, not an array
		void [...handlers];
	});

	it('have options that a client takes', () => {
		expectTypeOf<typeof testing & {token: string}>().toExtend<AwinClientOptions>();
	});

	it('accept rows with the properties of the endpoint', () => {
		expectTypeOf(programmes.success([{id: 7}])).toEqualTypeOf<EndpointHandler>();
		expectTypeOf<EndpointHandler>().toExtend<HttpHandler>();
		// @ts-expect-error not an id
		programmes.success([{id: '7'}]);
	});
});
