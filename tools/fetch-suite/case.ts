/** What a case works with. */
export type Tools = {
	/** The `fetch` under test. It takes anything, because cases pass what the types forbid. */
	readonly fetch: (...args: readonly unknown[]) => Promise<Response>;
	/** The `fetch` under test, as a value. */
	readonly value: typeof fetch;
	/** The `fetch` under test for another server: the `client.fetch` of a client with this base URL. */
	readonly fetchAt: (origin: string) => Tools['fetch'];
	/** The URL of a path of the server, for this run of the case only. */
	readonly url: (path: string) => string;
	/** The URL of a path of a second server, which has another origin. */
	readonly otherUrl: (path: string) => string;
	/** An origin on loopback where nothing listens. */
	readonly closedOrigin: string;
	/** Asks the server something with native `fetch`, and returns the JSON of the answer. */
	readonly ask: (path: string) => Promise<unknown>;
};

/** Runs a case through one `fetch`. Returns plain data that can be compared. */
export type Run = (tools: Tools) => Promise<unknown>;

type Traits = {
	/** Whether no other case may run at the same time, as for cases that count connections. */
	readonly alone?: boolean;
	/** Whether the case makes sense in a browser. @default true */
	readonly inBrowser?: boolean;
};

type Spec = Traits & {readonly run: Run; readonly expected?: unknown};

/** One behaviour of Fetch. */
export type Case = Spec & {readonly subject: string; readonly title: string};

/** A case with what the Fetch standard says that it returns. */
export const is = (expected: unknown, run: Run, traits: Traits = {}): Spec => ({
	...traits,
	run,
	expected,
});

/** A case whose outcome the standard leaves open, such as the code of an error. It is compared with native `fetch`. */
export const asNative = (run: Run, traits: Traits = {}): Spec => ({...traits, run});

/** Names the cases of one subject. */
export const subject = (name: string, specs: Readonly<Record<string, Spec>>): readonly Case[] =>
	Object.entries(specs).map(([title, spec]) => Object.assign({subject: name, title}, spec));
