import {getEventListeners} from 'node:events';
import type {AwinResult, Method} from 'awin-sdk';
import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import {awinClient, canary} from '../helpers/awin-client.ts';
import {everythingOf} from '../helpers/everything.ts';
import {type VirtualClock, virtualClock} from '../helpers/virtual-clock.ts';

/** How the server and the network handle one request. */
type Event = {
	readonly afterMs: number;
	readonly does: 'answers' | 'refuses' | 'resets' | 'stalls' | 'cuts the body' | 'stalls the body';
	readonly status: number;
	readonly fields: Readonly<Record<string, string>>;
	readonly body: string;
};

type Script = {
	readonly events: readonly Event[];
	readonly method: Method;
	readonly idempotent: boolean;
	readonly attempts: number;
	readonly deadlineMs: number;
	readonly attemptTimeoutMs: number;
	readonly abortAtMs: number | undefined;
	readonly random: number;
};

const events: fc.Arbitrary<Event> = fc.record({
	afterMs: fc.integer({min: 0, max: 3000}),
	does: fc.constantFrom(
		'answers',
		'answers',
		'answers',
		'refuses',
		'resets',
		'stalls',
		'cuts the body',
		'stalls the body',
	),
	status: fc.constantFrom(200, 204, 302, 304, 400, 401, 404, 429, 500, 502, 503, 504, 599),
	fields: fc.constantFrom<Record<string, string>>(
		{},
		{'retry-after': '2'},
		{'retry-after': '500'},
		{'retry-after': '-3'},
		{'retry-after': canary},
		{ratelimit: '"a";r=0;t=4'},
		{location: `https://elsewhere.example/?accessToken=${canary}`},
		{'x-request-id': canary},
	),
	body: fc.constantFrom(
		'',
		'{"a":1}',
		'{"a":',
		`{"error":"request.limit.exceeded","description":"${canary}"}`,
		`<title>${canary}</title>`,
	),
});

const scripts: fc.Arbitrary<Script> = fc.record({
	events: fc.array(events, {minLength: 1, maxLength: 6}),
	method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
	idempotent: fc.boolean(),
	attempts: fc.integer({min: 1, max: 5}),
	deadlineMs: fc.integer({min: 1, max: 20_000}),
	attemptTimeoutMs: fc.integer({min: 1, max: 5000}),
	abortAtMs: fc.option(fc.integer({min: 0, max: 15_000}), {nil: undefined}),
	random: fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
});

const bodyOf = ({does, body}: Event): ReadableStream<Uint8Array<ArrayBuffer>> | string | null => {
	if (does === 'answers') return body;
	return new ReadableStream({
		start: (controller) => {
			controller.enqueue(new TextEncoder().encode(body));
			if (does === 'cuts the body') controller.error(new Error(`socket: Bearer ${canary}`));
		},
	});
};

/** A fetch that follows a script and repeats the last event. It records when it was called. */
const scripted = ({events: all}: Script, clock: VirtualClock) => {
	const asked: {readonly atMs: number; readonly event: Event}[] = [];
	const fetch: typeof globalThis.fetch = async () => {
		const event = all[Math.min(asked.length, all.length - 1)];
		if (event === undefined) throw new Error('an empty script');
		asked.push({atMs: clock.elapsed(), event});
		if (event.does === 'stalls') return new Promise(() => {});
		await new Promise<void>((resolve) => {
			clock.after(event.afterMs, resolve);
		});
		if (event.does === 'refuses') {
			const cause = Object.assign(new Error(canary), {code: 'ECONNREFUSED'});
			throw new TypeError('fetch failed', {cause});
		}
		if (event.does === 'resets') throw new TypeError(`fetch failed: ${canary}`);
		const {status, fields} = event;
		const body = [204, 304].includes(status) ? null : bodyOf(event);
		return new Response(body, {status, headers: fields});
	};
	return {fetch, asked};
};

/** Whether the server may have processed the request. */
const mayHaveBeenProcessed = ({does, status, fields, body}: Event): boolean => {
	if (does === 'refuses') return false;
	const throttled =
		'retry-after' in fields || (does === 'answers' && body.includes('limit.exceeded'));
	const arrived = does === 'answers' || does.endsWith('the body');
	return !(arrived && status === 429 && throttled);
};

/** How long the server asks the client to wait, in milliseconds. */
const askedWaitMs = ({does, fields, status}: Event): number => {
	if (!['answers', 'cuts the body'].includes(does) || status < 400) return 0;
	if (/^\d+$/.test(fields['retry-after'] ?? '')) return Number(fields['retry-after']) * 1000;
	return 'ratelimit' in fields ? 4000 : 0;
};

/** A clock that counts its pending timers. */
const counting = (clock: VirtualClock) => {
	const set = new Set<object>();
	const after: VirtualClock['after'] = (ms, callback) => {
		const timer = {};
		set.add(timer);
		const cancel = clock.after(ms, () => {
			set.delete(timer);
			callback();
		});
		return () => {
			set.delete(timer);
			cancel();
		};
	};
	return {clock: {...clock, after}, timers: () => set.size};
};

/** How long the rest of a body may be read if the network ignores an abort, in milliseconds. */
const drainMs = 250;

/** Returns the rules that a call violates. */
const violations = async (script: Script): Promise<readonly string[]> => {
	const clock = virtualClock({random: () => script.random});
	const {fetch, asked} = scripted(script, clock);
	const {attempts, deadlineMs, attemptTimeoutMs, method, idempotent, abortAtMs} = script;
	const counted = counting(clock);
	const awin = awinClient('http://localhost', counted.clock, {fetch, retry: {attempts}});
	const controller = new AbortController();
	const reason = {because: 'enough'};
	const {signal} = controller;
	if (abortAtMs !== undefined) clock.after(abortAtMs, () => controller.abort(reason));

	let settledAtMs = -1;
	let result: AwinResult | undefined;
	const call = awin
		.request(method, '/things', {signal, idempotent, deadlineMs, attemptTimeoutMs})
		.then((settled) => {
			result = settled;
			settledAtMs = clock.elapsed();
			return undefined;
		});
	await clock.run(call);
	const requestsAtEnd = asked.length;
	/* This network also responds to aborted requests. Their bodies are drained, too. */
	const lastAnswerAtMs = Math.max(...asked.map(({atMs, event}) => atMs + event.afterMs), 0);
	await clock.pass(Math.max(lastAnswerAtMs - clock.elapsed(), 0) + drainMs);
	const timersAtEnd = counted.timers();
	await clock.pass(1_000_000);
	if (result === undefined) return ['settles'];

	const {meta, error, kind} = result;
	const pairs = asked.slice(1).map((next, index) => ({next, last: asked[index]?.event}));
	const aborted = kind === 'aborted';
	const rules: Record<string, boolean> = {
		'makes no more attempts than allowed': asked.length <= attempts,
		'logs every attempt': meta.attempts.length === asked.length,
		'does not retry what may have been processed':
			idempotent || pairs.every(({last}) => last !== undefined && !mayHaveBeenProcessed(last)),
		'starts no attempt earlier than asked': meta.attempts.slice(1).every(({waitedMs}, index) => {
			const answered = meta.attempts[index]?.status !== undefined;
			return !answered || waitedMs >= askedWaitMs(asked[index]?.event ?? never());
		}),
		'starts no attempt at or after the deadline': asked.every(({atMs}) => atMs < deadlineMs),
		'settles by the deadline': settledAtMs <= deadlineMs,
		'settles at once when aborted': abortAtMs === undefined || settledAtMs <= abortAtMs,
		"has the caller's reason": !aborted || error?.cause === reason,
		'sends nothing after the end': asked.length === requestsAtEnd,
		'leaves no listener': getEventListeners(signal, 'abort').length === 0,
		'leaves no timer': timersAtEnd === 0,
		'shows no token': result.ok || !everythingOf(result).includes(canary),
	};
	return Object.keys(rules).filter((name) => rules[name] === false);
};

const never = (): never => {
	throw new Error('an attempt without an event');
};

it('follows every rule for any behaviour of the server, the network and the caller', async () => {
	await fc.assert(
		fc.asyncProperty(scripts, async (script) => {
			expect(await violations(script)).toEqual([]);
		}),
		{numRuns: 1000},
	);
}, 60_000);
