import type {StandardSchemaV1} from '@standard-schema/spec';
import type {BodyForm, RequestBody} from './api-request.ts';
import type {HeaderFields} from './headers.ts';
import type {CacheOptions, CallRetryOptions} from './policy.ts';
import type {Query} from './query.ts';

/** How the token of the client is sent with a call. */
export type CredentialScheme =
	/** As `Authorization: Bearer` (RFC 6750). */
	| 'bearer'
	/** As `x-api-key`. */
	| 'x-api-key'
	/** Not at all. */
	| 'none';

/** The options of a call. */
export type CallOptions = {
	/** Values for the placeholders of the path. They are percent-encoded. */
	readonly path?: Readonly<Record<string, string | number>> | undefined;
	/** Query parameters. `undefined` is omitted, arrays are joined with commas, and dates are written in UTC. */
	readonly query?: Query | undefined;
	/** A value to send as JSON. */
	readonly json?: unknown;
	/**
	 * A body to send unchanged: a string, bytes, a Blob, a form, a stream, an async iterable of bytes and texts, or a
	 * function that returns one of these for each attempt. A call with a stream or an iterable is never retried.
	 */
	readonly body?: RequestBody | undefined;
	/** Header fields. They override those that the client sets. */
	readonly headers?: HeaderFields | undefined;
	/**
	 * How the token is sent: `x-api-key` for Awin's conversion API, `none` for a URL that contains its own key. Header
	 * fields of the call with a credential take precedence.
	 * @default 'bearer'
	 */
	readonly credential?: CredentialScheme | undefined;
	/** Aborts the call at any time. The result is then of the kind `aborted`. */
	readonly signal?: AbortSignal | undefined;
	/**
	 * Overrides the retry options of the client, one by one. `false` turns retries off.
	 * @default `retry` of the client
	 */
	readonly retry?: CallRetryOptions | false | undefined;
	/**
	 * The timeout of one attempt, from the first byte sent to the last byte read, in milliseconds.
	 * @default `attemptTimeoutMs` of the client
	 */
	readonly attemptTimeoutMs?: number | undefined;
	/**
	 * The timeout of the call: all attempts and the waits between them, in milliseconds. Waiting for the quota does
	 * not count.
	 * @default `deadlineMs` of the client
	 */
	readonly deadlineMs?: number | undefined;
	/**
	 * The timeout of the whole call, in milliseconds: the `token` function, the queue of the quota, all attempts, the
	 * waits between them, the body and the cache store. When it passes, the call ends at once with kind `timeout`.
	 * @default `totalTimeoutMs` of the client
	 */
	readonly totalTimeoutMs?: number | undefined;
	/**
	 * Whether the request can safely be sent twice. Only an idempotent call is retried if the server may have
	 * processed it. With an `idempotencyKey`, the default is `true` for every method.
	 * @default true for GET, HEAD, PUT, DELETE and OPTIONS
	 */
	readonly idempotent?: boolean | undefined;
	/**
	 * Sends an `Idempotency-Key` field (draft-ietf-httpapi-idempotency-key-header), the same at every attempt.
	 * `true` generates a key; a string is sent as the key. It makes the call idempotent. Awin does not document
	 * support for the field.
	 * @default false
	 */
	readonly idempotencyKey?: string | boolean | undefined;
	/**
	 * Validates the data of a success and types it: any Standard Schema validator. If the data does not match, the
	 * result is of the kind `invalid-body`.
	 */
	readonly schema?: StandardSchemaV1 | undefined;
	/**
	 * What `data` of a success is: `'json'` parses the body whatever its content type is, `'text'` decodes it by its
	 * charset, `'bytes'` returns a `Uint8Array`, and `'stream'` a `ReadableStream` as soon as the header fields are in.
	 * A stream uses neither the cache nor the exchange of another call.
	 * @default 'json'
	 */
	readonly as?: BodyForm | undefined;
	/**
	 * The maximum body of a success, in bytes after decompression. If the body is larger, the result is of the kind
	 * `invalid-body`; a stream ends with an `InvalidBodyError`. A stream has no limit unless this is set.
	 * @default `maxBodyBytes` of the client
	 */
	readonly maxBodyBytes?: number | undefined;
	/**
	 * How the call uses the cache, instead of as the client says: an option that is left out has the default of a client
	 * without options. `false` bypasses the cache: the call neither reads nor stores a response.
	 * @default `cache` of the client
	 */
	readonly cache?: CacheOptions | false | undefined;
	/** The priority in the queue of the quota. Calls with a higher number start first. @default 0 */
	readonly priority?: number | undefined;
	/** The name of an additional rate limit that the call takes a slot from, besides the quota of the token. */
	readonly bucket?: string | undefined;
	/**
	 * The longest wait for a slot of the quota, in milliseconds; a call that would wait longer sends nothing and
	 * ends with `quota-exceeded`. 0 never waits. By default, `maxWaitMs` of the `bucket` applies if it is shorter.
	 * @default `quota.maxWaitMs` of the client
	 */
	readonly maxWaitMs?: number | undefined;
};
