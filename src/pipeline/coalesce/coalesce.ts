import type {ApiRequest} from '../../request/api-request.ts';
import {aborted, type Failure, failure, type Reply} from '../../response/reply.ts';
import type {Clock} from '../clock.ts';
import {isRead} from '../cache/rules/bypass.ts';
import type {EagerHandler, Handler} from '../middleware.ts';
import {onAbort} from '../on-abort.ts';
import {isShareable, coalescingKey} from './coalescing-key.ts';
import {cancelBody, copyFor, ownBody, shareable} from './share-body.ts';

/** An exchange in flight, and the number of calls that wait for it. */
type Exchange = {
	readonly request: ApiRequest;
	/** The reply before anyone has received it: the calls that join copy it from here. */
	readonly pending: Promise<Reply>;
	/** The reply for the call that started the exchange. It settles one microtask after `pending`. */
	readonly reply: Promise<Reply>;
	/** Aborts the exchange; `undefined` if the call that started it has no signal, so that it is never aborted. */
	readonly controller: AbortController | undefined;
	/** When it started, in epoch milliseconds. */
	readonly startedAt: number;
	/** The deadline of the call that started it, in milliseconds of `clock.elapsed`. */
	readonly deadlineAt: number;
	waiting: number;
};

/** Whether an exchange ended because of the deadline of the call that started it. */
const endedByDeadline = (reply: Reply, exchange: Exchange, elapsed: number): boolean =>
	reply.notRetried === 'deadline' ||
	(reply.type === 'failure' && reply.kind === 'timeout' && elapsed >= exchange.deadlineAt);

const deadlinePassed = (): Failure =>
	failure({
		kind: 'timeout',
		phase: 'request',
		message: 'the deadline of the call passed while it waited for a shared exchange',
	});

/**
 * Waits for the reply of an exchange until it ends, the caller aborts, or the caller's deadline passes. If the last waiting
 * call leaves, the exchange is aborted.
 */
const join = (
	exchange: Exchange,
	reply: Promise<Reply>,
	{signal}: ApiRequest,
	deadlineAt: number,
	clock: Clock,
): Promise<Reply> => {
	exchange.waiting += 1;
	/* The exchange already ends at the deadline of the call that started it, so a later one needs no timer. */
	const hasEarlierDeadline = deadlineAt < exchange.deadlineAt;
	if (signal === undefined && !hasEarlierDeadline) return reply;
	return new Promise((resolve) => {
		const stop = () => {
			cancelAbort();
			cancelTimer();
		};
		const leave = (result: Failure, reason: unknown) => {
			stop();
			exchange.waiting -= 1;
			const isLast = exchange.waiting === 0;
			if (isLast) exchange.controller?.abort(reason);
			/* The reply of the aborted exchange states how far the exchange got. */
			const isReply = isLast && result.kind === 'aborted';
			if (!isReply) void reply.then(cancelBody, () => {});
			resolve(isReply ? reply : result);
		};
		const cancelAbort = onAbort(signal, (fired) => {
			leave(aborted(fired, 'request'), fired.reason);
		});
		const cancelTimer = hasEarlierDeadline
			? clock.after(deadlineAt - clock.elapsed(), () => leave(deadlinePassed(), undefined))
			: () => {};
		const settle = () => {
			stop();
			resolve(reply);
		};
		reply.then(settle, settle);
	});
};

/**
 * Creates a middleware that lets GETs in flight, and POSTs that only read, share one exchange if they have the same
 * coalescing key. Each call
 * keeps its own signal and deadline. The exchange is aborted when no call waits for it any more.
 *
 * After a response for a URL arrives, later calls do not join exchanges for that URL that were already in
 * flight; after a write ends, they do not join any. So no call gets a response that is older than one that
 * arrived before the call started.
 *
 * @param context - The clock that measures deadlines.
 */
export const coalesce =
	({clock}: {readonly clock: Clock}) =>
	(next: EagerHandler): Handler => {
		/* By URL, so that the coalescing key is computed only if another call for the URL is in flight. */
		const exchanges = new Map<string, readonly Exchange[]>();

		const find = (request: ApiRequest): Exchange | undefined => {
			const others = exchanges.get(request.url);
			if (others === undefined) return undefined;
			const key = coalescingKey(request);
			return others.find((other) => coalescingKey(other.request) === key);
		};

		/** Closes all exchanges for a URL that fail a test, so that later calls do not join them. */
		const retain = (url: string, test: (exchange: Exchange) => boolean) => {
			const others = exchanges.get(url);
			if (others === undefined) return;
			const retained = others.filter(test);
			if (retained.length === 0) exchanges.delete(url);
			else exchanges.set(url, retained);
		};

		const close = (exchange: Exchange) =>
			retain(exchange.request.url, (other) => other !== exchange);

		/** Closes the exchanges whose response may be older than a reply that has arrived. */
		const closeToJoins = (request: ApiRequest, reply: Reply): Reply => {
			if (!isRead(request)) exchanges.clear();
			else if (reply.type === 'answer') exchanges.delete(request.url);
			return reply;
		};

		/** Does the same for a stored response. Exchanges that started after it was stored return a newer one. */
		const closeOlderToJoins = (request: ApiRequest, reply: Reply): Reply => {
			const {storedAt} = reply;
			if (storedAt !== undefined) {
				retain(request.url, ({startedAt}) => startedAt > storedAt);
			}
			return reply;
		};

		/** Registers an exchange in flight, so that others can join it. */
		const register = (started: Omit<Exchange, 'reply' | 'waiting'>): Exchange => {
			const {request, controller, pending} = started;
			const run = async () => {
				try {
					return closeToJoins(request, await pending);
				} finally {
					stopListening();
					close(exchange);
				}
			};
			const exchange: Exchange = {...started, reply: run(), waiting: 0};
			const stopListening = onAbort(controller?.signal, () => close(exchange));
			const others = exchanges.get(request.url);
			exchanges.set(request.url, others === undefined ? [exchange] : [...others, exchange]);
			return exchange;
		};

		/** Starts an exchange. */
		const lead = (request: ApiRequest): Reply | Promise<Reply> => {
			const startedAt = clock.now();
			const deadlineAt = clock.elapsed() + request.deadlineMs;
			const controller = request.signal && new AbortController();
			const reply = next(
				controller === undefined ? request : {...request, signal: controller.signal},
			);
			/* A fresh stored response is returned synchronously, so there is no exchange to share. */
			if (!(reply instanceof Promise)) return closeOlderToJoins(request, reply);
			const isStreamed = request.as === 'response';
			const pending = isStreamed ? shareable(reply) : reply;
			const exchange = register({request, controller, startedAt, deadlineAt, pending});
			const joined = join(exchange, exchange.reply, request, deadlineAt, clock);
			return isStreamed ? joined.then((own) => ownBody(own, request, clock)) : joined;
		};

		/** Joins an exchange. If it ends early because of a deadline before that of the call, tries again. */
		const joinOther = async (found: Exchange, request: ApiRequest): Promise<Reply> => {
			const deadlineAt = clock.elapsed() + request.deadlineMs;
			/* Copied as soon as it is there, before the call that started the exchange can change its own. */
			const copied = found.pending.then(copyFor);
			const reply = await join(found, copied, request, deadlineAt, clock);
			const elapsed = clock.elapsed();
			if (deadlineAt > found.deadlineAt && endedByDeadline(reply, found, elapsed)) {
				cancelBody(reply);
				return share({...request, deadlineMs: deadlineAt - elapsed});
			}
			return ownBody(reply, request, clock);
		};

		const share = (request: ApiRequest): Reply | Promise<Reply> => {
			const found = find(request);
			return found === undefined ? lead(request) : joinOther(found, request);
		};

		const forward = async (request: ApiRequest) => closeToJoins(request, await next(request));

		return (request) => Promise.resolve(isShareable(request) ? share(request) : forward(request));
	};
