import {
	checkNumber,
	invalidOption,
	isPlainObject,
	ownProperties,
	readOptions,
} from '../errors/invalid-option.ts';
import type {Clock} from '../pipeline/clock.ts';
import type {RateLimit, QuotaLimiter} from '../pipeline/quota/types.ts';
import {memoryLimiter} from '../pipeline/quota/memory-limiter.ts';

/** The quota options of a client. All clients of a process with the same token share one quota. */
export type QuotaOptions = {
	/** The maximum number of calls that start in any period of `intervalMs`. @default 20 */
	readonly calls?: number | undefined;
	/** The length of the window, in milliseconds. @default 60_000 */
	readonly intervalMs?: number | undefined;
	/** A limiter to use instead of `calls` and `intervalMs`. @default a limiter in memory */
	readonly limiter?: QuotaLimiter | undefined;
	/**
	 * The maximum wait for a slot, in milliseconds. A call that would wait longer fails with `quota-exceeded` and
	 * sends nothing.
	 *
	 * @default Infinity
	 */
	readonly maxWaitMs?: number | undefined;
	/** Additional limits that calls can select with `bucket`. They are merged with `awinLimits`. @default {} */
	readonly buckets?: Readonly<Record<string, RateLimit>> | undefined;
};

/** The resolved quota options, with all defaults. */
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

const isLimiter = (quota: unknown): quota is QuotaLimiter =>
	typeof quota === 'object' &&
	quota !== null &&
	['acquire', 'pause', 'observe', 'state'].every(
		(name) => typeof Reflect.get(quota, name) === 'function',
	);

/**
 * Validates the quota options of a client and adds the defaults.
 *
 * @throws TypeError if an option is unknown or invalid, or if `limiter` is combined with `calls` or `intervalMs`.
 */
export const resolveQuota = (
	quota: QuotaLimiter | QuotaOptions | false = ownProperties({}),
	clock: Clock,
): ResolvedQuota | false => {
	if (quota === false) return false;
	if (isLimiter(quota)) return {limiter: quota, maxWaitMs: Infinity, buckets: {}};
	const accepted = 'a limiter, an object or false';
	const own = readOptions(quota, known, {option: 'quota', accepted});
	const {calls, intervalMs, limiter, maxWaitMs = Infinity, buckets = {}} = own;
	checkNumber('quota.maxWaitMs', maxWaitMs, {min: 0});
	if (!isPlainObject(buckets)) {
		throw invalidOption('quota.buckets', 'an object with a rate limit for each name', buckets);
	}
	if (limiter === undefined) {
		const limits = {
			...(calls !== undefined && {calls}),
			...(intervalMs !== undefined && {intervalMs}),
		};
		return {limiter: memoryLimiter({...limits, clock}), maxWaitMs, buckets};
	}
	if (!isLimiter(limiter)) {
		throw invalidOption('quota.limiter', 'a QuotaLimiter', limiter);
	}
	if (calls !== undefined || intervalMs !== undefined) {
		throw new TypeError(
			'Set either `quota.limiter` or `quota.calls` and `quota.intervalMs`, not both: a limiter has its own limits.',
		);
	}
	return {limiter, maxWaitMs, buckets};
};
