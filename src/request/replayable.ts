import type {RequestBody} from './api-request.ts';

/** Whether a body can be sent again: all but a stream, which is used up by the first attempt. */
export const isReplayable = (body: RequestBody | undefined): boolean =>
	!(body instanceof ReadableStream);
