import * as fc from 'fast-check';
import {expect, it, vi} from 'vitest';
import {invokeCallback} from '../../src/pipeline/callback.ts';
import {settle} from '../helpers/virtual-clock.ts';

const mistake = new Error('a mistake');

const fail = () => {
	throw mistake;
};

/** An object that can be awaited, and does so by this function. */
const thenable = (then: unknown): object => {
	const value = {};
	Reflect.set(value, 'then', then);
	return value;
};

const spyOnConsole = () => vi.spyOn(console, 'error').mockReturnValue();

it('calls the callback with its argument and reports nothing', async () => {
	const error = spyOnConsole();
	const callback = vi.fn<(value: number) => void>();
	invokeCallback('onWait', callback, 7);
	invokeCallback('onWait', async () => 7, 7);
	invokeCallback('onWait', () => null, 7);
	invokeCallback('onWait', () => thenable(7), 7);
	await settle();
	expect(callback).toHaveBeenCalledExactlyOnceWith(7);
	expect(error).not.toHaveBeenCalled();
});

it('reports an exception once for each callback', () => {
	const error = spyOnConsole();
	const fails = () => {
		throw mistake;
	};
	const alsoFails = () => fails();
	for (const callback of [fails, alsoFails, fails, alsoFails, fails]) {
		invokeCallback('onWait', callback, undefined);
	}
	const message = 'awin-sdk: `onWait` threw an exception. No call is affected.';
	expect(error.mock.calls).toEqual([
		[message, mistake],
		[message, mistake],
	]);
});

it('reports the rejection of a promise that a callback returns', async () => {
	const error = spyOnConsole();
	const rejects = () => Promise.reject(mistake);
	invokeCallback('onWait', rejects, undefined);
	invokeCallback('onWait', rejects, undefined);
	await settle();
	expect(error).toHaveBeenCalledOnce();
});

it('neither throws nor rejects, whatever a callback or the console does', async () => {
	const behaviours = fc.constantFrom<() => unknown>(
		fail,
		() => {
			throw undefined;
		},
		() => Promise.reject(mistake),
		() => Promise.reject(undefined),
		() => new Proxy(thenable(0), {get: fail}),
		() => thenable(fail),
		() => thenable((_: unknown, reject: (reason: unknown) => void) => reject(mistake)),
		() => thenable(() => {}),
	);
	const rejections: unknown[] = [];
	const onRejection = (reason: unknown) => rejections.push(reason);
	process.on('unhandledRejection', onRejection);
	vi.spyOn(console, 'error').mockImplementation(() => {
		throw mistake;
	});
	await fc.assert(
		fc.asyncProperty(behaviours, async (behaviour) => {
			expect(invokeCallback('onWait', () => behaviour(), undefined)).toBeUndefined();
			await settle();
		}),
		{numRuns: 30},
	);
	process.off('unhandledRejection', onRejection);
	expect(rejections).toEqual([]);
});
