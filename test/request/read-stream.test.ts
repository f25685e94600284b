import {expect, it} from 'vitest';
import {readStream} from '../../src/request/read-stream.ts';
import {unhandledRejections} from '../helpers/unhandled-rejections.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

it('ends at the limit even if the stream cannot be cancelled', async () => {
	const rejections = unhandledRejections();
	const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull: (controller) => controller.enqueue(new Uint8Array(10)),
		cancel: () => {
			throw new Error('broken');
		},
	});
	const {after} = virtualClock();
	const limits = {signal: undefined, timeoutMs: 1000, maxBytes: 15, after};
	expect(await readStream(stream, limits)).toEqual({type: 'too-large'});
	await new Promise((resolve) => setImmediate(resolve));
	expect(rejections).toEqual([]);
});
