import {inspect} from 'node:util';
import {AbortedError, createAwinClient} from 'awin-sdk';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {safeCause} from '../../src/errors/safe-cause.ts';
import {failedPhase} from '../../src/pipeline/failed-phase.ts';

const revoked = (): object => {
	const {proxy, revoke} = Proxy.revocable(new Error('x'), {});
	revoke();
	return proxy;
};

const throwing = {
	get() {
		throw new Error('boom');
	},
};

const circular: Record<string, unknown> = {};
circular['self'] = circular;

/** What a field of a thrown error can hold: anything. */
const values = fc.oneof(
	fc.anything(),
	fc.constant(circular),
	fc.constant(10n),
	fc.constant('x'.repeat(100_000)),
	fc.constant(Array.from({length: 10_000}, () => 'x'.repeat(10))),
	fc.constant(throwing),
);

const fields = ['name', 'message', 'code', 'cause', 'stack', 'syscall', 'errno', 'errors'] as const;

/**
 * Any thrown value: an error with any fields, some of which throw when they are read, a revoked proxy, or anything else.
 * As a function, because fast-check looks into the values that it generates.
 */
const thrown: fc.Arbitrary<() => unknown> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.dictionary(fc.constantFrom(...fields), values).map((odd) => () => {
			const error = odd['errors'] === undefined ? new Error('x') : new AggregateError([]);
			for (const [key, value] of Object.entries(odd)) {
				const property = value === throwing ? throwing : {value, enumerable: true};
				Object.defineProperty(error, key, {...property, configurable: true});
			}
			return error;
		}),
	},
	fc.constant(revoked),
	fc.anything().map((value) => () => value),
);

const init = {message: 'aborted', method: 'GET', template: '/a'};

describe('any thrown value', () => {
	it('as the cause of an error leaves its JSON and its console output bounded', () => {
		fc.assert(
			fc.property(thrown, (makeCause) => {
				const cause = makeCause();
				const error = new AbortedError({...init, cause});
				expect(JSON.stringify(error).length).toBeLessThan(10_000);
				expect(inspect(error).length).toBeLessThan(20_000);
			}),
			{numRuns: 500},
		);
	});

	it('can be copied and classified', () => {
		fc.assert(
			fc.property(thrown, (makeCause) => {
				const cause = makeCause();
				expect(safeCause(cause, (text) => text) ?? new Error()).toBeInstanceOf(Error);
				expect(['connect', 'request']).toContain(failedPhase(cause));
			}),
			{numRuns: 500},
		);
	});

	it('from `fetch`, the token function or the signal is a result', async () => {
		await fc.assert(
			fc.asyncProperty(thrown, async (makeCause) => {
				const cause = makeCause();
				const fail = async (): Promise<never> => Promise.reject(cause);
				const options = {quota: false, cache: false, retry: false} as const;
				const viaFetch = createAwinClient({token: 'token', fetch: fail, ...options});
				expect(await viaFetch.get('/a')).toMatchObject({kind: 'network'});
				const viaToken = createAwinClient({token: fail, ...options});
				expect(await viaToken.get('/a')).toMatchObject({kind: 'network'});
				const controller = new AbortController();
				const pending = viaFetch.get('/a', {signal: controller.signal});
				controller.abort(cause);
				const {error} = await pending;
				expect(JSON.stringify(error).length).toBeLessThan(10_000);
			}),
			{numRuns: 100},
		);
	});
});
