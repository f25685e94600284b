import type {ApiRequest} from '../../request/api-request.ts';
import {aborted, type Failure, failure, type Reply} from '../../response/reply.ts';
import type {Clock} from '../clock.ts';
import type {Middleware} from '../handler.ts';
import {credentialFields, hasForeignSecret, isUnsafe} from './scope.ts';

/** Fields that change nothing of the answer, and the credential, which has its own place in the key. */
const idleFields: ReadonlySet<string> = new Set([
	...credentialFields,
	'baggage',
	'traceparent',
	'tracestate',
	'user-agent',
	'x-correlation-id',
	'x-request-id',
	'x-trace-id',
]);

/** One exchange, and how many calls wait for it. */
type Exchange = {
	readonly reply: Promise<Reply>;
	readonly controller: AbortController;
	/** When the call that began it has to be done, by the clock's `elapsed`. */
	readonly deadlineAt: number;
	callers: number;
};

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1);

/** What two calls must have in common to share an exchange; `undefined` for a call that shares none. */
const sharedKey = (request: ApiRequest): string | undefined => {
	const {cache, retry, idempotent, attemptTimeoutMs, quota, redirect, headers} = request;
	if (cache === false || cache.coalesce === false) return undefined;
	if (request.method !== 'GET' || hasForeignSecret(request)) return undefined;
	const fields = Object.entries(headers).filter(([name]) => !idleFields.has(name));
	// How a call is carried out counts too: one that wants no retries must not be retried, nor the reverse.
	const policy = {cache, retry, idempotent, attemptTimeoutMs, quota, redirect};
	return JSON.stringify([request.credential, request.url, fields.sort(byName), policy]);
};

/** A reply for one more caller, who may change the fields that it gets. */
const copyFor = (reply: Reply): Reply =>
	reply.type === 'answer' ? {...reply, headers: new Headers(reply.headers)} : reply;

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

/** Calls back when a signal fires; gives a function that takes the listener off again. */
const whenAborted = (signal: AbortSignal | undefined, callback: (signal: AbortSignal) => void) => {
	const listener = () => signal && callback(signal);
	signal?.addEventListener('abort', listener, {once: true});
	return () => signal?.removeEventListener('abort', listener);
};

/** Waits for an exchange, until it ends or the caller has to go; the last one to go ends it. */
const join = (
	exchange: Exchange,
	{signal}: ApiRequest,
	deadlineAt: number,
	clock: Clock,
): Promise<Reply> =>
	new Promise((resolve, reject) => {
		exchange.callers += 1;
		const stop = () => {
			cancelAbort();
			cancelTimer();
		};
		const leave = (own: Failure, reason: unknown) => {
			stop();
			exchange.callers -= 1;
			if (exchange.callers === 0) exchange.controller.abort(reason);
			// Alone, an aborted call learns from the exchange itself how far it went.
			const isAlone = exchange.callers === 0 && own.kind === 'aborted';
			resolve(isAlone ? exchange.reply : own);
		};
		const cancelAbort = whenAborted(signal, (fired) => {
			leave(aborted(fired, 'request'), fired.reason);
		});
		// The call that began the exchange has given it its own deadline; a later one would end after it.
		const cancelTimer =
			deadlineAt < exchange.deadlineAt
				? clock.after(deadlineAt - clock.elapsed(), () => leave(tooLate(), undefined))
				: () => {};
		exchange.reply.then((reply) => {
			stop();
			resolve(reply);
		}, reject);
	});

/**
 * Lets identical GETs in flight share one exchange. Each call keeps its own abort and deadline; the exchange
 * is aborted when its last caller is gone. A write ends the sharing: a GET that comes after it never gets an
 * answer from before it.
 *
 * @param parts - The clock that deadlines are measured with.
 */
export const coalesce =
	({clock}: {readonly clock: Clock}): Middleware =>
	(next) => {
		const exchanges = new Map<string, Exchange>();

		const begin = (key: string, request: ApiRequest, deadlineAt: number): Exchange => {
			const controller = new AbortController();
			const forget = () => {
				if (exchanges.get(key) === exchange) exchanges.delete(key);
			};
			controller.signal.addEventListener('abort', forget, {once: true});
			const reply = next({...request, signal: controller.signal}).finally(forget);
			const exchange = {reply, controller, deadlineAt, callers: 0};
			exchanges.set(key, exchange);
			return exchange;
		};

		const share = async (request: ApiRequest, key: string, deadlineAt: number): Promise<Reply> => {
			const found = exchanges.get(key);
			if (found === undefined) {
				return join(begin(key, request, deadlineAt), request, deadlineAt, clock);
			}
			const reply = await join(found, request, deadlineAt, clock);
			const elapsed = clock.elapsed();
			if (deadlineAt > found.deadlineAt && wasCutShort(reply, found, elapsed)) {
				return share({...request, deadlineMs: deadlineAt - elapsed}, key, deadlineAt);
			}
			return copyFor(reply);
		};

		return async (request) => {
			if (isUnsafe(request)) {
				const reply = await next(request);
				exchanges.clear();
				return reply;
			}
			const key = request.signal?.aborted ? undefined : sharedKey(request);
			if (key === undefined) return next(request);
			return share(request, key, clock.elapsed() + request.deadlineMs);
		};
	};
