import {expect, it, vi} from 'vitest';
import {onAbort} from '../../src/pipeline/on-abort.ts';

it('calls back once when the signal fires', () => {
	const controller = new AbortController();
	const callback = vi.fn<(signal: AbortSignal) => void>();
	onAbort(controller.signal, callback);
	expect(callback).not.toHaveBeenCalled();
	controller.abort();
	controller.abort();
	expect(callback).toHaveBeenCalledExactlyOnceWith(controller.signal);
});

it('calls back no more once it is told to stop', () => {
	const controller = new AbortController();
	const callback = vi.fn<(signal: AbortSignal) => void>();
	onAbort(controller.signal, callback)();
	controller.abort();
	expect(callback).not.toHaveBeenCalled();
});

it('does without a signal', () => {
	expect(onAbort(undefined, () => {})()).toBeUndefined();
});
