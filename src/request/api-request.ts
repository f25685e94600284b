import type {StandardSchemaV1} from '@standard-schema/spec';
import type {CallSecrets} from './call-secrets.ts';
import type {CredentialScheme} from './call-options.ts';
import type {Observed} from './observed.ts';
import type {CallPolicy} from './policy.ts';

/** A body that can be sent more than once, so that the call can be retried. */
export type ReplayableBody =
	| string
	| ArrayBuffer
	| Uint8Array<ArrayBuffer>
	| Blob
	| FormData
	| URLSearchParams;

/** A body that is sent as it comes, and only once: a stream, or an async iterable of bytes and texts. */
export type StreamedBody =
	| ReadableStream<Uint8Array<ArrayBuffer>>
	| AsyncIterable<Uint8Array<ArrayBuffer> | string>;

/**
 * The body of a request. A stream or an async iterable can be sent only once, so a call with one is never retried. A
 * function is called for a new body at each attempt.
 */
export type RequestBody =
	| ReplayableBody
	| StreamedBody
	| (() => ReplayableBody | StreamedBody | Promise<ReplayableBody | StreamedBody>);

/**
 * What `data` of a success is: parsed JSON, the decoded text, the bytes, or a stream of bytes that is handed over as
 * soon as the header fields are in.
 */
export type BodyForm = 'json' | 'text' | 'bytes' | 'stream';

/**
 * One call as plain data. Middleware must not change it, and passes a changed copy to `next` instead.
 */
export type ApiRequest = CallPolicy & {
	/** The HTTP method. Only `client.fetch` sends others than those of `Method`. */
	readonly method: string;
	/** The absolute URL, encoded. It may contain secrets: never put it into a message. */
	readonly url: string;
	/** The path template without its query, such as `/publishers/{publisherId}/programmes`: safe to show. */
	readonly template: string;
	/** Header fields. The names are in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** The body; `undefined` if the request has none. */
	readonly body: RequestBody | undefined;
	/** The caller's signal; below the `timeout` middleware, that of the attempt. */
	readonly signal: AbortSignal | undefined;
	/** How redirects are handled, as in Fetch. Always `follow`, except for calls of `client.fetch`. */
	readonly redirect: Request['redirect'];
	/** How the token is sent, unless the header fields contain a credential. */
	readonly credential: CredentialScheme;
	/** A digest of the credential, never the credential itself. Empty until `authorize` sets it. */
	readonly credentialDigest: string;
	/** Identifies the body in the keys of the cache. Set by the cache on a POST whose response may be stored. */
	readonly bodyKey?: string | undefined;
	/** The secrets of the call, which its result must not show. A stage that adds a credential adds it here. */
	readonly secrets: CallSecrets;
	/**
	 * The form of `data`. `response` is that of `client.fetch`: the body of any status is handed over as it comes, and
	 * the cache and coalescing take part.
	 */
	readonly as: BodyForm | 'response';
	/** The maximum size of the body of a success, in bytes; `undefined` applies the limit of the client. */
	readonly maxBodyBytes: number | undefined;
	/** The longest silence between two chunks of a streamed body, in milliseconds: `attemptTimeoutMs` of the call. */
	readonly idleTimeoutMs: number;
	/** Validates the data of a success and types it. */
	readonly schema: StandardSchemaV1 | undefined;
	/** Members of the `init` of `client.fetch` that the underlying `fetch` gets as they are. */
	readonly init?: Readonly<Record<string, unknown>> | undefined;
	/** The names of the header fields that the cache has added to revalidate a stored response. */
	readonly validators?: readonly string[] | undefined;
	/** What observers are told of the request. `undefined` if nobody observes the call. */
	readonly observed?: Observed | undefined;
};
