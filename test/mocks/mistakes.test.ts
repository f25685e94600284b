import {byStatus, inTurn} from 'awin-sdk/mocks';
import {describe, expect, it} from 'vitest';

/* Accepts anything, as from a caller without types. */
const make = (mock: (...args: never) => unknown, ...args: unknown[]): unknown =>
	Reflect.apply(mock, undefined, args);

describe('a mock', () => {
	it.each([[['nope']], [['200']], [[99]], [[600]], [[200.5]], [[null]], [[{}]], [[undefined]]])(
		'rejects the answers %j when it is made',
		(answers) => {
			expect(() => make(inTurn, '/accounts', answers)).toThrow('An answer must be a status from');
		},
	);

	it('rejects a sequence without answers', () => {
		expect(() => make(inTurn, '/accounts', [])).toThrow('`inTurn` needs at least one answer.');
	});

	it.each([99, 600, '200', undefined])('rejects the status %s', (status) => {
		expect(() => make(byStatus, '/accounts', status)).toThrow('An answer must be a status from');
	});
});
