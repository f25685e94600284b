import type {Answer} from '../../../response/reply.ts';

/** When a response came, and how long its exchange took. */
export type Arrival = {
	/** When the last byte came, in epoch milliseconds. */
	readonly responseTime: number;
	/** From the first byte sent to the last byte read, in milliseconds. */
	readonly responseDelayMs: number;
};

/** The start of the attempt that received the response, in epoch milliseconds. */
export const requestTimeOf = ({responseTime, responseDelayMs}: Arrival): number =>
	responseTime - responseDelayMs;

/** Derives the arrival from the last attempt. */
export const arrivalOf = (reply: Answer, now: number): Arrival => ({
	responseTime: now,
	responseDelayMs: reply.attempts.at(-1)?.durationMs ?? 0,
});
