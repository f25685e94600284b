import type {Attempt, CacheOutcome, NotRetried} from '../response/reply.ts';

/** How a call went: every result has it. */
export type Meta = {
	/** The method and the path template of the call, redacted. */
	readonly request: {
		/** The HTTP method. */
		readonly method: string;
		/** The path template, redacted. */
		readonly template: string;
	};
	/** The header fields of the response, redacted; empty if there was no response. */
	readonly headers: Headers;
	/** The server's id of the request, if it sent one. */
	readonly requestId: string | undefined;
	/** Where the response came from. */
	readonly cache: CacheOutcome;
	/** The time from the call to its result, in milliseconds. */
	readonly durationMs: number;
	/** Every exchange with the server, in order; empty if nothing was sent, for example on a cache hit. */
	readonly attempts: readonly Attempt[];
	/** Why the client did not retry a failure that it could have retried; otherwise `undefined`. */
	readonly notRetried: NotRetried | undefined;
};
