/** The call that an event is about. All events of a call have the same object, so it can be the key of a `WeakMap`. */
export type ObservedCall = {
	/** A unique text, also among the processes of a fleet. */
	readonly id: string;
	/** The HTTP method. */
	readonly method: string;
	/** The path template, such as `/publishers/{publisherId}/programmes`, redacted. */
	readonly template: string;
};

/** What the pipeline tells observers of a request. */
export type Observed = {
	/** The call that the request belongs to. */
	readonly call: ObservedCall;
	/** The number of the attempt, starting at 1. */
	readonly attempt: number;
	/** How many redirects of this attempt led to the request. */
	readonly redirects: number;
};
