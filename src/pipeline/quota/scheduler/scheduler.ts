import {type Clock, createTimer} from '../../clock.ts';
import type {
	AcquireOptions,
	AcquireResult,
	QuotaState,
	RateLimit,
	ServerRateLimit,
} from '../types.ts';
import {forgetShared, leaveIfEmpty, type LimitQueue, type Waiter} from './queue.ts';
import {createLimitQueues} from './queues.ts';
import {type Decision, requestDecision, type SharedWindow} from './shared-window.ts';
import {createWaitingCalls} from './waiting-calls.ts';

/** Starts the calls of one credential within its limits. Has the methods of `QuotaLimiter`, without the key. */
export type QuotaScheduler = {
	readonly acquire: (options: AcquireOptions) => AcquireResult | Promise<AcquireResult>;
	readonly pause: (forMs: number | undefined, maxRetryAfterMs?: number) => number;
	readonly observe: (limit: ServerRateLimit) => void;
	readonly state: () => QuotaState;
	readonly tighten: (limits: RateLimit) => void;
	/** Whether the scheduler can be discarded: no call waits, and its windows are idle. */
	readonly idle: () => boolean;
};

/**
 * Creates the scheduler of one credential. It sets one timer, for the next call that can start, and none if no
 * call waits. Each call with a finite `maxWaitMs` adds a timer of its own. With a shared window, a call needs free slots in the windows of this process first, and then a
 * slot of the shared window.
 */
export const createScheduler = (
	clock: Clock,
	limits: RateLimit,
	sharedWindow?: SharedWindow,
): QuotaScheduler => {
	const queues = createLimitQueues(limits);
	const {accountWindow} = queues;
	const timer = createTimer(clock, () => dispatch());
	let sharedRequestPending = false;
	/** When a slow shared window decides at the latest. `-Infinity` if it is not slow. */
	let decidedBy = -Infinity;
	/** The calls that have waited for `maxWaitMs`, but only for a decision of the shared window. */
	const overdue = new Set<Waiter>();

	/* Rounded up, so that a call at this time is not too early. */
	const toEpoch = (at: number, now: number) => Math.ceil(clock.now() + Math.max(0, at - now));

	const start = (
		queue: LimitQueue,
		now: number,
		waitedMs: number,
		onEnd?: (used: boolean) => void,
	): AcquireResult => {
		const end = queues.start(queue, now);
		const release = () => {
			end(clock.elapsed());
			onEnd?.(true);
			if (calls.count() > 0) dispatch();
		};
		return {type: 'slot', waitedMs, release};
	};

	/** Starts all calls that can start now, and sets the timer for the next one. */
	const dispatch = () => {
		if (sharedRequestPending) return;
		const now = clock.elapsed();
		let {waiter, wakeAt} = queues.next(now);
		while (waiter !== undefined) {
			if (sharedWindow !== undefined) {
				void acquireShared(sharedWindow, waiter);
				return;
			}
			calls.settle(waiter, start(waiter.queue, now, now - waiter.since));
			({waiter, wakeAt} = queues.next(now));
		}
		timer.set(wakeAt);
	};

	const leaveShared = () => leaveIfEmpty(queues.all(), sharedWindow);

	const giveUp = (waiter: Waiter, result: AcquireResult) => {
		calls.settle(waiter, result);
		leaveShared();
		dispatch();
	};

	const onTimeUp = (waiter: Waiter) => {
		/* A slot may become free at the same time. */
		dispatch();
		if (waiter.settled) return;
		const now = clock.elapsed();
		const at = queues.estimateStartAt(waiter.queue, 0, now);
		/* Nothing is known of a wait for a slot, so the decision comes first. */
		if (sharedRequestPending && at <= now) overdue.add(waiter);
		else giveUp(waiter, calls.tooLong(now - waiter.since, at, now));
	};

	const calls = createWaitingCalls({
		clock,
		queues,
		onAborted: (waiter) =>
			giveUp(waiter, {type: 'aborted', waitedMs: clock.elapsed() - waiter.since}),
		onTimeUp,
	});

	/** Requests a shared slot for a queue. The decision applies to the call that is first when it arrives. */
	const acquireShared = async (shared: SharedWindow, {queue, options}: Waiter) => {
		sharedRequestPending = true;
		const decision = await requestDecision(shared, options, clock, (restMs) => {
			decidedBy = clock.elapsed() + restMs;
			calls.notifyWaiting(decidedBy);
		});
		decidedBy = -Infinity;
		sharedRequestPending = false;
		forgetShared(queue);
		applyDecision(queue, decision, clock.elapsed());
		dispatch();
		calls.notifyWaiting(decidedBy);
		const late = [...overdue];
		overdue.clear();
		for (const waiter of late) onTimeUp(waiter);
	};

	const applyDecision = (queue: LimitQueue, decision: Decision, now: number) => {
		let first = queue.waiting.first();
		if (decision.type === 'granted') {
			if (first === undefined || queues.nextStartAt(queue, now) > now) decision.end(false);
			else calls.settle(first, start(queue, now, now - first.since, decision.end));
			return;
		}
		if (decision.type === 'unavailable') {
			const retryAt = toEpoch(now + decision.forMs, now);
			for (; first !== undefined; first = queue.waiting.first()) {
				const waitedMs = now - first.since;
				calls.settle(first, {type: 'unavailable', waitedMs, retryAt, cause: decision.cause});
			}
			return;
		}
		const at = now + decision.waitMs;
		queue.blockedUntil = at;
		queue.askAgainAt = now + decision.askAgainMs;
		if (decision.pausedMs > 0) pauseAll(decision.pausedMs, decision.pausedMs, now);
		first = queue.waiting.first();
		while (first !== undefined && first.since + first.options.maxWaitMs < at) {
			calls.settle(first, calls.tooLong(now - first.since, at, now));
			first = queue.waiting.first();
		}
		leaveShared();
	};

	/** Starts no calls for a time, and ends the waits of the calls that do not accept such a pause. */
	const pauseAll = (forMs: number, maxRetryAfterMs: number | undefined, now: number) => {
		const until = accountWindow.pause(forMs, maxRetryAfterMs, now);
		calls.settlePaused(now);
		leaveShared();
		return until;
	};

	return {
		acquire: (options) => {
			if (options.signal?.aborted) return {type: 'aborted', waitedMs: 0};
			const now = clock.elapsed();
			const queue = queues.of(options.bucket);
			const isFree = sharedWindow === undefined && calls.count() === 0;
			if (isFree && queues.nextStartAt(queue, now) <= now) return start(queue, now, 0);
			const rejected = calls.rejectPaused(options, now, now);
			if (rejected !== undefined) return rejected;
			const position = queue.waiting.ahead(options.priority);
			const startAt = queues.estimateStartAt(queue, position, now);
			/* A running call may end earlier than assumed, so only a call that never waits gives up because of it. */
			const {maxWaitMs} = options;
			const limitAt = maxWaitMs === 0 ? startAt : queues.earliestStartAt(queue, position, now);
			if (limitAt - now > maxWaitMs) return calls.tooLong(0, startAt, now);
			return new Promise((resolve) => {
				const waiter = calls.add(options, queue, now, resolve);
				const expectedAt = Math.max(startAt, decidedBy);
				if (expectedAt > now) calls.notify(waiter, expectedAt - now);
				else queue.unnotified.add(waiter);
				dispatch();
			});
		},
		pause: (forMs = accountWindow.intervalMs(), maxRetryAfterMs) => {
			const now = clock.elapsed();
			const until = pauseAll(forMs, maxRetryAfterMs, now);
			if (calls.count() > 0) dispatch();
			return toEpoch(until, now);
		},
		observe: (limit) => {
			accountWindow.observe(limit, clock.elapsed());
			if (calls.count() > 0) dispatch();
		},
		state: () => {
			const now = clock.elapsed();
			const resetAt = toEpoch(accountWindow.resetAt(now), now);
			const used = accountWindow.used(now);
			return {used, remaining: accountWindow.remaining(now), queued: calls.count(), resetAt};
		},
		tighten: accountWindow.tighten,
		idle: () => calls.count() === 0 && queues.idle(clock.elapsed()),
	};
};
