import type {Clock} from '../../clock.ts';
import {createAlarm} from './resettable-timer.ts';
import type {Gate, Pass} from './shared-window.ts';
import {type Lane, type Waiter, watch} from './queue.ts';
import {createLanes} from './queues.ts';
import type {QuotaAsk, QuotaBucket, QuotaGrant, QuotaHint, QuotaState} from '../types.ts';

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
	const lanes = createLanes(limits);
	const {token} = lanes;
	const alarm = createAlarm(clock, () => turn());
	let queued = 0;
	let arrivals = 0;
	let asking = false;

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

	/** Lets everyone start who can, then sets the timer for whoever is next. */
	const turn = () => {
		if (asking) return;
		const now = clock.elapsed();
		let {waiter, wakeAt} = lanes.next(now);
		while (waiter !== undefined) {
			if (gate !== undefined) {
				void passGate(gate, waiter);
				return;
			}
			leave(waiter, start(waiter.lane, now, now - waiter.since));
			({waiter, wakeAt} = lanes.next(now));
		}
		alarm.set(wakeAt);
	};

	const leave = (waiter: Waiter, grant: QuotaGrant) => {
		waiter.lane.line.remove(waiter);
		waiter.lane.untold.delete(waiter);
		queued -= 1;
		waiter.unwatch?.();
		waiter.resolve(grant);
	};

	const leaveGate = (lane: Lane) => {
		if (lane.line.size() > 0 || lane.shutUntil === -Infinity) return;
		lane.shutUntil = -Infinity;
		gate?.leave(lane.bucket);
	};

	const giveUp = (waiter: Waiter, grant: QuotaGrant) => {
		leave(waiter, grant);
		leaveGate(waiter.lane);
		turn();
	};

	const tooLong = (waitedMs: number, at: number, now: number): QuotaGrant => ({
		type: 'too-long',
		waitedMs,
		retryAt: epoch(at, now),
	});

	const onAbort = (waiter: Waiter) =>
		giveUp(waiter, {type: 'aborted', waitedMs: clock.elapsed() - waiter.since});

	const onTimeUp = (waiter: Waiter) => {
		const now = clock.elapsed();
		const at = lanes.freeAtBehind(waiter.lane, 0, now);
		giveUp(waiter, tooLong(now - waiter.since, at, now));
	};

	const wait = (
		ask: QuotaAsk,
		lane: Lane,
		now: number,
		at: number,
		resolve: (grant: QuotaGrant) => void,
	) => {
		arrivals += 1;
		const waiter: Waiter = {
			priority: ask.priority,
			order: arrivals,
			previous: undefined,
			next: undefined,
			ask,
			lane,
			since: now,
			resolve,
			unwatch: undefined,
		};
		watch(waiter, clock, onAbort, onTimeUp);
		lane.line.add(waiter);
		queued += 1;
		if (at > now) ask.onWait?.({waitMs: at - now, queued});
		else lane.untold.add(waiter);
		turn();
	};

	/** Asks for whoever is next, and lets the one pass who is next by the time of the answer. */
	const passGate = async ({ask}: Gate, {lane, ask: wish}: Waiter) => {
		asking = true;
		const pass = await ask(wish);
		asking = false;
		lane.shutUntil = -Infinity;
		admit(lane, pass, clock.elapsed());
		turn();
	};

	const admit = (lane: Lane, pass: Pass, now: number) => {
		let first = lane.line.first();
		if (pass.type === 'open') {
			if (first === undefined || lanes.freeAt(lane, now) > now) pass.end(false);
			else leave(first, start(lane, now, now - first.since, pass.end));
			return;
		}
		if (pass.type === 'closed') {
			const retryAt = clock.now() + pass.forMs;
			for (; first !== undefined; first = lane.line.first()) {
				const waitedMs = now - first.since;
				leave(first, {type: 'unavailable', waitedMs, retryAt, cause: pass.cause});
			}
			return;
		}
		const at = now + pass.waitMs;
		lane.shutUntil = at;
		while (first !== undefined && first.since + first.ask.maxWaitMs < at) {
			leave(first, tooLong(now - first.since, at, now));
			first = lane.line.first();
		}
		for (const waiter of lane.untold) {
			const ahead = lane.line.size() - lane.untold.size;
			lane.untold.delete(waiter);
			waiter.ask.onWait?.({waitMs: lanes.freeAtBehind(lane, ahead, now) - now, queued});
		}
		leaveGate(lane);
	};

	return {
		acquire: (ask) => {
			if (ask.signal?.aborted) return {type: 'aborted', waitedMs: 0};
			const now = clock.elapsed();
			const lane = lanes.of(ask.bucket);
			if (gate === undefined && queued === 0 && lanes.freeAt(lane, now) <= now) {
				return start(lane, now, 0);
			}
			const at = lanes.freeAtBehind(lane, lane.line.ahead(ask.priority), now);
			if (at - now > ask.maxWaitMs) return tooLong(0, at, now);
			return new Promise((resolve) => wait(ask, lane, now, at, resolve));
		},
		pause: (forMs = token.intervalMs()) => {
			const now = clock.elapsed();
			const until = token.pause(now + forMs);
			if (queued > 0) turn();
			return epoch(until, now);
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
		idle: () => queued === 0 && lanes.idle(clock.elapsed()),
	};
};
