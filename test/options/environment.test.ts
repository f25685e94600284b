import {expect, it, vi} from 'vitest';
import {environmentVariable} from '../../src/options/environment.ts';

const env = {AWIN_LOG: 'debug'};

it('reads a variable of this process', () => {
	vi.stubEnv('AWIN_LOG', 'info');
	expect(environmentVariable('AWIN_LOG')).toBe('info');
	vi.unstubAllEnvs();
});

it.each<[string, object]>([
	['no `process`', {}],
	['no environment', {process: {}}],
	['no such variable', {process: {env: {}}}],
	['an empty variable', {process: {env: {AWIN_LOG: ''}}}],
	['a variable that is no text', {process: {env: {AWIN_LOG: 1}}}],
	[
		'an environment that throws',
		{
			get process() {
				throw new Error('no access');
			},
		},
	],
])('returns `undefined` in a runtime with %s', (_, runtime) => {
	expect(environmentVariable('AWIN_LOG', runtime)).toBeUndefined();
});

const deno = (querySync: unknown, process: object = {env}) => ({
	Deno: {permissions: {querySync}},
	process,
});

it('reads a variable in Deno with the permission', () => {
	const querySync = vi.fn<(descriptor: unknown) => object>(() => ({state: 'granted'}));
	expect(environmentVariable('AWIN_LOG', deno(querySync))).toBe('debug');
	expect(querySync).toHaveBeenCalledExactlyOnceWith({name: 'env', variable: 'AWIN_LOG'});
});

it.each<[string, unknown]>([
	['that would have to be asked for', () => ({state: 'prompt'})],
	['that is denied', () => ({state: 'denied'})],
	['of an unknown form', () => undefined],
	['that cannot be queried', undefined],
])('does not touch the environment in Deno with a permission %s', (_, querySync) => {
	const process = vi.fn<() => object>(() => ({env}));
	const runtime = Object.defineProperty(deno(querySync), 'process', {get: process});
	expect(environmentVariable('AWIN_LOG', runtime)).toBeUndefined();
	expect(process).not.toHaveBeenCalled();
});
