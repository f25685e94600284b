import type {ApiRequest} from '../../request/api-request.ts';
import {isSafe} from '../../request/methods.ts';
import {copyHeaders} from '../../response/fields.ts';
import {aborted, type Failure, failure, type Reply} from '../../response/reply.ts';
import type {Clock} from '../clock.ts';
import type {EagerHandler, Handler} from '../middleware.ts';
import {onAbort} from '../on-abort.ts';
import {isShareable, coalescingKey} from './coalescing-key.ts';

/** One exchange, and how many calls wait for it. */
type Exchange = {
	readonly request: ApiRequest;
	readonly reply: Promise<Reply>;
	/** Ends the exchange; `undefined` where the call that began it cannot leave, and so it never ends early. */
	readonly controller: AbortController | undefined;
	/** When it began, in epoch milliseconds. */
	readonly startedAt: number;
	/** When the call that began it has to be done, by the clock's `elapsed`. */
	readonly deadlineAt: number;
	callers: number;
};

/** A reply for one more caller, who may change whatever it gets. The body is copied when it is parsed. */
const copyFor = (reply: Reply): Reply => {
	const attempts = reply.attempts.map((attempt) => ({
		...attempt,
		waitedFor: [...attempt.waitedFor],
	}));
	return reply.type === 'answer'
		? {...reply, attempts, headers: copyHeaders(reply.headers)}
		: {...reply, attempts, headers: reply.headers && copyHeaders(reply.headers)};
};

/** Whether an exchange ended because the call that began it ran out of time. */
const wasCutShort = (reply: Reply, exchange: Exchange, elapsed: number): boolean =>
	reply.notRetried === 'deadline' ||
	(reply.type === 'failure' && reply.kind === 'timeout' && elapsed >= exchange.deadlineAt);

const tooLate = (): Failure =>
	failure({
		kind: 'timeout',
		phase: 'request',
		message: 'the deadline of the call passed while it shared the exchange of an earlier call',
	});

/** Waits for an exchange, until it ends or the caller has to go; the last one to go ends it. */
const join = (
	exchange: Exchange,
	{signal}: ApiRequest,
	deadlineAt: number,
	clock: Clock,
): Promise<Reply> => {
	exchange.callers += 1;
	// The call that began the exchange has given it its own deadline; a later one would end after it.
	const hasEarlierDeadline = deadlineAt < exchange.deadlineAt;
	if (signal === undefined && !hasEarlierDeadline) return exchange.reply;
	return new Promise((resolve, reject) => {
		const stop = () => {
			cancelAbort();
			cancelTimer();
		};
		const leave = (own: Failure, reason: unknown) => {
			stop();
			exchange.callers -= 1;
			if (exchange.callers === 0) exchange.controller?.abort(reason);
			// Alone, an aborted call learns from the exchange itself how far it went.
			const isAlone = exchange.callers === 0 && own.kind === 'aborted';
			resolve(isAlone ? exchange.reply : own);
		};
		const cancelAbort = onAbort(signal, (fired) => {
			leave(aborted(fired, 'request'), fired.reason);
		});
		const cancelTimer = hasEarlierDeadline
			? clock.after(deadlineAt - clock.elapsed(), () => leave(tooLate(), undefined))
			: () => {};
		exchange.reply.then((reply) => {
			stop();
			resolve(reply);
		}, reject);
	});
};

/**
 * Lets identical GETs in flight share one exchange. Each call keeps its own abort and deadline; the exchange
 * is aborted when its last caller is gone. When an answer comes, or a write ends, what is still in flight for
 * that URL is joined no more: no call gets an answer that is older than one that came before it began.
 *
 * @param parts - The clock that deadlines are measured with.
 */
export const coalesce =
	({clock}: {readonly clock: Clock}) =>
	(next: EagerHandler): Handler => {
		/* By URL, so that a call that meets no other for its URL is not looked at any closer. */
		const exchanges = new Map<string, readonly Exchange[]>();

		const find = (request: ApiRequest): Exchange | undefined => {
			const others = exchanges.get(request.url);
			if (others === undefined) return undefined;
			const wanted = coalescingKey(request);
			return others.find((other) => coalescingKey(other.request) === wanted);
		};

		/** Lets others join those exchanges for a URL that pass a test, and no other. */
		const keepOpen = (url: string, test: (exchange: Exchange) => boolean) => {
			const others = exchanges.get(url);
			if (others === undefined) return;
			const left = others.filter(test);
			if (left.length === 0) exchanges.delete(url);
			else exchanges.set(url, left);
		};

		const forget = (exchange: Exchange) =>
			keepOpen(exchange.request.url, (other) => other !== exchange);

		/** Lets nobody join what may be older than a reply that has come. */
		const closeToJoins = (request: ApiRequest, reply: Reply): Reply => {
			if (!isSafe(request.method)) exchanges.clear();
			else if (reply.type === 'answer') exchanges.delete(request.url);
			return reply;
		};

		/** The same for a stored answer: what began after that had come brings a newer one. */
		const closeOlderToJoins = (request: ApiRequest, reply: Reply): Reply => {
			const {storedAt} = reply;
			if (storedAt !== undefined) {
				keepOpen(request.url, ({startedAt}) => startedAt > storedAt);
			}
			return reply;
		};

		/** Lets others join an exchange that is under way. */
		const open = (
			begun: Omit<Exchange, 'reply' | 'callers'>,
			pending: Promise<Reply>,
		): Exchange => {
			const {request, controller} = begun;
			const run = async () => {
				try {
					return closeToJoins(request, await pending);
				} finally {
					forget(exchange);
				}
			};
			const exchange: Exchange = {...begun, reply: run(), callers: 0};
			controller?.signal.addEventListener('abort', () => forget(exchange), {once: true});
			const others = exchanges.get(request.url);
			exchanges.set(request.url, others === undefined ? [exchange] : [...others, exchange]);
			return exchange;
		};

		const lead = (request: ApiRequest): Reply | Promise<Reply> => {
			const startedAt = clock.now();
			const deadlineAt = clock.elapsed() + request.deadlineMs;
			const controller = request.signal && new AbortController();
			const own = controller === undefined ? request : {...request, signal: controller.signal};
			const reply = next(own);
			/* What is stored and fresh is there at once, and nothing is left to share. */
			if (!(reply instanceof Promise)) return closeOlderToJoins(request, reply);
			const exchange = open({request, controller, startedAt, deadlineAt}, reply);
			return join(exchange, request, deadlineAt, clock);
		};

		const joinOther = async (found: Exchange, request: ApiRequest): Promise<Reply> => {
			const deadlineAt = clock.elapsed() + request.deadlineMs;
			const reply = await join(found, request, deadlineAt, clock);
			const elapsed = clock.elapsed();
			if (deadlineAt > found.deadlineAt && wasCutShort(reply, found, elapsed)) {
				return share({...request, deadlineMs: deadlineAt - elapsed});
			}
			return copyFor(reply);
		};

		const share = (request: ApiRequest): Reply | Promise<Reply> => {
			const found = find(request);
			return found === undefined ? lead(request) : joinOther(found, request);
		};

		const askAlone = async (request: ApiRequest) => closeToJoins(request, await next(request));

		return (request) => Promise.resolve(isShareable(request) ? share(request) : askAlone(request));
	};
