import {clip, clipText} from './clip.ts';
import {describeCause, maxTextLength} from './describe-cause.ts';

/** Whether the server applied the change that the call requested. */
export type Applied =
	/** Not applied: the server rejected the call, or nothing was sent. */
	| 'no'
	/** May have been applied: check before you send the call again. */
	| 'unknown'
	/** Applied, but the response cannot be used. */
	| 'yes';

/** A more specific reason than the status, read from the body of the response. */
export type Reason =
	/** A 401 or 403 because the publisher has no relationship with the advertiser. The token is valid. */
	| 'missing-relationship'
	/** A 429 from Awin's rate limiter. The call was not processed. */
	| 'quota';

/** The constructor options that all errors share. */
export type AwinErrorInit = {
	/** What happened, in one sentence. Must not contain secrets. */
	readonly message: string;
	/** The HTTP method of the call. */
	readonly method: string;
	/** The path template of the call, not its URL. */
	readonly template: string;
	/** Awin's error code, or that of the system. */
	readonly code?: string | undefined;
	/** The description of the error. */
	readonly description?: string | undefined;
	/** The body of the response, redacted. */
	readonly body?: unknown;
	/** Returns the text of the body. Called when `text` is read. */
	readonly text?: (() => string) | undefined;
	/** A more specific reason than the status. */
	readonly reason?: Reason | undefined;
	/** What the caller can do about it. */
	readonly hint?: string | undefined;
	/** The earliest time at which a retry makes sense. */
	readonly retryAt?: Date | undefined;
	/** Whether the server applied the change. @default 'unknown' */
	readonly applied?: Applied;
	/** The server's id of the request. */
	readonly requestId?: string | undefined;
	/** The error that caused this one, without secrets. */
	readonly cause?: unknown;
};

/** The maximum length of the body in the JSON of an error, in characters. */
const maxBodyLength = 4000;

/** Node.js calls a method of this name to show a value; so do Bun and Deno. */
const inspectMark = Symbol.for('nodejs.util.inspect.custom');

/** The function that shows a value in Node.js, Bun and Deno. */
type Inspect = (value: unknown, options: object) => string;

/* Outside the errors, so that nothing shows the bodies. */
const texts = new WeakMap<AwinError, () => string>();

/** Marks the errors of this package. A registered symbol, so that the guards work across copies of the package. */
export const errorMark = Symbol.for('awin-sdk.error');

/**
 * The base class of every error of a result. Errors never contain a token: they omit the URL, the header
 * fields and the errors of other libraries, and everything that the server sent is redacted.
 */
export abstract class AwinError extends Error {
	/** The name of the class. */
	abstract override get name(): string;
	/** The `kind` of the result that has this error. */
	abstract readonly kind: string;
	/** The status of the response, or `undefined` if there was no usable response. */
	abstract readonly status: number | undefined;
	/**
	 * Whether the same call may succeed later without a change, because the failure is temporary: a 429, 502, 503 or
	 * 504, a lost connection, a truncated body, a timeout, a full quota. A 500 is not: Awin sends it for values out of
	 * range, too, and then a repeated call gets the same response. It says nothing of what the call has done: look at
	 * {@link applied} before you repeat a write.
	 */
	abstract readonly retryable: boolean;
	/**
	 * Awin's error code, such as `missing.relationship`, if the body contains one. For a `network` error, the code of the
	 * system or the runtime, such as `ECONNREFUSED`, if it has one.
	 */
	readonly code: string | undefined;
	/** The description of the error: from the body, or what went wrong if there was no usable response. */
	readonly description: string | undefined;
	/** The body of the response: parsed if it is JSON, otherwise as text. `undefined` if there is none. */
	readonly body: unknown;
	/** A more specific reason than the status. */
	readonly reason: Reason | undefined;
	/** What you can do about it, in one or two sentences. */
	readonly hint: string | undefined;
	/** The earliest time at which a retry makes sense, if known. */
	readonly retryAt: Date | undefined;
	/** Whether the server applied the change that the call requested. */
	readonly applied: Applied;
	/** The method and the path template of the call. */
	readonly request: {
		/** The HTTP method. */
		readonly method: string;
		/** The path template, redacted. */
		readonly template: string;
	};
	/** The server's id of the request, if it sent one. */
	readonly requestId: string | undefined;

	/** The errors of results are created by the client. Create one only for tests. */
	constructor(init: AwinErrorInit) {
		super(init.message, init.cause === undefined ? undefined : {cause: init.cause});
		this.code = init.code;
		this.description = init.description;
		this.body = init.body;
		this.reason = init.reason;
		this.hint = init.hint;
		this.retryAt = init.retryAt;
		this.applied = init.applied ?? 'unknown';
		this.request = {method: init.method, template: init.template};
		this.requestId = init.requestId;
		if (init.text !== undefined) texts.set(this, init.text);
	}

	/**
	 * The first 16 kB of the body of the response as text, redacted, as the server sent it. `undefined` if there is no
	 * body. It is made when it is read, and it is not a part of {@link toJSON}.
	 */
	get text(): string | undefined {
		return texts.get(this)?.();
	}

	/** The `kind`, by which the guards recognize errors of another copy of the package. */
	get [errorMark](): string {
		return this.kind;
	}

	/**
	 * Returns the error as plain data for logs: without the stack, with texts and body cut to a few kB, and with
	 * the cause as `{name, code, message, cause}`. Never throws.
	 */
	toJSON(): Record<string, unknown> {
		const {name, kind, status, retryable, reason, hint, applied, retryAt, request} = this;
		const {code, message, description, requestId, body, cause} = this;
		return {
			name,
			kind,
			status,
			retryable,
			code: clip(code, maxTextLength),
			message: clip(message, maxTextLength),
			description: clip(description, maxTextLength),
			reason,
			hint,
			retryAt,
			applied,
			request: clip(request, maxTextLength),
			requestId: clip(requestId, maxTextLength),
			body: clip(body, maxBodyLength),
			cause: describeCause(cause),
		};
	}

	/** What `console.log` of Node.js, Bun and Deno shows: the stack, and the fields of {@link toJSON}. */
	[inspectMark](_depth: number, options: object, inspect?: Inspect): string {
		const {name, message, ...fields} = this.toJSON();
		const stack = clipText(this.stack ?? `${String(name)}: ${String(message)}`, maxBodyLength);
		const shown = Object.entries(fields).filter(([, value]) => value !== undefined);
		const plain = Object.fromEntries(shown);
		return `${stack} ${inspect === undefined ? JSON.stringify(plain) : inspect(plain, options)}`;
	}
}
