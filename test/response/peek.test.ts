import {describe, expect, it, vi} from 'vitest';
import {drained, peek, readWhole} from '../../src/response/peek.ts';
import {type BodyReader, type Failure, failure, type Reply} from '../../src/response/reply.ts';
import {deferred} from '../helpers/deferred.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {manualClock} from '../helpers/manual-clock.ts';

type Part = Uint8Array<ArrayBuffer> | Failure | undefined;

const broken = failure({kind: 'network', phase: 'body', message: 'broken'});
const givenUp = {
	kind: 'network',
	phase: 'body',
	message: 'the body was given up for a retry',
};

const bytes = (...values: readonly number[]) => Uint8Array.from(values);

/** A body of these parts, which ends after them. */
const sourceOf = (...parts: readonly Part[]) => {
	const left = [...parts];
	return {
		read: vi.fn<BodyReader['read']>(async () => left.shift()),
		cancel: vi.fn<() => void>(),
	};
};

/** Reads until the end, which is the last part. */
const partsOf = async ({read}: BodyReader) => {
	const parts: Part[] = [];
	do parts.push(await read());
	while (parts.at(-1) instanceof Uint8Array);
	return parts;
};

const readerIn = (reply: Reply): BodyReader => {
	if (reply.type === 'failure' || reply.reader === undefined) throw new Error('no reader');
	return reply.reader;
};

describe('peek', () => {
	it('reads until there are enough bytes, and the reader begins at the start', async () => {
		const source = sourceOf(bytes(1), bytes(2, 3), bytes(4));
		const peeked = await peek(source, 3);
		expect(source.read).toHaveBeenCalledTimes(2);
		expect(peeked).toMatchObject({bytes: bytes(1, 2, 3), end: undefined});
		expect(await partsOf(peeked.reader)).toEqual([bytes(1), bytes(2, 3), bytes(4), undefined]);
		peeked.reader.cancel();
		expect(source.cancel).toHaveBeenCalledOnce();
	});

	it.each([undefined, broken])('knows that a short body ended with %o', async (end) => {
		const source = sourceOf(bytes(1), end);
		const peeked = await peek(source, 3);
		expect(peeked).toMatchObject({bytes: bytes(1), end: {failure: end}});
		expect(await partsOf(peeked.reader)).toEqual([bytes(1), end]);
		expect(await peeked.reader.read()).toBe(end);
		expect(source.read).toHaveBeenCalledTimes(2);
	});
});

describe('readWhole', () => {
	it('returns all bytes, or the failure', async () => {
		expect(await readWhole(sourceOf(bytes(1), bytes(2)))).toEqual(bytes(1, 2));
		expect(await readWhole(sourceOf(bytes(1), broken))).toBe(broken);
	});
});

describe('drained', () => {
	it('returns a reply without a reader as it is, and starts no timer', async () => {
		const clock = manualClock();
		for (const reply of [broken, makeAnswer(503, 'read')]) {
			expect(await drained(reply, clock.after)).toBe(reply);
		}
		expect(clock.timers()).toBe(0);
	});

	it('keeps a body that ends in time, and neither its timer nor its reader', async () => {
		const clock = manualClock();
		const source = sourceOf(bytes(1), bytes(2));
		const reply = await drained({...makeAnswer(503), reader: source}, clock.after);
		expect(reply).toMatchObject({status: 503, body: bytes(1, 2), reader: undefined});
		expect(source.cancel).not.toHaveBeenCalled();
		expect(clock.timers()).toBe(0);
	});

	it('replays a body that breaks', async () => {
		const source = sourceOf(bytes(1), bytes(2), broken);
		const reply = await drained({...makeAnswer(503), reader: source}, manualClock().after);
		expect(await partsOf(readerIn(reply))).toEqual([bytes(1, 2), broken]);
		expect(source.cancel).not.toHaveBeenCalled();
	});

	it('gives up a body of 64 kB that has not ended, and shows what it has read', async () => {
		const source = sourceOf(new Uint8Array(65_535), bytes(1), bytes(2));
		const reply = await drained({...makeAnswer(503), reader: source}, manualClock().after);
		expect(source.read).toHaveBeenCalledTimes(2);
		expect(source.cancel).toHaveBeenCalledOnce();
		const [beginning, end] = await partsOf(readerIn(reply));
		expect(beginning).toHaveLength(65_536);
		expect(end).toMatchObject(givenUp);
	});

	it('gives up a body after 250 ms, whatever its reader then returns', async () => {
		const clock = manualClock();
		const end = deferred<Part>();
		const cancel = vi.fn<() => void>(() => end.resolve(undefined));
		const reader = {read: () => end.promise, cancel};
		const draining = drained({...makeAnswer(503), reader}, clock.after);
		clock.advance(249);
		expect(cancel).not.toHaveBeenCalled();
		clock.advance(1);
		expect(cancel).toHaveBeenCalledOnce();
		expect((await partsOf(readerIn(await draining))).at(-1)).toMatchObject(givenUp);
		expect(cancel).toHaveBeenCalledOnce();
	});
});
