import type {QuotaAsk} from '../types.ts';

/** What a gate says to whoever is next. */
export type Pass =
	/** Go ahead; `end` is to be called once, and says whether a call was made. */
	| {readonly type: 'open'; readonly end: (used: boolean) => void}
	/** Ask again after so many milliseconds; the gate keeps the place until then. */
	| {readonly type: 'wait'; readonly waitMs: number}
	/** Nobody can pass for so many milliseconds. */
	| {readonly type: 'closed'; readonly forMs: number; readonly cause: unknown};

/** What has a say beside the windows of this process, such as windows shared with other processes. */
export type Gate = {
	/** Asks for one call that takes a slot of this bucket, or of the token alone. It never rejects. */
	readonly ask: (ask: QuotaAsk) => Promise<Pass>;
	/** Gives up the place that the gate keeps for calls of this bucket. */
	readonly leave: (bucket: QuotaAsk['bucket']) => void;
};
