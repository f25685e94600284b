import {checkBoolean, checkNumber, invalidOption} from '../../errors/invalid-option.ts';
import {type Clock, sleep} from '../../pipeline/clock.ts';
import {onAbort} from '../../pipeline/on-abort.ts';
import {buildRequest, checkSignal, type RequestDefaults} from '../../request/build-request.ts';
import {isAsyncIterable, isIterable} from '../../request/replayable.ts';
import type {AnyResult} from '../../result/unwrap.ts';
import type {CallContext} from '../call.ts';
import {type EndpointOptions, readEndpointOptions} from '../endpoint-options.ts';
import type {AnyEndpoint} from '../endpoint.ts';
import {type Param, required, writeParam} from '../input/param.ts';
import type {AbortedResult} from '../iterate/aborted.ts';
import {abortedUnsent} from './aborted.ts';
import {chunkReader} from './chunk-reader.ts';
import type {Batch, BatchOptions, BatchOutcome, BatchSource} from './outcome.ts';

/** What the batches of an account need. */
export type BatchContext = CallContext & {readonly clock: Clock};

/** What the batches of an endpoint are like. */
export type BatchKind<Item, Result> = {
	/** The declaration of the endpoint that the batch calls. */
	readonly endpoint: Pick<AnyEndpoint, 'method' | 'path' | 'reads'>;
	/** The name of the items in messages, such as `orders`. */
	readonly option: string;
	/** What an item has to be. */
	readonly item: Param;
	/** The number of items of a call, at most. */
	readonly size: number;
	/** The default of the option `paceMs`. */
	readonly paceMs: number;
	/** Makes a call. */
	readonly send: (items: readonly Item[], options: EndpointOptions) => Promise<Result>;
	/** Those of the items of a call that were certainly not applied. */
	readonly notApplied: (sent: readonly Item[], result: Result) => readonly Item[];
};

/**
 * Copies the options of a batch.
 *
 * @param more - The names of options that the batch has besides.
 * @throws TypeError if one is unknown, or if one of its own is invalid.
 */
export const readBatchOptions = <Options extends BatchOptions>(
	options: Options | undefined,
	more: readonly string[] = [],
): Options => {
	const own = readEndpointOptions(options, ['paceMs', 'stopOnFailure', ...more]);
	if (own.paceMs !== undefined) checkNumber('paceMs', own.paceMs, {min: 0});
	checkBoolean('stopOnFailure', own.stopOnFailure);
	checkSignal(own.signal);
	if (typeof own.idempotencyKey === 'string') {
		throw invalidOption('idempotencyKey', 'true, for a key of each call', own.idempotencyKey);
	}
	return own;
};

/* What a call takes from its client, to check the options of the calls before the source is read. */
const anyDefaults: RequestDefaults = {
	baseUrl: '',
	userAgent: '',
	headers: {},
	policy: {retry: false, attemptTimeoutMs: 1, deadlineMs: 1, totalTimeoutMs: 1, cache: false},
};

/**
 * Sends the items of a source in calls of the size that Awin allows, one after the other.
 *
 * @throws TypeError if the source or an option is invalid. Nothing is read then.
 */
export const sendAll = <Item, Result extends AnyResult>(
	kind: BatchKind<Item, Result>,
	clock: Clock,
	source: BatchSource<Item>,
	batchOptions?: BatchOptions,
): Batch<Item, Result | AbortedResult> => {
	const {endpoint, option, size, item, send, notApplied} = kind;
	if (!isIterable(source) && !isAsyncIterable(source)) {
		throw invalidOption(option, 'an iterable or async iterable', source);
	}
	const {
		signal,
		paceMs = kind.paceMs,
		stopOnFailure = false,
		validate,
		...options
	} = readBatchOptions(batchOptions);
	buildRequest(endpoint.method, '/', options, anyDefaults);
	/* Aborts with the signal of the caller, and when the consumer stops. */
	const stop = new AbortController();
	const accepted = required(item);
	const reader = chunkReader(source, {
		size,
		check: (one, index) => writeParam(accepted, one, `${option}[${index}]`, 'UTC'),
		signal: stop.signal,
	});
	let nextAt = -Infinity;

	const call = async (items: readonly Item[]): Promise<BatchOutcome<Item, Result>> => {
		const waitMs = nextAt - clock.elapsed();
		if (waitMs > 0) await sleep(clock, waitMs, stop.signal);
		/* A write that is under way is aborted by the caller alone: a consumer that stops gets its outcome. */
		const isStoppable = endpoint.reads === true || stop.signal.aborted;
		const result = await send(items, {
			...options,
			validate,
			signal: isStoppable ? stop.signal : signal,
		});
		nextAt = clock.elapsed() + paceMs;
		return {sent: items, result, safeToResend: notApplied(items, result)};
	};

	const outcomes = async function* (): AsyncGenerator<
		BatchOutcome<Item, Result | AbortedResult>,
		void,
		undefined
	> {
		try {
			for (;;) {
				const {items, end} = await reader.read();
				let isLast = end !== undefined;
				if (items.length > 0) {
					const outcome = await call(items);
					yield outcome;
					const {ok, kind: outcomeKind} = outcome.result;
					isLast ||= outcomeKind === 'aborted' || (!ok && stopOnFailure);
				} else if (end?.type === 'stopped') {
					yield {sent: [], result: abortedUnsent(endpoint, stop.signal), safeToResend: []};
				}
				if (end?.type === 'failed') throw end.error;
				if (isLast) return;
			}
		} finally {
			await reader.close();
		}
	};

	const generator = outcomes();
	return {
		/* Listens only while it works, so that a batch that is left behind keeps nothing. */
		next: async () => {
			const stopListening = onAbort(signal, ({reason}) => stop.abort(reason));
			if (signal?.aborted) stop.abort(signal.reason);
			try {
				return await generator.next();
			} finally {
				stopListening();
			}
		},
		return: () => {
			stop.abort(new DOMException('The consumer stopped the batch.', 'AbortError'));
			return generator.return();
		},
		[Symbol.asyncIterator]() {
			return this;
		},
	};
};
