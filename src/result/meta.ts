import type {Attempt, CacheOutcome, NotRetried} from '../response/reply.ts';

/** What every result says of how it came about. */
export type Meta = {
	/** The header fields of the answer, redacted; empty where none came. */
	readonly headers: Headers;
	/** The server's id for the request, where it sent one. */
	readonly requestId: string | undefined;
	/** Whether the cache had a part in it. */
	readonly cache: CacheOutcome;
	/** From the call to its result, in milliseconds. */
	readonly durationMs: number;
	/** Every exchange with the server, in order; empty where none was needed. */
	readonly attempts: readonly Attempt[];
	/** Why a retry that could have followed did not. */
	readonly notRetried: NotRetried | undefined;
};
