import type {RequestBody} from './api-request.ts';

/** Whether a body can be sent again. A stream cannot, because the first attempt consumes it. */
export const isReplayable = (body: RequestBody | undefined): boolean =>
	!(body instanceof ReadableStream);
