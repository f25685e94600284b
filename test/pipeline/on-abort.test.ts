import {expect, it, vi} from 'vitest';
import {onAbort} from '../../src/pipeline/on-abort.ts';

it('calls back once when the signal aborts', () => {
	const controller = new AbortController();
	const callback = vi.fn<(signal: AbortSignal) => void>();
	onAbort(controller.signal, callback);
	expect(callback).not.toHaveBeenCalled();
	controller.abort();
	controller.abort();
	expect(callback).toHaveBeenCalledExactlyOnceWith(controller.signal);
});

it('does not call back after it is removed', () => {
	const controller = new AbortController();
	const callback = vi.fn<(signal: AbortSignal) => void>();
	onAbort(controller.signal, callback)();
	controller.abort();
	expect(callback).not.toHaveBeenCalled();
});

it('accepts a missing signal', () => {
	expect(onAbort(undefined, () => {})()).toBeUndefined();
});
