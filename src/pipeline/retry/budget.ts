import type {RetryBudgetOptions} from '../../request/policy.ts';
import type {Clock} from '../clock.ts';

/** The state of the retry budget of a client. */
export type RetryBudgetState = {
	/** How many retries are left. It may be a fraction; a retry needs at least 1. */
	readonly available: number;
	/** How many retries a full budget allows. */
	readonly capacity: number;
};

/** A token bucket, as in the retry throttling of gRPC. Responses refill it, and so does time. */
export type RetryBudget = {
	readonly state: () => RetryBudgetState;
	/** Takes one retry from the budget. */
	readonly take: () => void;
	/** Adds `refillPerSuccess` to the budget. Called once for each call that ends with a status below 500. */
	readonly earn: () => void;
};

/** The defaults of {@link RetryBudgetOptions}. */
export const retryBudgetDefaults = {
	capacity: 10,
	refillPerSuccess: 0.1,
	refillMs: 600_000,
} as const satisfies RetryBudgetOptions;

/** Creates the retry budget of one client. */
export const retryBudget = (options: RetryBudgetOptions, clock: Clock): RetryBudget => {
	const {
		capacity = retryBudgetDefaults.capacity,
		refillPerSuccess = retryBudgetDefaults.refillPerSuccess,
		refillMs = retryBudgetDefaults.refillMs,
	} = options;
	let available: number = capacity;
	let countedAt = clock.elapsed();
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

/** The budget of a client with `retry.budget: false`. */
export const unlimitedBudget: RetryBudget = {
	state: () => ({available: Infinity, capacity: Infinity}),
	take: () => {},
	earn: () => {},
};
