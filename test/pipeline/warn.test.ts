import {expect, it, vi} from 'vitest';
import {warn} from '../../src/pipeline/warn.ts';

it('names the package', () => {
	const log = vi.spyOn(console, 'warn').mockReturnValue();
	warn('it rains');
	expect(log).toHaveBeenCalledExactlyOnceWith('awin-sdk: it rains');
});

it('does not throw, even if the console does', () => {
	vi.spyOn(console, 'warn').mockImplementation(() => {
		throw new Error('no console');
	});
	expect(() => warn('it rains')).not.toThrow();
});
