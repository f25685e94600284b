import {bytesOf, nameOf, pause} from './outcome.ts';

/** A stream that counts how often it is pulled, and notes why it is cancelled. */
export const watchedStream = (count: number, size = 65_536) => {
	const seen: {pulls: number; cancelled: unknown} = {pulls: 0, cancelled: 'not cancelled'};
	const body = new ReadableStream(
		{
			pull: (controller) => {
				seen.pulls += 1;
				if (seen.pulls > count) controller.close();
				else controller.enqueue(new Uint8Array(size));
			},
			cancel: (reason) => {
				seen.cancelled = nameOf(reason);
			},
		},
		{highWaterMark: 0},
	);
	return {seen, body};
};

/** A stream that fails after its first chunk. */
export const brokenAfter = (text: string, error: unknown) => {
	let pulls = 0;
	return new ReadableStream({
		pull: async (controller) => {
			pulls += 1;
			if (pulls === 1) {
				controller.enqueue(bytesOf(text));
				return;
			}
			/* Time for the first chunk to arrive. */
			await pause(20);
			controller.error(error);
		},
	});
};
