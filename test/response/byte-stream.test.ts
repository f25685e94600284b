import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {readerOf} from '../../src/response/body-reader.ts';
import {bodyStream} from '../../src/response/body-stream.ts';
import {drained, readWhole} from '../../src/response/peek.ts';
import {type BodyReader, type Failure, failure} from '../../src/response/reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {manualClock} from '../helpers/manual-clock.ts';

type Part = Uint8Array<ArrayBuffer> | Failure;

/** A body of these parts. */
const readerFrom = (...parts: Part[]): BodyReader => ({
	read: async () => parts.shift(),
	cancel: vi.fn<() => void>(),
});

const encode = (text: string) => new TextEncoder().encode(text);
const broken = failure({kind: 'network', phase: 'body', message: 'broken'});
const toError = ({message}: Failure) => new TypeError(message);

describe('the stream of a body', () => {
	it('is a byte stream, without its empty parts', async () => {
		const stream = bodyStream(
			readerFrom(encode(''), encode('one'), encode(''), encode('two')),
			toError,
		);
		const reader = stream.getReader({mode: 'byob'});
		const read = async () => (await reader.read(new Uint8Array(8))).value;
		expect(await read()).toEqual(encode('one'));
		expect(await read()).toEqual(encode('two'));
		expect(await read()).toEqual(new Uint8Array(0));
	});

	it('is no byte stream in a browser without them', async () => {
		vi.stubGlobal('ReadableByteStreamController', undefined);
		onTestFinished(() => void vi.unstubAllGlobals());
		const stream = bodyStream(readerFrom(encode('one'), encode('two')), toError);
		expect(() => stream.getReader({mode: 'byob'})).toThrow(TypeError);
		expect(await new Response(stream).text()).toBe('onetwo');
	});

	it('leaves a buffer that a part shares with others as it is', async () => {
		const buffer = encode('shared').buffer;
		const parts = [new Uint8Array(buffer, 0, 3), Buffer.from(buffer)];
		const stream = bodyStream(readerFrom(...parts), toError);
		expect(await new Response(stream).text()).toBe('shashared');
		expect(buffer.byteLength).toBe(6);
	});

	it('exists where there are no byte streams', async () => {
		vi.stubGlobal('ReadableByteStreamController', undefined);
		onTestFinished(() => void vi.unstubAllGlobals());
		const reader = bodyStream(readerFrom(encode('one'), broken), toError).getReader();
		expect((await reader.read()).value).toEqual(encode('one'));
		await expect(reader.read()).rejects.toThrow(new TypeError('broken'));
	});
});

describe('a body that a retry replaces', () => {
	it('is kept if it ends, or breaks, within the limits', async () => {
		const {after} = manualClock();
		const whole = await drained({...makeAnswer(503), reader: readerOf(encode('whole'))}, after);
		expect(whole).toMatchObject({body: encode('whole'), reader: undefined});
		const cut = await drained({...makeAnswer(503), reader: readerFrom(encode('a'), broken)}, after);
		expect(cut.type === 'answer' && cut.reader && (await readWhole(cut.reader))).toBe(broken);
		expect(await drained(broken, after)).toBe(broken);
	});

	it('is given up after 64 kB', async () => {
		const {after} = manualClock();
		const source = readerFrom(new Uint8Array(65_536), encode('more'));
		const reply = await drained({...makeAnswer(503), reader: source}, after);
		expect(source.cancel).toHaveBeenCalledOnce();
		const read = reply.type === 'answer' && reply.reader && (await readWhole(reply.reader));
		expect(read).toMatchObject({message: 'the body was given up for a retry'});
	});
});
