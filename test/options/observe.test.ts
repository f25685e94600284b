import {describe, expect, it, vi} from 'vitest';
import {resolveObservers} from '../../src/options/observe.ts';

/* Accepts any options, as from a caller without types. */
const resolve = (options: object): ReturnType<typeof resolveObservers> =>
	Reflect.apply(resolveObservers, undefined, [options]);

const logger = {debug: () => {}, info: () => {}, warn: () => {}, error: () => {}};
const methods = '`debug`, `info`, `warn`, `error`';

describe('resolveObservers', () => {
	it.each<[string, object]>([
		['Option `observe` must be a function, or an object with `onEvent` and `run`', {observe: 7}],
		['but it is null', {observe: null}],
		['but it is an object (Object)', {observe: {onEvent: () => {}}}],
		['Option `observe[1]` must be a function', {observe: [() => {}, 'console']}],
		['Option `observe[0]` must be a function, or', {observe: [undefined]}],
		[
			`Option \`logger\` must be an object with ${methods}, but it is`,
			{logger: {...logger, info: 1}},
		],
		['Option `logger` must be an object with', {logger: null}],
		['Option `logger` must be an object with', {logger: () => {}}],
		['Option `logLevel` must be one of debug, info, warn, error, but it is', {logLevel: 'verbose'}],
		['but it is null', {logLevel: null}],
	])('throws a TypeError: %s', (message, options) => {
		expect(() => resolve(options)).toThrow(TypeError);
		expect(() => resolve(options)).toThrow(message);
	});

	it('takes one observer or several, and adds that of the log', () => {
		const one = () => {};
		const two = {onEvent: () => {}, run: () => {}};
		expect(resolve({})).toEqual([]);
		expect(resolve({observe: one})).toEqual([one]);
		expect(resolve({observe: [one, two]})).toEqual([one, two]);
		expect(resolve({observe: [one], logger})).toEqual([one, expect.any(Function)]);
	});
});

describe('the environment variable AWIN_LOG', () => {
	const linesOf = (level: string, options: object = {}) => {
		vi.stubEnv('AWIN_LOG', level);
		const lines: string[] = [];
		for (const method of ['debug', 'info', 'warn', 'error'] as const) {
			vi.spyOn(console, method).mockImplementation((line) => lines.push(`${method}: ${line}`));
		}
		const call = {id: '1', method: 'GET', template: '/accounts'};
		for (const observer of resolve(options)) {
			if (typeof observer === 'function')
				observer({type: 'shared', at: 0, call, leader: undefined});
		}
		vi.unstubAllEnvs();
		return lines;
	};

	it('turns on the log on the console', () => {
		expect(linesOf('debug')).toEqual([expect.stringMatching(/^debug: awin-sdk: GET/)]);
		expect(linesOf('info')).toEqual([]);
		expect(linesOf('')).toEqual([]);
	});

	it('gives way to `logLevel`', () => {
		expect(linesOf('debug', {logLevel: 'info'})).toEqual([]);
		expect(linesOf('error', {logLevel: 'debug'})).toHaveLength(1);
	});

	it('sets the level of a logger', () => {
		const debug = vi.fn<() => void>();
		expect(linesOf('debug', {logger: {...logger, debug}})).toEqual([]);
		expect(debug).toHaveBeenCalledOnce();
	});

	it('is reported and ignored if it is no level', () => {
		expect(linesOf('verbose')).toEqual([
			'warn: awin-sdk: the environment variable AWIN_LOG must be one of debug, info, warn, error.',
		]);
	});
});
