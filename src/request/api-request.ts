import type {StandardSchemaV1} from '@standard-schema/spec';
import type {CallSecrets} from './call-secrets.ts';
import type {Method} from './methods.ts';
import type {CallPolicy} from './policy.ts';

/** A body that can be sent at every attempt. A factory is asked for a new body at each of them. */
export type ReplayableBody = string | Uint8Array<ArrayBuffer> | Blob | FormData | URLSearchParams;

/** What a call can send. A stream can be sent once only, so such a call is never repeated. */
export type RequestBody =
	| ReplayableBody
	| ReadableStream<Uint8Array<ArrayBuffer>>
	| (() =>
			| ReplayableBody
			| ReadableStream<Uint8Array<ArrayBuffer>>
			| Promise<ReplayableBody | ReadableStream<Uint8Array<ArrayBuffer>>>);

/**
 * One call as plain data, on its way through the pipeline. A middleware that changes something hands on a
 * copy.
 */
export type ApiRequest = CallPolicy & {
	readonly method: Method;
	/** The absolute URL, encoded. It may hold secrets: never put it into a message. */
	readonly url: string;
	/** The path template without its query, such as `/publishers/{publisherId}/programmes`: safe to show. */
	readonly template: string;
	/** Header fields, names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: RequestBody | undefined;
	/** The caller's signal; below the `timeout` middleware, that of the attempt. */
	readonly signal: AbortSignal | undefined;
	/** What becomes of a redirect, as in Fetch: `client.fetch` can ask for another than `follow`. */
	readonly redirect: Request['redirect'];
	/** A digest of the credential, set by `authorize`; empty where there is none. Never the credential. */
	readonly credentialDigest: string;
	/** The secrets of the call, which its result must not show. A stage that adds a credential adds it here. */
	readonly secrets: CallSecrets;
	/** Validates the data and gives its type. */
	readonly schema: StandardSchemaV1 | undefined;
};
