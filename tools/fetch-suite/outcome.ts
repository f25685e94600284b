/** The request that the server saw, as `/echo` returns it. */
export type Echo = {
	readonly method: string;
	readonly target: string;
	readonly headers: Readonly<Record<string, string>>;
	/** The body, decoded as UTF-8. */
	readonly body: string;
	/** The body in hexadecimal digits. */
	readonly hex: string;
	/** The number of the connection. */
	readonly connection: number;
};

/** Reads the answer of `/echo`. */
export const echo = async (sent: Promise<Response>): Promise<Echo> => (await sent).json();

/** The body of the request that the server saw. */
export const echoedBody = async (sent: Promise<Response>): Promise<string> =>
	(await echo(sent)).body;

/** The header fields with these names that the server saw. */
export const echoedHeaders = async (
	sent: Promise<Response>,
	...names: readonly string[]
): Promise<Record<string, string>> => {
	const {headers} = await echo(sent);
	return Object.fromEntries(
		names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
	);
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The name of an error, or the value that was thrown instead of an error. */
export const nameOf = (error: unknown): string =>
	isObject(error) && 'name' in error ? String(error.name) : `the value ${String(error)}`;

/** The `code` of the cause of an error. */
export const causeCodeOf = (error: unknown): unknown => {
	const cause = isObject(error) && 'cause' in error ? error.cause : undefined;
	return isObject(cause) && 'code' in cause ? cause.code : undefined;
};

/** Returns what a promise is rejected with. */
export const reasonOf = async (work: Promise<unknown>): Promise<unknown> => {
	try {
		await work;
	} catch (error) {
		return error;
	}
	throw new Error('The promise was not rejected.');
};

/** The name of the error that a promise is rejected with, or `resolved`. */
export const failureOf = async (work: Promise<unknown>): Promise<string> => {
	try {
		await work;
		return 'resolved';
	} catch (error) {
		return nameOf(error);
	}
};

/** As {@link failureOf}, with the `code` of the cause. */
export const failureWithCode = async (work: Promise<unknown>): Promise<unknown> => {
	try {
		await work;
		return 'resolved';
	} catch (error) {
		return {name: nameOf(error), code: causeCodeOf(error)};
	}
};

/** What an exception of a function is called, or `returned`. */
export const thrownBy = (work: () => unknown): string => {
	try {
		work();
		return 'returned';
	} catch (error) {
		return nameOf(error);
	}
};

/** Constructs a `Request` from anything. */
export const makeRequest = (...args: readonly unknown[]): Request =>
	Reflect.construct(Request, args);

/** The status and the parts of a response that come with its header fields. */
export const summary = ({status, ok, redirected, url, type}: Response) => ({
	status,
	ok,
	redirected,
	url,
	type,
});

const encoder = new TextEncoder();

/** A stream of texts as UTF-8. */
export const streamOf = (...parts: readonly string[]): ReadableStream<Uint8Array<ArrayBuffer>> =>
	new ReadableStream({
		start: (controller) => {
			for (const part of parts) controller.enqueue(encoder.encode(part));
			controller.close();
		},
	});

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** Lets timers and the network have a turn. */
export const pause = async (ms = 10): Promise<void> => {
	await new Promise((resolve) => {
		setTimeout(resolve, ms);
	});
};
