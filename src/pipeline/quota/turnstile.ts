import type {Clock} from '../clock.ts';
import {createAlarm} from './alarm.ts';
import type {Gate} from './gate.ts';
import {createLane, createWaiter, type Lane, type Waiter} from './lane.ts';
import type {QuotaAsk, QuotaBucket, QuotaGrant, QuotaHint, QuotaState} from './limiter.ts';
import {createSlidingWindow} from './sliding-window.ts';
import {goesBefore} from './waiting-line.ts';

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

/**
 * Makes the turnstile of one credential. It keeps one timer, for whoever is next, and none while nobody waits.
 * Where there is a gate, whoever could go as far as this process is concerned has to pass that, too.
 */
export const createTurnstile = (clock: Clock, limits: QuotaBucket, gate?: Gate): Turnstile => {
	const token = createSlidingWindow(limits);
	const plain = createLane(undefined);
	const lanes = new Map([['', plain]]);
	let queued = 0;
	let arrivals = 0;
	let asking = false;
	const alarm = createAlarm(clock, () => turn());

	const laneOf = (bucket: QuotaAsk['bucket']): Lane => {
		if (bucket === undefined) return plain;
		const known = lanes.get(bucket.name);
		known?.window?.tighten(bucket);
		if (known !== undefined) return known;
		const lane = createLane(bucket);
		lanes.set(bucket.name, lane);
		return lane;
	};

	const freeAt = ({window, shutUntil}: Lane, now: number) =>
		Math.max(token.freeAt(now), window?.freeAt(now) ?? -Infinity, shutUntil);

	const freeAtBehind = ({window, shutUntil}: Lane, ahead: number, now: number) =>
		Math.max(
			token.freeAtBehind(ahead, now),
			window?.freeAtBehind(ahead, now) ?? -Infinity,
			shutUntil,
		);

	const epoch = (at: number, now: number) => clock.now() + Math.max(0, at - now);

	const start = (
		{window}: Lane,
		now: number,
		waitedMs: number,
		onEnd?: (used: boolean) => void,
	): QuotaGrant => {
		const inToken = token.start(now);
		const inBucket = window?.start(now);
		const release = () => {
			const endedAt = clock.elapsed();
			token.end(inToken, endedAt);
			if (inBucket !== undefined) window?.end(inBucket, endedAt);
			onEnd?.(true);
			if (queued > 0) turn();
		};
		return {type: 'slot', waitedMs, release};
	};

	const leave = (waiter: Waiter, grant: QuotaGrant) => {
		waiter.lane.line.remove(waiter);
		waiter.lane.untold.delete(waiter);
		queued -= 1;
		waiter.settle(grant);
	};

	const giveUp = (waiter: Waiter, grant: QuotaGrant) => {
		leave(waiter, grant);
		leaveGate(waiter.lane);
		turn();
	};

	const giveUpLate = (waiter: Waiter) => {
		const now = clock.elapsed();
		const retryAt = epoch(freeAtBehind(waiter.lane, 0, now), now);
		giveUp(waiter, {type: 'too-long', waitedMs: now - waiter.since, retryAt});
	};

	/** Tells those who wait how long, as soon as that is known. */
	const tell = (lane: Lane, now: number) => {
		for (const waiter of lane.untold) {
			const at = freeAtBehind(lane, lane.line.size() - lane.untold.size, now);
			if (at <= now) return;
			lane.untold.delete(waiter);
			waiter.ask.onWait?.({waitMs: at - now, queued});
		}
	};

	/** Lets everyone start who can, then sets the timer for whoever is next. */
	const turn = () => {
		for (;;) {
			if (asking) return;
			const now = clock.elapsed();
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
				alarm.set(wakeAt);
				return;
			}
			if (gate !== undefined) {
				void askGate(gate, next);
				return;
			}
			leave(next, start(next.lane, now, now - next.since));
		}
	};

	const leaveGate = (lane: Lane) => {
		if (gate === undefined || asking || lane.line.size() > 0 || lane.shutUntil === -Infinity)
			return;
		lane.shutUntil = -Infinity;
		gate.leave(lane.bucket);
	};

	/** Asks for whoever is next, and lets the one pass who is next by the time of the answer. */
	const askGate = async ({ask}: Gate, {lane, ask: wish}: Waiter) => {
		asking = true;
		const pass = await ask(wish);
		asking = false;
		const now = clock.elapsed();
		lane.shutUntil = -Infinity;
		let first = lane.line.first();
		if (pass.type === 'open') {
			if (first !== undefined && freeAt(lane, now) <= now) {
				leave(first, start(lane, now, now - first.since, pass.end));
			} else pass.end(false);
		}
		for (; pass.type === 'closed' && first !== undefined; first = lane.line.first()) {
			const retryAt = clock.now() + pass.forMs;
			leave(first, {type: 'unavailable', waitedMs: now - first.since, retryAt, cause: pass.cause});
		}
		if (pass.type === 'wait') {
			lane.shutUntil = now + pass.waitMs;
			tell(lane, now);
			while (first !== undefined && first.since + first.ask.maxWaitMs < lane.shutUntil) {
				const retryAt = epoch(lane.shutUntil, now);
				leave(first, {type: 'too-long', waitedMs: now - first.since, retryAt});
				first = lane.line.first();
			}
			leaveGate(lane);
		}
		turn();
	};

	return {
		acquire: (ask) => {
			if (ask.signal?.aborted) return {type: 'aborted', waitedMs: 0};
			const now = clock.elapsed();
			const lane = laneOf(ask.bucket);
			if (gate === undefined && queued === 0 && freeAt(lane, now) <= now)
				return start(lane, now, 0);
			const at = freeAtBehind(lane, lane.line.ahead(ask.priority), now);
			if (at - now > ask.maxWaitMs) {
				return {type: 'too-long', waitedMs: 0, retryAt: epoch(at, now)};
			}
			return new Promise((resolve) => {
				const waiter = createWaiter({
					ask,
					lane,
					order: (arrivals += 1),
					clock,
					resolve,
					onAbort: (late) =>
						giveUp(late, {type: 'aborted', waitedMs: clock.elapsed() - late.since}),
					onTimeUp: giveUpLate,
				});
				lane.line.add(waiter);
				queued += 1;
				if (at > now) ask.onWait?.({waitMs: at - now, queued});
				else lane.untold.add(waiter);
				turn();
			});
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
			const resetAt = epoch(token.resetAt(now), now);
			return {used: token.used(now), remaining: token.remaining(now), queued, resetAt};
		},
		tighten: token.tighten,
		idle: () => {
			const now = clock.elapsed();
			const windows = [token, ...Array.from(lanes.values(), ({window}) => window ?? token)];
			return queued === 0 && windows.every((window) => window.idle(now));
		},
	};
};
