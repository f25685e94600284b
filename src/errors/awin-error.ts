import {clip, clipText} from './clip.ts';
import {redactor} from './redact.ts';

/** Whether the server did what the call asked for. */
export type Applied =
	/** It did not: it refused, or nothing was sent. */
	| 'no'
	/** It may have: ask before sending again. */
	| 'unknown'
	/** It did, but its answer cannot be used. */
	| 'yes';

/** What an answer means beyond its status, where Awin's body says so. */
export type Reason =
	/** A 401 or 403 because the publisher and the advertiser have no relationship: the token is fine. */
	| 'missing-relationship'
	/** A 429 of Awin's throttle: the call was not processed. */
	| 'quota';

/** What every error holds. */
export type AwinErrorInit = {
	/** A sentence that says what happened, without secrets. */
	readonly message: string;
	readonly method: string;
	/** The path template of the call, never the URL. */
	readonly template: string;
	readonly code?: string | undefined;
	readonly description?: string | undefined;
	readonly body?: unknown;
	readonly reason?: Reason | undefined;
	readonly hint?: string | undefined;
	readonly retryAt?: Date | undefined;
	readonly applied?: Applied;
	readonly requestId?: string | undefined;
	readonly cause?: unknown;
};

/** How long a text of an error is in JSON, in characters. */
const maxTextLength = 1000;

/** How long the body of an error is in JSON, in characters. */
const maxBodyLength = 4000;

/** How many causes of causes are in the JSON of an error. */
const maxCauses = 3;

/** Node.js calls a method of this name to show a value; so do Bun and Deno. */
const inspectMark = Symbol.for('nodejs.util.inspect.custom');

type Inspect = (value: unknown, options: object) => string;

/* The reason of an abort is the caller's, and has not been redacted. */
const redactForms = redactor([]);

const describeCause = (cause: unknown, depth = 0): unknown => {
	if (cause === undefined || cause === null || depth === maxCauses) return undefined;
	if (!(cause instanceof Error)) return typeof cause === 'string' ? clean(cause) : typeof cause;
	const code: unknown = Reflect.get(cause, 'code');
	return {
		name: clean(cause.name),
		code: typeof code === 'string' ? clean(code) : code,
		message: clean(cause.message),
		cause: describeCause(cause.cause, depth + 1),
	};
};

const clean = (text: string): string => clipText(redactForms(text), maxTextLength);

/** Marks errors of this package, so that guards work across copies of it. */
export const errorMark = Symbol.for('awin-sdk.error');

/**
 * The base of every error that a result can carry. Nothing on it holds a token: the URL, the header fields
 * and the errors of other libraries stay behind, and what the server sent is redacted.
 */
export abstract class AwinError extends Error {
	/** Names the result that carries the error. */
	abstract readonly kind: string;
	/** The status of the answer; `undefined` where none could be used. */
	abstract readonly status: number | undefined;
	/** Awin's short code for the error, such as `missing.relationship`, where the body has one. */
	readonly code: string | undefined;
	/** What the body says of the error. */
	readonly description: string | undefined;
	/** The body: parsed where it is JSON, else its text; `undefined` where there is none. */
	readonly body: unknown;
	/** What the answer means beyond its status. */
	readonly reason: Reason | undefined;
	/** One sentence on what to do. */
	readonly hint: string | undefined;
	/** When it makes sense to try again, where the answer says so. */
	readonly retryAt: Date | undefined;
	/** Whether the server did what the call asked for. */
	readonly applied: Applied;
	/** The method and the path template of the call. */
	readonly request: {readonly method: string; readonly template: string};
	/** The server's id for the request, where it sent one. */
	readonly requestId: string | undefined;

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
	}

	get [errorMark](): string {
		return this.kind;
	}

	/**
	 * The error as plain data, for logs: without the stack, the texts and the body cut to a few kB, the cause as
	 * `{name, code, message, cause}`. Never throws.
	 */
	toJSON(): Record<string, unknown> {
		const {name, kind, status, reason, hint, applied, retryAt, request} = this;
		const {code, message, description, requestId, body, cause} = this;
		return {
			name,
			kind,
			status,
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
