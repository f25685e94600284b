import {getEventListeners} from 'node:events';
import type {BatchOutcome, ConversionOrder, ConversionsSendResult} from 'awin-sdk';
import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import {awinClient} from '../../helpers/awin-client.ts';
import {type VirtualClock, virtualClock} from '../../helpers/virtual-clock.ts';
import {order} from '../calls.ts';
import {ordersOf, referencesOf} from './collect.ts';
import {conversionModel, faults} from './conversion-model.ts';

type Outcome = BatchOutcome<ConversionOrder, ConversionsSendResult>;

const scripts = fc.record({
	faults: fc.array(fc.constantFrom(...faults), {minLength: 1, maxLength: 5}),
	count: fc.integer({min: 0, max: 2300}),
	/** How the source ends. */
	end: fc.constantFrom('ends', 'fails', 'blocks', 'gives an invalid order'),
	/** The source waits before each of its orders with such an index. */
	every: fc.integer({min: 100, max: 1500}),
	delayMs: fc.integer({min: 0, max: 5000}),
	latencyMs: fc.integer({min: 0, max: 4000}),
	/** When the caller aborts or the consumer stops. */
	stop: fc.constantFrom('never', 'abort', 'return'),
	stopAtMs: fc.integer({min: 0, max: 40_000}),
	stopOnFailure: fc.boolean(),
});

type Script = typeof scripts extends fc.Arbitrary<infer T> ? T : never;

const failure = new Error('the cursor is closed');
const wait = (clock: VirtualClock, ms: number) =>
	new Promise<void>((resolve) => {
		clock.after(ms, resolve);
	});

/** A source that behaves as a script says. It tells what it gave, and how often it was closed. */
const sourceOf = ({count, end, every, delayMs}: Script, clock: VirtualClock) => {
	const given: ConversionOrder[] = [];
	const seen = {closed: 0, ended: false};
	const invalid: ConversionOrder = {...order, amount: Number.NaN};
	const ending = async (): Promise<IteratorResult<ConversionOrder, undefined>> => {
		if (end === 'blocks') return new Promise(() => {});
		if (end === 'gives an invalid order' && !seen.ended) return {done: false, value: invalid};
		seen.ended = true;
		if (end === 'fails') throw failure;
		return {done: true, value: undefined};
	};
	const source: AsyncIterable<ConversionOrder> = {
		[Symbol.asyncIterator]: () => ({
			next: async () => {
				if (given.length % every === every - 1) await wait(clock, delayMs);
				const [next] = given.length < count ? ordersOf(1, given.length) : [];
				if (next === undefined) return ending();
				given.push(next);
				return {done: false, value: next};
			},
			return: async () => {
				seen.closed += 1;
				return {done: true, value: undefined};
			},
		}),
	};
	return {given, seen, source};
};

/** Returns the rules that a batch violates. */
const violations = async (script: Script): Promise<readonly string[]> => {
	const {end, latencyMs, stopAtMs, stopOnFailure} = script;
	const stop = script.stop === 'never' && end === 'blocks' ? 'abort' : script.stop;
	const clock = virtualClock();
	const {given, seen, source} = sourceOf(script, clock);
	const model = conversionModel(script.faults, clock, {latencyMs: () => latencyMs});
	const awin = awinClient('https://api.awin.com', clock, {
		fetch: model.fetch,
		retry: {attempts: 2, baseDelayMs: 0},
		attemptTimeoutMs: 20_000,
	});
	const controller = new AbortController();
	const {signal} = controller;
	const batch = awin.advertiser(2001).conversions.sendAll(source, {signal, stopOnFailure});
	const outcomes: Outcome[] = [];
	let error: unknown;
	const consume = async () => {
		try {
			for (let step = await batch.next(); step.done !== true; step = await batch.next()) {
				outcomes.push(step.value);
			}
		} catch (thrown) {
			error = thrown;
		}
	};
	const consuming = consume();
	let stopped = false;
	const cancel = clock.after(stopAtMs, () => {
		stopped = stop !== 'never';
		if (stop === 'abort') controller.abort(new Error('enough'));
		if (stop === 'return') void batch.return?.();
	});
	await clock.run(consuming);
	const isStopped = stopped;
	cancel();
	const calls = model.calls();
	await clock.pass(100_000);

	const sent = outcomes.flatMap((outcome) => outcome.sent);
	const last = outcomes.at(-1)?.result;
	const isFailed = stopOnFailure && last?.ok === false;
	const safe = outcomes.flatMap(({safeToResend}) => referencesOf(safeToResend));
	const rules: Record<string, boolean> = {
		'tells of every order that it has read, in order': given
			.slice(0, sent.length)
			.every((one, index) => one === sent[index]),
		'loses no order, but one that the source gives after the stop':
			given.length - sent.length <= (isStopped ? 1 : 0),
		'applies every order at most once': [...model.applied.values()].every((count) => count === 1),
		'calls no order safe that was applied': !safe.some((one) => model.applied.has(one)),
		'calls every order safe that the server has not received': outcomes.every(
			(outcome) =>
				outcome.sent.length === outcome.safeToResend.length ||
				model.lastWith(outcome.sent[0]?.orderReference) !== undefined,
		),
		'knows what each answer means': outcomes.every(({sent: all, result, safeToResend}) => {
			const request = model.lastWith(all[0]?.orderReference);
			if (request === undefined || result.kind === 'aborted') return true;
			return referencesOf(safeToResend).join() === request.fault.sure(request.sent).join();
		}),
		'sends no order twice after it may have been applied': model.received.every(
			(request, index) =>
				request.fault.sure(request.sent).length === request.sent.length ||
				model.lastWith(request.sent[0]) === model.received[index],
		),
		'sends nothing after the end': model.calls() === calls,
		'ends with the error of the source':
			isStopped || isFailed || (end === 'fails') === (error === failure),
		'ends with a TypeError for an invalid order':
			isStopped || isFailed || (end === 'gives an invalid order') === error instanceof TypeError,
		'tells that it was aborted': stop !== 'abort' || !isStopped || last?.kind === 'aborted',
		'closes the source once, if it has not ended': seen.closed === (seen.ended ? 0 : 1),
		'leaves no timer': clock.timers() === 0,
		'leaves no listener': getEventListeners(signal, 'abort').length === 0,
	};
	return Object.keys(rules).filter((name) => rules[name] === false);
};

it('follows every rule for any source, server, caller and consumer', async () => {
	await fc.assert(
		fc.asyncProperty(scripts, async (script) => {
			expect(await violations(script)).toEqual([]);
		}),
		{numRuns: 100},
	);
}, 120_000);
