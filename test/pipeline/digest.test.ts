import {describe, expect, it, vi} from 'vitest';
import {digestOf, sha256} from '../../src/pipeline/digest.ts';

describe('sha256', () => {
	it('is written in hexadecimal', async () => {
		expect(await sha256('abc')).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
		);
	});
});

describe('digestOf', () => {
	it('is worked out once, however many ask, and from then on is there at once', async () => {
		const work = vi.spyOn(crypto.subtle, 'digest');
		const first = digestOf('a credential');
		expect(digestOf('a credential')).toBe(first);
		expect(await first).toBe(await sha256('a credential'));
		expect(digestOf('a credential')).toBe(await first);
		expect(work).toHaveBeenCalledTimes(2);
	});

	it('is worked out anew after it could not be', async () => {
		vi.spyOn(crypto.subtle, 'digest').mockRejectedValueOnce(new Error('no entropy'));
		await expect(digestOf('an unlucky credential')).rejects.toThrow('no entropy');
		expect(await digestOf('an unlucky credential')).toBe(await sha256('an unlucky credential'));
	});

	it('keeps credentials apart', async () => {
		expect(await digestOf('one')).not.toBe(await digestOf('another'));
	});
});
