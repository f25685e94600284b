import type {RequestBody, StreamedBody} from './api-request.ts';

/** Whether a value is an object that can be iterated with `for`. */
export const isIterable = (value: unknown): value is Iterable<unknown> =>
	typeof value === 'object' &&
	value !== null &&
	typeof Reflect.get(value, Symbol.iterator) === 'function';

/** Whether a value is an object that can be iterated with `for await` alone. */
export const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
	typeof value === 'object' &&
	value !== null &&
	typeof Reflect.get(value, Symbol.asyncIterator) === 'function';

/** Whether a body is a stream or an async iterable: sending it consumes it. */
export const isStreamed = (body: unknown): body is StreamedBody =>
	/* Not every browser makes a `ReadableStream` iterable. */
	body instanceof ReadableStream || isAsyncIterable(body);

/** Whether a body can be sent again. A stream cannot, because the first attempt consumes it. */
export const isReplayable = (body: RequestBody | undefined): boolean => !isStreamed(body);
