import type {AwinClient, AwinClientOptions, AwinResult, FailureKind, Kind, Status} from 'awin-sdk';
import type {HttpHandler} from 'msw';

/** A situation that a call can be in, and the expected result. */
export type Scenario = {
	/** The code that the server sends; `undefined` for an undocumented code or no response. */
	readonly code: Status | undefined;
	readonly meaning: string;
	/** What the server does. */
	readonly handler: (path: string) => HttpHandler;
	/** What the caller does. @default a GET */
	readonly call?: (awin: AwinClient, path: string) => Promise<AwinResult>;
	/** Options of the client that differ from those of the other scenarios. */
	readonly options?: Partial<AwinClientOptions>;
	readonly expected: {
		readonly kind: Kind;
		readonly ok: boolean;
		readonly status: number | undefined;
		/** The outcome of each attempt. */
		readonly exchanges: readonly Exchange[];
	};
};

/** The outcome of an attempt: a code, or the kind of failure. */
export type Exchange = number | FailureKind;

/** A scenario and its result. */
export type Played = {
	readonly scenario: Scenario;
	readonly result: AwinResult;
	/** What differs from the expected result; empty if nothing does. */
	readonly mismatches: readonly string[];
};

/** Returns the outcome of each attempt of a call. */
export const exchangesOf = ({meta}: AwinResult): Exchange[] =>
	meta.attempts.flatMap(({error, status}) => error ?? status ?? []);
