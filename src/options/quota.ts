import {checkNumber, invalidOption, refuseUnknownKeys} from '../errors/invalid-option.ts';
import type {Clock} from '../pipeline/clock.ts';
import type {RateLimit, QuotaLimiter} from '../pipeline/quota/types.ts';
import {memoryLimiter} from '../pipeline/quota/memory-limiter.ts';

/** The quota of a client. All clients of the process that hold the same token share it. */
export type QuotaOptions = {
	/** Calls that may start in any span of `intervalMs`. @default 20 */
	readonly calls?: number;
	/** The length of the window, in milliseconds. @default 60_000 */
	readonly intervalMs?: number;
	/** What hands out the slots, in place of `calls` and `intervalMs`. @default memory */
	readonly limiter?: QuotaLimiter;
	/** The longest wait for a slot, in milliseconds; a call that would wait longer sends nothing. @default Infinity */
	readonly maxWaitMs?: number;
	/** Further buckets that a call can name, beside `awinLimits`. */
	readonly buckets?: Readonly<Record<string, RateLimit>>;
};

/** The quota of a client with every default filled in. */
export type ResolvedQuota = {
	readonly limiter: QuotaLimiter;
	readonly maxWaitMs: number;
	readonly buckets: Readonly<Record<string, RateLimit>>;
};

const known = [
	'calls',
	'intervalMs',
	'limiter',
	'maxWaitMs',
	'buckets',
] as const satisfies readonly (keyof QuotaOptions)[];

const isLimiter = (quota: object): quota is QuotaLimiter =>
	['acquire', 'pause', 'observe', 'state'].every(
		(name) => typeof Reflect.get(quota, name) === 'function',
	);

/** Checks the quota of a client. */
export const resolveQuota = (
	quota: QuotaLimiter | QuotaOptions | false = {},
	clock: Clock,
): ResolvedQuota | false => {
	if (quota === false) return false;
	if (typeof quota !== 'object' || quota === null) {
		throw invalidOption('quota', 'a limiter, an object or false', quota);
	}
	if (isLimiter(quota)) return {limiter: quota, maxWaitMs: Infinity, buckets: {}};
	refuseUnknownKeys('Option `quota`', quota, known);
	const {calls, intervalMs, limiter, maxWaitMs = Infinity, buckets = {}} = quota;
	checkNumber('quota.maxWaitMs', maxWaitMs, {min: 0});
	if (typeof buckets !== 'object' || buckets === null) {
		throw invalidOption('quota.buckets', 'an object of buckets', buckets);
	}
	if (limiter === undefined) {
		const limits = {
			...(calls !== undefined && {calls}),
			...(intervalMs !== undefined && {intervalMs}),
		};
		return {limiter: memoryLimiter({...limits, clock}), maxWaitMs, buckets};
	}
	if (typeof limiter !== 'object' || limiter === null || !isLimiter(limiter)) {
		throw invalidOption('quota.limiter', 'a QuotaLimiter', limiter);
	}
	if (calls !== undefined || intervalMs !== undefined) {
		throw new TypeError(
			'Give `quota.limiter` or `quota.calls` and `quota.intervalMs`: the limiter has its own.',
		);
	}
	return {limiter, maxWaitMs, buckets};
};
