import type {ApiRequest} from '../../request/api-request.ts';
import type {Reply} from '../../response/reply.ts';
import type {Clock} from '../clock.ts';
import {isRead} from '../cache/rules/bypass.ts';
import type {EagerHandler, Handler} from '../middleware.ts';
import {type Emitter, silentEmitter} from '../observe/emitter.ts';
import {onAbort} from '../on-abort.ts';
import {isShareable, coalescingKey} from './coalescing-key.ts';
import {endedByDeadline, type Exchange, join} from './exchange.ts';
import {cancelBody, copyFor, ownBody, shareable} from './share-body.ts';

/** The dependencies of {@link coalesce}. */
export type CoalesceOptions = {
	/** Measures deadlines. */
	readonly clock: Clock;
	/** @default tells nobody */
	readonly emitter?: Emitter;
};

/** Tells the observers of a call that it shares an exchange. */
const tellShared = ({observed}: ApiRequest, {request}: Exchange, emitter: Emitter, at: number) => {
	if (observed === undefined) return;
	emitter.emit({type: 'shared', at, call: observed.call, leader: request.observed?.call});
};

/**
 * Creates a middleware that lets GETs in flight, and POSTs that only read, share one exchange if they have the same
 * coalescing key. Each call
 * keeps its own signal and deadline. The exchange is aborted when no call waits for it any more.
 *
 * After a response for a URL arrives, later calls do not join exchanges for that URL that were already in
 * flight; after a write ends, they do not join any. So no call gets a response that is older than one that
 * arrived before the call started.
 */
export const coalesce =
	({clock, emitter = silentEmitter}: CoalesceOptions) =>
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
			tellShared(request, found, emitter, clock.now());
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
