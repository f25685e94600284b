import type {AwinClientOptions, AwinEvent, Observer} from 'awin-sdk';
import {createClient} from '../../src/client.ts';
import {canary} from './awin-client.ts';
import {virtualClock} from './virtual-clock.ts';

/** What a `fetch` of a test answers. */
type Canned = number | Response | Error;

const toResponse = (canned: Canned): Response => {
	if (canned instanceof Error) throw canned;
	return typeof canned === 'number' ? Response.json({id: 1}, {status: canned}) : canned.clone();
};

/** A `fetch` that answers one after the other; the last answer repeats. */
export const fetchInTurn = (...answers: readonly Canned[]): typeof fetch => {
	let count = 0;
	return async () => {
		const canned = answers[Math.min(count, answers.length - 1)] ?? 200;
		count += 1;
		return toResponse(canned);
	};
};

/** A client over such a `fetch`, a clock that the test moves, and the events that its observer is told. */
export const observed = (
	answers: readonly Canned[] = [200],
	{
		observers = [],
		...options
	}: Partial<AwinClientOptions> & {readonly observers?: readonly Observer[]} = {},
) => {
	const clock = virtualClock({random: () => 0.5});
	const events: AwinEvent[] = [];
	const observe = [(event: AwinEvent) => events.push(event), ...observers];
	const fetch = fetchInTurn(...answers);
	const awin = createClient(
		{token: canary, quota: false, cache: false, fetch, observe, ...options},
		clock,
	);
	return {clock, awin, events, types: () => events.map(({type}) => type)};
};

/** The events of one type. */
export const only = <Type extends AwinEvent['type']>(
	events: readonly AwinEvent[],
	type: Type,
): readonly Extract<AwinEvent, {type: Type}>[] =>
	events.filter((event): event is Extract<AwinEvent, {type: Type}> => event.type === type);
