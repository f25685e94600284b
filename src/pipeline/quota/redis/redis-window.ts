import type {Clock} from '../../clock.ts';
import type {Gate, Pass} from '../scheduler/shared-window.ts';
import type {QuotaAsk, QuotaBucket, QuotaHint} from '../types.ts';
import {type RedisLink, retryMs, type ScriptAnswer} from './circuit-breaker.ts';
import {arrivalMs} from '../scheduler/sliding-window.ts';

/** A process that does not come back for its slot this long after it was to, in milliseconds, loses its place. */
const graceMs = 1000;

/** No lease is longer than this, in milliseconds, so that what a process held that died is free after it. */
const longestLeaseMs = 3_600_000;

/** A gate that processes share through Redis. */
export type RedisGate = Gate & {
	readonly pause: (forMs: number) => void;
	readonly learn: (hint: QuotaHint) => void;
	/** How full the shared window was when Redis last spoke of it. */
	readonly seen: () => {readonly used: number; readonly resetAt: number} | undefined;
};

/** What the gate needs. */
export type RedisGateOptions = {
	readonly link: RedisLink;
	readonly clock: Clock;
	/** The digest of the credential. */
	readonly key: string;
	/** Stands for this process in the line. */
	readonly process: string;
	readonly limits: QuotaBucket;
	/** Whether calls go ahead while Redis is away. */
	readonly local: boolean;
};

/** A bucket as the script takes it: 0 where there is no limit. */
const forScript = (name: string, bucket: QuotaBucket) => {
	const {calls, intervalMs, concurrency = Infinity, spacingMs = 0} = bucket;
	return {
		name,
		calls,
		intervalMs,
		spacingMs,
		concurrency: concurrency === Infinity ? 0 : concurrency,
		/* Nobody can foretell when a running call ends: asked as often as a slot comes up on the average. */
		recheckMs: Math.min(1000, intervalMs / calls),
	};
};

/** Makes the gate of one credential. */
export const createRedisGate = (options: RedisGateOptions): RedisGate => {
	const {link, clock, key, process, limits, local} = options;
	let slots = 0;
	let seen: {readonly used: number; readonly resetAt: number} | undefined;

	const messageOf = (bucket: QuotaAsk['bucket'], leaseMs = 0) => ({
		place: `${process}/${bucket?.name ?? ''}`,
		buckets: [
			...(bucket === undefined ? [] : [forScript(`bucket/${bucket.name}`, bucket)]),
			forScript('token', limits),
		],
		keepMs:
			Math.max(limits.intervalMs, bucket?.intervalMs ?? 0, bucket?.spacingMs ?? 0, leaseMs) +
			arrivalMs +
			graceMs,
	});

	const note = ({used, resetMs}: ScriptAnswer) => {
		seen = {used, resetAt: clock.elapsed() + resetMs};
	};

	/** Says something that nobody waits for. What Redis misses meanwhile, it forgets by itself in time. */
	const say = (message: object) => {
		if (link.failure(key, look) === undefined) link.run(key, message).then(note, () => {});
	};

	const look = {op: 'look', ...messageOf(undefined)};

	const withoutRedis = (cause: unknown): Pass =>
		local ? {type: 'open', end: () => {}} : {type: 'closed', forMs: retryMs, cause};

	return {
		ask: async ({bucket, leaseMs}) => {
			const away = link.failure(key, look);
			if (away !== undefined) return withoutRedis(away.cause);
			const lease = Math.min(leaseMs, longestLeaseMs);
			const id = `${process}/${(slots += 1)}`;
			const message = messageOf(bucket, lease);
			const end = (used: boolean) => say({op: 'end', id, used, ...message});
			try {
				const take = {op: 'take', id, graceMs, arrivalMs, leaseMs: lease, ...message};
				const answer = await link.run(key, take, (late) => {
					if (late.granted) end(false);
				});
				note(answer);
				return answer.granted ? {type: 'open', end} : {type: 'wait', waitMs: answer.waitMs};
			} catch (error) {
				return withoutRedis(error);
			}
		},
		leave: (bucket) => say({op: 'leave', ...messageOf(bucket)}),
		pause: (forMs) => say({op: 'pause', forMs, ...messageOf(undefined)}),
		learn: ({remaining, resetMs, ageMs}) => {
			const forMs = Math.min(resetMs, limits.intervalMs);
			say({op: 'learn', remaining, forMs, ageMs, ...messageOf(undefined)});
		},
		seen: () => seen,
	};
};
