import {
	checkFunction,
	checkNumber,
	invalidOption,
	isPlainObject,
	ownProperties,
	readOptions,
} from '../../errors/invalid-option.ts';
import {isSignal} from '../../request/build-request.ts';
import type {AnyResult} from '../../result/unwrap.ts';
import type {EndpointOptions} from '../endpoint-options.ts';
import type {AbortedResult} from './aborted.ts';
import {readCheckpoint, withCheckpoint} from './checkpoint.ts';
import {oneAhead} from './one-ahead.ts';
import {createProgress, partsFrom} from './progress.ts';
import {type QuotaView, quotaWaitOf} from './quota-wait.ts';
import {readSteps, type Start, type Step} from './read-steps.ts';
import type {Source} from './source.ts';
import type {
	IterateOptions,
	Iteration,
	IterationPage,
	IterationPlan,
	ToArrayOptions,
} from './types.ts';

/** The options of an iteration that are not those of its calls. */
export type OwnOptions = Pick<IterateOptions, 'onProgress' | 'resumeFrom' | 'signal'>;

/** Separates the options of an iteration from those of its calls, which the calls check. */
export const readIterateOptions = (
	options: IterateOptions = {},
): {readonly own: OwnOptions; readonly call: EndpointOptions} => {
	if (!isPlainObject(options)) throw invalidOption('options', 'an object', options);
	const {onProgress, resumeFrom, signal, ...call} = ownProperties(options);
	checkFunction('onProgress', onProgress);
	if (signal !== undefined && !isSignal(signal)) {
		throw invalidOption('signal', 'an AbortSignal', signal);
	}
	return {own: {onProgress, resumeFrom, signal}, call};
};

/** Returns where a question starts, or goes on. Throws a `TypeError` for a checkpoint that is not of this question. */
const startOf = <Item, Result extends AnyResult, Window>(
	{question, parts}: Source<Item, Result, Window>,
	{resumeFrom}: OwnOptions,
): Start => {
	if (resumeFrom === undefined) {
		return {at: parts.start, page: 1, received: 0, total: undefined, seen: []};
	}
	const position = readCheckpoint(resumeFrom, question, 'resumeFrom');
	const at = parts.positionOf(position.next);
	if (at !== undefined) return {...position, at: position.done ? parts.end : at};
	throw new TypeError('Option `resumeFrom` must be a checkpoint within the span of the question.');
};

/**
 * Creates an iteration.
 *
 * @param quota - Returns what is known of the quota.
 * @throws TypeError if `resumeFrom` is not a checkpoint of the question.
 */
export const createIteration = <Item, Result extends AnyResult, Window>(
	source: Source<Item, Result, Window>,
	options: OwnOptions,
	quota: () => QuotaView | undefined,
): Iteration<Item, Result | AbortedResult, Window> => {
	const {signal, onProgress} = options;
	const start = startOf(source, options);

	/** Hands over what `handOver` makes of each page. What was read ahead is not handed over after an abort. */
	const read = <Out>(
		handOver: (
			page: IterationPage<Item, Result | AbortedResult, Window>,
			step: Step<Item, Result, Window>,
		) => AsyncGenerator<Out, void, undefined>,
	) => {
		const progress = createProgress(source, onProgress, quota);
		return oneAhead(
			(controller) => {
				progress.start(start.at);
				return readSteps(source, start, signal, controller);
			},
			async function* (step) {
				const isAborted = signal?.aborted === true && step.page.result.ok;
				if (!isAborted) progress.add(step);
				yield* handOver(isAborted ? step.abort(signal.reason, []) : step.page, step);
				return isAborted;
			},
		);
	};

	const pages = () =>
		read(async function* (page) {
			yield page;
		});

	const items = () =>
		read(async function* (page, {abort}) {
			if (!page.result.ok) throw withCheckpoint(page.result.error, page.checkpoint);
			let count = 0;
			for (const item of page.items) {
				yield item;
				count += 1;
				if (signal?.aborted !== true) continue;
				const {result, checkpoint} = abort(signal.reason, page.items.slice(0, count));
				throw withCheckpoint(result.error, checkpoint);
			}
		});

	return {
		[Symbol.asyncIterator]: items,
		pages,
		plan: (): IterationPlan<Window> => {
			const parts = partsFrom(source, start.at);
			const calls = parts.length * source.callsPerPart;
			const windows = parts.map(source.parts.windowOf).filter((window) => window !== undefined);
			return {calls, windows, atLeastMs: quotaWaitOf(calls, quota())};
		},
		toArray: async (toArrayOptions: ToArrayOptions) => {
			const {limit} = readOptions(toArrayOptions, ['limit'], {option: 'options'});
			checkNumber('limit', limit, {min: 1, integer: true});
			const array: Item[] = [];
			for await (const item of {[Symbol.asyncIterator]: items}) {
				array.push(item);
				if (array.length === limit) break;
			}
			return array;
		},
	};
};
