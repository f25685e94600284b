import {describe, expect, it, vi} from 'vitest';
import {type BodyReader, type Failure, failure} from '../../src/response/reply.ts';
import {shareReader} from '../../src/response/share-reader.ts';
import {deferred} from '../helpers/deferred.ts';

type Part = Uint8Array<ArrayBuffer> | Failure | undefined;

const broken = failure({kind: 'network', phase: 'body', message: 'broken'});

/** A body of these parts, which ends after them. */
const sourceOf = (...parts: readonly Part[]) => {
	const left = [...parts];
	const read = vi.fn<BodyReader['read']>(async () => left.shift());
	return {read, cancel: vi.fn<() => void>()};
};

describe('readers that share a body', () => {
	it('each get all of it, and read each part once', async () => {
		const source = sourceOf(Uint8Array.of(1), Uint8Array.of(2));
		const {fork} = shareReader(source);
		const [first, second] = [fork(), fork()];
		for (const part of [Uint8Array.of(1), Uint8Array.of(2), undefined]) {
			expect(await first.read()).toEqual(part);
		}
		expect(source.read).toHaveBeenCalledTimes(3);
		for (const part of [Uint8Array.of(1), Uint8Array.of(2), undefined, undefined]) {
			expect(await second.read()).toEqual(part);
		}
		expect(await first.read()).toBeUndefined();
		expect(source.read).toHaveBeenCalledTimes(3);
	});

	it('get copies, which they may change', async () => {
		const part = Uint8Array.of(1);
		const {fork} = shareReader(sourceOf(part));
		const [first, second] = [fork(), fork()];
		const chunk = await first.read();
		if (chunk instanceof Uint8Array) chunk[0] = 9;
		expect(part).toEqual(Uint8Array.of(1));
		expect(await second.read()).toEqual(Uint8Array.of(1));
	});

	it('wait for the same part together', async () => {
		const next = deferred<Part>();
		const source = {...sourceOf(), read: vi.fn<BodyReader['read']>(() => next.promise)};
		const {fork} = shareReader(source);
		const reads = [fork().read(), fork().read()];
		next.resolve(Uint8Array.of(1));
		expect(await Promise.all(reads)).toEqual([Uint8Array.of(1), Uint8Array.of(1)]);
		expect(source.read).toHaveBeenCalledOnce();
	});

	it('read nothing before one of them needs it', async () => {
		const source = sourceOf(Uint8Array.of(1), Uint8Array.of(2));
		const {fork} = shareReader(source);
		const reader = fork();
		expect(source.read).not.toHaveBeenCalled();
		await reader.read();
		expect(source.read).toHaveBeenCalledOnce();
	});

	it('all get the failure that ends the body, after what came before it', async () => {
		const source = sourceOf(Uint8Array.of(1), broken);
		const {fork} = shareReader(source);
		for (const reader of [fork(), fork()]) {
			expect(await reader.read()).toEqual(Uint8Array.of(1));
			expect(await reader.read()).toBe(broken);
			expect(await reader.read()).toBe(broken);
		}
		expect(source.read).toHaveBeenCalledTimes(2);
	});
});

describe('a reader that is cancelled', () => {
	it('closes the body only if no other is left', async () => {
		const source = sourceOf(Uint8Array.of(1), Uint8Array.of(2));
		const {fork} = shareReader(source);
		const [first, second] = [fork(), fork()];
		first.cancel();
		expect(source.cancel).not.toHaveBeenCalled();
		expect(await second.read()).toEqual(Uint8Array.of(1));
		second.cancel();
		expect(source.cancel).toHaveBeenCalledOnce();
	});

	it('gets neither what was kept for it nor what the others read later', async () => {
		const {fork} = shareReader(sourceOf(Uint8Array.of(1), Uint8Array.of(2)));
		const [first, second] = [fork(), fork()];
		await second.read();
		first.cancel();
		await second.read();
		await second.read();
		expect(await first.read()).toBeUndefined();
	});
});
