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

	/** The error as plain data, for logs. The cause is left out. */
	toJSON(): Record<string, unknown> {
		const {name, kind, status, code, message, description, reason, hint, applied} = this;
		const {retryAt, request, requestId, body} = this;
		return {
			name,
			kind,
			status,
			code,
			message,
			description,
			reason,
			hint,
			retryAt,
			applied,
			request,
			requestId,
			body,
		};
	}
}
