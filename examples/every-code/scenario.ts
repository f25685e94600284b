import type {AwinClient, AwinClientOptions, AwinResult, FailureKind, Kind, Status} from 'awin-sdk';
import type {HttpHandler} from 'msw';

/** One thing that can happen to a call, and what has to come of it. */
export type Scenario = {
	/** The code that the server sends; `undefined` for one in no table, or for none. */
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
		/** What each attempt brings: a code, or the kind of failure. */
		readonly exchanges: readonly Exchange[];
	};
};

/** What one attempt brings. */
export type Exchange = number | FailureKind;

/** A scenario after it was played. */
export type Played = {
	readonly scenario: Scenario;
	readonly result: AwinResult;
	/** What is not as expected; empty where all is. */
	readonly complaints: readonly string[];
};

/** What each attempt of a call brought. */
export const exchangesOf = ({meta}: AwinResult): Exchange[] =>
	meta.attempts.flatMap(({error, status}) => error ?? status ?? []);
