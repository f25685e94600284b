import type {StandardSchemaV1} from '@standard-schema/spec';
import type {CallSecrets} from './call-secrets.ts';
import type {CredentialScheme} from './call-options.ts';
import type {Method} from './methods.ts';
import type {CallPolicy} from './policy.ts';

/** A body that can be sent more than once, so that the call can be retried. */
export type ReplayableBody = string | Uint8Array<ArrayBuffer> | Blob | FormData | URLSearchParams;

/**
 * The body of a request. A stream can be sent only once, so a call with a stream is never retried. A function is
 * called for a new body at each attempt.
 */
export type RequestBody =
	| ReplayableBody
	| ReadableStream<Uint8Array<ArrayBuffer>>
	| (() =>
			| ReplayableBody
			| ReadableStream<Uint8Array<ArrayBuffer>>
			| Promise<ReplayableBody | ReadableStream<Uint8Array<ArrayBuffer>>>);

/**
 * One call as plain data. Middleware must not change it, and passes a changed copy to `next` instead.
 */
export type ApiRequest = CallPolicy & {
	readonly method: Method;
	/** The absolute URL, encoded. It may contain secrets: never put it into a message. */
	readonly url: string;
	/** The path template without its query, such as `/publishers/{publisherId}/programmes`: safe to show. */
	readonly template: string;
	/** Header fields. The names are in lower case. */
	readonly headers: Readonly<Record<string, string>>;
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
	/** Validates the data of a success and types it. */
	readonly schema: StandardSchemaV1 | undefined;
};
