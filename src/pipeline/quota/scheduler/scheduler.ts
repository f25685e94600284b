import {type Clock, createTimer} from '../../clock.ts';
import type {
	AcquireOptions,
	AcquireResult,
	QuotaState,
	RateLimit,
	ServerRateLimit,
} from '../types.ts';
import {type LimitQueue, type Waiter, watch} from './queue.ts';
import {createLimitQueues} from './queues.ts';
import type {Decision, SharedWindow} from './shared-window.ts';

/** Starts the calls of one credential within its limits. Has the methods of `QuotaLimiter`, without the key. */
export type QuotaScheduler = {
	readonly acquire: (options: AcquireOptions) => AcquireResult | Promise<AcquireResult>;
	readonly pause: (forMs: number | undefined) => number;
	readonly observe: (limit: ServerRateLimit) => void;
	readonly state: () => QuotaState;
	readonly tighten: (limits: RateLimit) => void;
	/** Whether the scheduler can be discarded: no call waits, and its windows are idle. */
	readonly idle: () => boolean;
};

/**
 * Creates the scheduler of one credential. It sets one timer, for the next call that can start, and no timer if
 * no call waits. With a shared window, a call needs free slots in the windows of this process first, and then a
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
	let queued = 0;
	let arrivals = 0;
	let sharedRequestPending = false;

	const toEpoch = (at: number, now: number) => clock.now() + Math.max(0, at - now);

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
			if (queued > 0) dispatch();
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
			settle(waiter, start(waiter.queue, now, now - waiter.since));
			({waiter, wakeAt} = queues.next(now));
		}
		timer.set(wakeAt);
	};

	const settle = (waiter: Waiter, result: AcquireResult) => {
		waiter.queue.waiting.remove(waiter);
		waiter.queue.unnotified.delete(waiter);
		queued -= 1;
		waiter.unwatch?.();
		waiter.resolve(result);
	};

	/** Gives up the position in the shared window if no call of the queue waits any more. */
	const leaveShared = (queue: LimitQueue) => {
		if (queue.waiting.size() > 0 || queue.blockedUntil === -Infinity) return;
		queue.blockedUntil = -Infinity;
		sharedWindow?.dequeue(queue.bucket);
	};

	const giveUp = (waiter: Waiter, result: AcquireResult) => {
		settle(waiter, result);
		leaveShared(waiter.queue);
		dispatch();
	};

	const tooLong = (waitedMs: number, at: number, now: number): AcquireResult => ({
		type: 'too-long',
		waitedMs,
		retryAt: toEpoch(at, now),
	});

	const onAbort = (waiter: Waiter) =>
		giveUp(waiter, {type: 'aborted', waitedMs: clock.elapsed() - waiter.since});

	const onTimeUp = (waiter: Waiter) => {
		const now = clock.elapsed();
		const at = queues.estimateStartAt(waiter.queue, 0, now);
		giveUp(waiter, tooLong(now - waiter.since, at, now));
	};

	const enqueue = (
		options: AcquireOptions,
		queue: LimitQueue,
		now: number,
		startAt: number,
		resolve: (result: AcquireResult) => void,
	) => {
		arrivals += 1;
		const {priority} = options;
		const waiter: Waiter = {priority, order: arrivals, options, queue, since: now, resolve};
		watch(waiter, clock, onAbort, onTimeUp);
		queue.waiting.add(waiter);
		queued += 1;
		if (startAt > now) options.onWait?.({waitMs: startAt - now, queued});
		else queue.unnotified.add(waiter);
		dispatch();
	};

	/** Requests a shared slot for a queue. The decision applies to the call that is first when it arrives. */
	const acquireShared = async ({tryAcquire}: SharedWindow, {queue, options}: Waiter) => {
		sharedRequestPending = true;
		const decision = await tryAcquire(options);
		sharedRequestPending = false;
		queue.blockedUntil = -Infinity;
		applyDecision(queue, decision, clock.elapsed());
		dispatch();
	};

	const applyDecision = (queue: LimitQueue, decision: Decision, now: number) => {
		let first = queue.waiting.first();
		if (decision.type === 'granted') {
			if (first === undefined || queues.nextStartAt(queue, now) > now) decision.end(false);
			else settle(first, start(queue, now, now - first.since, decision.end));
			return;
		}
		if (decision.type === 'unavailable') {
			const retryAt = clock.now() + decision.forMs;
			for (; first !== undefined; first = queue.waiting.first()) {
				const waitedMs = now - first.since;
				settle(first, {type: 'unavailable', waitedMs, retryAt, cause: decision.cause});
			}
			return;
		}
		const at = now + decision.waitMs;
		queue.blockedUntil = at;
		while (first !== undefined && first.since + first.options.maxWaitMs < at) {
			settle(first, tooLong(now - first.since, at, now));
			first = queue.waiting.first();
		}
		for (const waiter of queue.unnotified) {
			const position = queue.waiting.size() - queue.unnotified.size;
			queue.unnotified.delete(waiter);
			const waitMs = queues.estimateStartAt(queue, position, now) - now;
			waiter.options.onWait?.({waitMs, queued});
		}
		leaveShared(queue);
	};

	return {
		acquire: (options) => {
			if (options.signal?.aborted) return {type: 'aborted', waitedMs: 0};
			const now = clock.elapsed();
			const queue = queues.of(options.bucket);
			if (sharedWindow === undefined && queued === 0 && queues.nextStartAt(queue, now) <= now) {
				return start(queue, now, 0);
			}
			const position = queue.waiting.ahead(options.priority);
			const startAt = queues.estimateStartAt(queue, position, now);
			if (startAt - now > options.maxWaitMs) return tooLong(0, startAt, now);
			return new Promise((resolve) => enqueue(options, queue, now, startAt, resolve));
		},
		pause: (forMs = accountWindow.intervalMs()) => {
			const now = clock.elapsed();
			const until = accountWindow.pause(now + forMs);
			if (queued > 0) dispatch();
			return toEpoch(until, now);
		},
		observe: (limit) => {
			accountWindow.observe(limit, clock.elapsed());
			if (queued > 0) dispatch();
		},
		state: () => {
			const now = clock.elapsed();
			const resetAt = toEpoch(accountWindow.resetAt(now), now);
			const used = accountWindow.used(now);
			return {used, remaining: accountWindow.remaining(now), queued, resetAt};
		},
		tighten: accountWindow.tighten,
		idle: () => queued === 0 && queues.idle(clock.elapsed()),
	};
};
