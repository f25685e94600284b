import type {RetryBudgetOptions} from '../../request/policy.ts';
import type {Clock} from '../clock.ts';

/** What is left of a client's budget of retries. */
export type RetryBudgetState = {
	/** How many retries are left; a whole one is needed. */
	readonly available: number;
	/** How many retries a full bucket holds. */
	readonly capacity: number;
};

/** A token bucket, in the manner of gRPC's retry throttling: answers fill it, and so does time. */
export type RetryBudget = {
	readonly state: () => RetryBudgetState;
	/** Takes one retry out of the bucket. */
	readonly take: () => void;
	/** Puts back what a call earns that comes to an answer. */
	readonly earn: () => void;
};

/** The defaults of the budget. */
export const retryBudgetDefaults = {
	capacity: 10,
	refillPerSuccess: 0.1,
	refillMs: 600_000,
} as const satisfies Required<RetryBudgetOptions>;

/** Makes the budget of one client. */
export const retryBudget = (options: RetryBudgetOptions, clock: Clock): RetryBudget => {
	const {capacity, refillPerSuccess, refillMs} = {...retryBudgetDefaults, ...options};
	let available = capacity;
	let countedAt = clock.elapsed();
	/* Adds what has come back with time. */
	const refill = () => {
		const now = clock.elapsed();
		available = Math.min(capacity, available + ((now - countedAt) / refillMs) * capacity);
		countedAt = now;
	};
	return {
		state: () => {
			if (available < capacity) refill();
			return {available, capacity};
		},
		take: () => {
			refill();
			available -= 1;
		},
		earn: () => {
			available = Math.min(capacity, available + refillPerSuccess);
		},
	};
};

/** The budget of a client that wants none. */
export const unlimitedBudget: RetryBudget = {
	state: () => ({available: Infinity, capacity: Infinity}),
	take: () => {},
	earn: () => {},
};
