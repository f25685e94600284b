import {describe, expect, it, vi} from 'vitest';
import {digestOf, sha256} from '../../src/pipeline/digest.ts';

describe('sha256', () => {
	it('returns the digest in hexadecimal', async () => {
		expect(await sha256('abc')).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
		);
	});
});

describe('digestOf', () => {
	it('computes a digest once, and then returns it synchronously', async () => {
		const digest = vi.spyOn(crypto.subtle, 'digest');
		const first = digestOf('a credential');
		expect(digestOf('a credential')).toBe(first);
		expect(await first).toBe(await sha256('a credential'));
		expect(digestOf('a credential')).toBe(await first);
		expect(digest).toHaveBeenCalledTimes(2);
	});

	it('computes a digest again after a failure', async () => {
		vi.spyOn(crypto.subtle, 'digest').mockRejectedValueOnce(new Error('no entropy'));
		await expect(digestOf('a failing credential')).rejects.toThrow('no entropy');
		expect(await digestOf('a failing credential')).toBe(await sha256('a failing credential'));
	});

	it('returns different digests for different credentials', async () => {
		expect(await digestOf('one')).not.toBe(await digestOf('another'));
	});
});
