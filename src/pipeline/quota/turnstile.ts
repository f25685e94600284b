import type {Clock} from '../clock.ts';
import type {QuotaAsk, QuotaBucket, QuotaGrant, QuotaHint, QuotaState} from './limiter.ts';
import {createSlidingWindow, type SlidingWindow, type Start} from './sliding-window.ts';
import {createWaitingLine, goesBefore, type Place, type WaitingLine} from './waiting-line.ts';

/** The calls that need the same slots: those of the token alone, or of the token and one further bucket. */
export type Lane = {
	readonly name: string;
	readonly bucket: SlidingWindow | undefined;
	readonly line: WaitingLine<Waiter>;
};

type Waiter = Place & {
	readonly ask: QuotaAsk;
	readonly lane: Lane;
	readonly since: number;
	readonly settle: (grant: QuotaGrant) => void;
};

/** All that waits and counts for one credential. */
export type Turnstile = {
	readonly acquire: (ask: QuotaAsk) => QuotaGrant | Promise<QuotaGrant>;
	readonly pause: (forMs: number | undefined) => number;
	readonly learn: (hint: QuotaHint) => void;
	readonly state: () => QuotaState;
	readonly tighten: (limits: QuotaBucket) => void;
	/** Whether nothing would be lost if it were forgotten. */
	readonly idle: () => boolean;
};

/** Makes the turnstile of one credential. It keeps one timer, for whoever is next, and none while nobody waits. */
export const createTurnstile = (clock: Clock, limits: QuotaBucket): Turnstile => {
	const token = createSlidingWindow(limits);
	const plain: Lane = {name: '', bucket: undefined, line: createWaitingLine()};
	const lanes = new Map<string, Lane>([['', plain]]);
	let queued = 0;
	let arrivals = 0;
	let timer: {readonly at: number; readonly cancel: () => void} | undefined;

	const laneOf = (bucket: QuotaAsk['bucket']): Lane => {
		if (bucket === undefined) return plain;
		const known = lanes.get(bucket.name);
		known?.bucket?.tighten(bucket);
		if (known !== undefined) return known;
		const lane: Lane = {
			name: bucket.name,
			bucket: createSlidingWindow(bucket),
			line: createWaitingLine(),
		};
		lanes.set(bucket.name, lane);
		return lane;
	};

	const freeAt = ({bucket}: Lane, now: number) =>
		Math.max(token.freeAt(now), bucket?.freeAt(now) ?? -Infinity);

	const epoch = (at: number, now: number) => clock.now() + Math.max(0, at - now);

	const start = ({bucket}: Lane, now: number, waitedMs: number): QuotaGrant => {
		const ofToken = token.start(now);
		const ofBucket: Start | undefined = bucket?.start(now);
		const release = () => {
			const endedAt = clock.elapsed();
			token.end(ofToken, endedAt);
			if (ofBucket !== undefined) bucket?.end(ofBucket, endedAt);
			if (queued > 0) turn();
		};
		return {type: 'slot', waitedMs, release};
	};

	const leave = (waiter: Waiter) => {
		waiter.lane.line.remove(waiter);
		queued -= 1;
	};

	const arm = (at: number) => {
		if (timer?.at === at) return;
		timer?.cancel();
		timer = undefined;
		if (at === Infinity) return;
		const cancel = clock.after(at - clock.elapsed(), () => {
			timer = undefined;
			turn();
		});
		timer = {at, cancel};
	};

	/** Lets everyone start who can, then sets the timer for whoever is next. */
	const turn = () => {
		const now = clock.elapsed();
		for (;;) {
			let next: Waiter | undefined;
			let wakeAt = Infinity;
			for (const lane of lanes.values()) {
				const first = lane.line.first();
				if (first === undefined) continue;
				const at = freeAt(lane, now);
				if (at > now) wakeAt = Math.min(wakeAt, at);
				else if (next === undefined || goesBefore(first, next)) next = first;
			}
			if (next === undefined) {
				arm(wakeAt);
				return;
			}
			leave(next);
			next.settle(start(next.lane, now, now - next.since));
		}
	};

	const wait = (lane: Lane, ask: QuotaAsk, now: number, at: number) =>
		new Promise<QuotaGrant>((resolve) => {
			const giveUp = (grant: QuotaGrant) => {
				leave(waiter);
				waiter.settle(grant);
				turn();
			};
			const onAbort = () => giveUp({type: 'aborted', waitedMs: clock.elapsed() - now});
			const cancelLimit =
				ask.maxWaitMs === Infinity
					? undefined
					: clock.after(ask.maxWaitMs, () => {
							const until = clock.elapsed();
							const retryAt = epoch(freeAt(lane, until), until);
							giveUp({type: 'too-long', waitedMs: until - now, retryAt});
						});
			arrivals += 1;
			const waiter: Waiter = {
				ask,
				lane,
				priority: ask.priority,
				order: arrivals,
				index: -1,
				since: now,
				settle: (grant) => {
					cancelLimit?.();
					ask.signal?.removeEventListener('abort', onAbort);
					resolve(grant);
				},
			};
			ask.signal?.addEventListener('abort', onAbort, {once: true});
			lane.line.add(waiter);
			queued += 1;
			if (at > now) ask.onWait?.({waitMs: at - now, queued});
			turn();
		});

	return {
		acquire: (ask) => {
			if (ask.signal?.aborted) return {type: 'aborted', waitedMs: 0};
			const now = clock.elapsed();
			const lane = laneOf(ask.bucket);
			if (queued === 0 && freeAt(lane, now) <= now) return start(lane, now, 0);
			const ahead = lane.line.ahead(ask.priority);
			const at = Math.max(
				token.freeAtBehind(ahead, now),
				lane.bucket?.freeAtBehind(ahead, now) ?? now,
			);
			if (at - now > ask.maxWaitMs) {
				return {type: 'too-long', waitedMs: 0, retryAt: epoch(at, now)};
			}
			return wait(lane, ask, now, at);
		},
		pause: (forMs = token.intervalMs()) => {
			const now = clock.elapsed();
			token.pause(now + forMs);
			if (queued > 0) turn();
			return epoch(now + forMs, now);
		},
		learn: (hint) => {
			token.learn(hint, clock.elapsed());
			if (queued > 0) turn();
		},
		state: () => {
			const now = clock.elapsed();
			const resetAt = epoch(token.freeAt(now), now);
			return {used: token.used(now), remaining: token.remaining(now), queued, resetAt};
		},
		tighten: token.tighten,
		idle: () => {
			const now = clock.elapsed();
			return (
				queued === 0 &&
				[token, ...[...lanes.values()].flatMap(({bucket}) => bucket ?? [])].every((window) =>
					window.idle(now),
				)
			);
		},
	};
};
