import {describe, expect, it} from 'vitest';
import type {AwinEvent} from 'awin-sdk';
import {silentEmitter} from '../../../src/pipeline/observe/emitter.ts';
import {unlimitedBudget} from '../../../src/pipeline/retry/budget.ts';
import {retry} from '../../../src/pipeline/retry/retry.ts';
import type {ApiRequest} from '../../../src/request/api-request.ts';
import {aborted, failure, type Reply} from '../../../src/response/reply.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {only} from '../../helpers/observed.ts';
import {clock, get, holdTime, script, settled, unavailable} from './scripted.ts';

holdTime();

const call = {id: 'a', method: 'GET', template: '/accounts'};
const observedFrom = (attempt: number) => ({observed: {call, attempt, redirects: 0}});

/** Sends a request whose attempts take 100 ms each. Returns the events, and what the next stage got. */
const sendObserved = async (request: ApiRequest, ...replies: readonly Reply[]) => {
	const events: AwinEvent[] = [];
	const emitter = {...silentEmitter, emit: (event: AwinEvent) => events.push(event)};
	const {handler, takes} = script(...replies);
	takes(100);
	const reply = await settled(retry({clock, budget: unlimitedBudget, emitter})(handler)(request));
	return {events, reply, sent: handler.mock.calls.map(([sent]) => sent)};
};

describe('observers', () => {
	it('are told how each attempt ended, and of each decision, in order', async () => {
		const {events, reply} = await sendObserved(
			{...get, ...observedFrom(1), deadlineMs: 8000},
			{...unavailable, quotaWaitMs: 40},
			failure({kind: 'timeout', phase: 'request', message: ''}),
			makeAnswer(503, '', {'retry-after': '60'}),
		);
		const {attempts} = reply;
		const end = {type: 'attempt-end', call};
		const decision = {type: 'retry-decision', call};
		const again = {...decision, retry: true, reason: 'backoff'};
		expect(events).toEqual([
			{...end, ...attempts[0], at: 100},
			{...again, at: 100, number: 1, waitMs: 250},
			{...end, ...attempts[1], at: 450},
			{...again, at: 450, number: 2, waitMs: 500},
			{...end, ...attempts[2], at: 1050},
			{...decision, at: 1050, number: 3, retry: false, reason: 'attempts', waitMs: undefined},
		]);
		expect(attempts[0]).toMatchObject({status: 503, durationMs: 60, waitedFor: ['quota']});
		expect(attempts[1]).toMatchObject({error: 'timeout', waitedMs: 250, waitedFor: ['backoff']});
	});

	it('are told of no decision if a retry would not help', async () => {
		const {events} = await sendObserved({...get, ...observedFrom(1)}, makeAnswer(404));
		expect(events).toMatchObject([{type: 'attempt-end', number: 1, status: 404}]);
	});

	it('are told nothing of an attempt that never began', async () => {
		const {events} = await sendObserved(
			{...get, ...observedFrom(1)},
			unavailable,
			aborted(AbortSignal.abort(), 'connect'),
		);
		expect(events.map(({type}) => type)).toEqual(['attempt-end', 'retry-decision']);
	});

	it('get a list of reasons that they may change', async () => {
		const {events, reply} = await sendObserved(
			{...get, ...observedFrom(1)},
			unavailable,
			makeAnswer(200),
		);
		const waitedFor = only(events, 'attempt-end').at(-1)?.waitedFor;
		expect(waitedFor).toEqual(['backoff']);
		expect(waitedFor).not.toBe(reply.attempts[1]?.waitedFor);
	});

	it('are told nothing of a call that is not observed', async () => {
		const {events, sent} = await sendObserved(get, unavailable, makeAnswer(200));
		expect(events).toEqual([]);
		expect(sent[1]).not.toHaveProperty('observed');
	});
});

describe('a request', () => {
	it.each([observedFrom(1), {}])(
		'is passed on as it is if it has time enough: %o',
		async (fields) => {
			const request = {...get, ...fields, attemptTimeoutMs: 5000, deadlineMs: 5000};
			const {sent} = await sendObserved(request, makeAnswer(200));
			expect(sent[0]).toBe(request);
		},
	);
});

describe('the number of an attempt', () => {
	it('continues that of the request', async () => {
		const {events, sent} = await sendObserved(
			{...get, ...observedFrom(4)},
			unavailable,
			makeAnswer(200),
		);
		expect(sent.map(({observed}) => observed)).toEqual([
			{call, attempt: 4, redirects: 0},
			{call, attempt: 5, redirects: 0},
		]);
		expect(events).toMatchObject([{number: 4}, {number: 4}, {number: 5}]);
	});
});
