import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import {type Decision, decide, type Situation} from '../../../src/pipeline/retry/decide.ts';
import {readRetryAfter} from '../../../src/response/retry-after.ts';
import {failure} from '../../../src/response/reply.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {makeRequest} from '../../helpers/make-request.ts';

const ms = fc.integer({min: 0, max: 300_000});

const answers = fc
	.record({
		status: fc.constantFrom(200, 304, 400, 404, 429, 500, 502, 503, 504, 599),
		fields: fc.constantFrom<Record<string, string>>(
			{},
			{'retry-after': '0'},
			{'retry-after': '3'},
			{'retry-after': '200'},
			{'retry-after': '-1'},
			{ratelimit: '"a";r=0;t=5'},
			{ratelimit: '"a";r=2;t=5'},
		),
		body: fc.constantFrom('', '{"error":"request.limit.exceeded"}'),
	})
	.map(({status, fields, body}) => makeAnswer(status, body, fields));

const failures = fc
	.record({
		kind: fc.constantFrom('network', 'timeout', 'aborted', 'quota-exceeded', 'invalid-body'),
		phase: fc.constantFrom('connect', 'request', 'body', 'done'),
	})
	.map(({kind, phase}) => failure({kind, phase, message: ''}));

const situations: fc.Arbitrary<Situation> = fc
	.record({
		retry: fc.option(
			fc.record({
				attempts: fc.integer({min: 1, max: 5}),
				baseDelayMs: ms,
				maxDelayMs: ms,
				maxRetryAfterMs: ms,
				statuses: fc.uniqueArray(fc.constantFrom(400, 404, 429, 500, 502, 503, 504)),
				budget: fc.boolean(),
			}),
		),
		idempotent: fc.boolean(),
		deadlineMs: ms,
	})
	.chain(({retry, ...policy}) =>
		fc.record({
			request: fc.constant(makeRequest({...policy, retry: retry ?? false})),
			reply: fc.oneof(answers, failures),
			attempt: fc.integer({min: 1, max: 5}),
			elapsedMs: ms,
			nowMs: fc.integer({min: 0, max: 4e12}),
			random: fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
			budgetLeft: fc.boolean(),
		}),
	);

/** Returns the rules that a decision violates. */
const brokenBy = (situation: Situation, decision: Decision): readonly string[] => {
	const {request, reply, attempt, elapsedMs, nowMs, budgetLeft} = situation;
	const {retry: policy} = request;
	if (!decision.retry) {
		const {retryAt = nowMs} = decision;
		return retryAt >= nowMs ? [] : ['tells a time that has passed'];
	}
	if (policy === false) return ['retries against the will of the caller'];
	const {waitMs, paid} = decision;
	const promises: Record<string, boolean> = {
		'makes no more attempts than allowed': attempt < policy.attempts,
		'starts no attempt at the deadline or after it': elapsedMs + waitMs < request.deadlineMs,
		'takes nothing from an empty budget': budgetLeft || !paid,
		'takes nothing from a budget that does not limit the call': policy.budget || !paid,
	};
	if (reply.type === 'failure') {
		promises['retries only what can pass'] =
			['network', 'timeout', 'invalid-body'].includes(reply.kind) && reply.phase !== 'done';
		promises['never sends twice what may be done'] =
			request.idempotent || reply.phase === 'connect';
	} else {
		const asked = readRetryAfter(reply.headers, nowMs) ?? 0;
		promises['retries only the statuses of the policy'] = policy.statuses.includes(reply.status);
		promises['never sends twice what may be done'] = request.idempotent || reply.status === 429;
		const backoffMs = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
		promises['comes no earlier than asked, and never without backoff'] =
			waitMs >= asked + situation.random * backoffMs;
		promises['waits for no more than allowed'] = asked <= policy.maxRetryAfterMs;
	}
	return Object.keys(promises).filter((name) => promises[name] === false);
};

it('follows the rules in every situation, and is deterministic', () => {
	fc.assert(
		fc.property(situations, (situation) => {
			const decision = decide(situation);
			expect(brokenBy(situation, decision)).toEqual([]);
			expect(decide(situation)).toEqual(decision);
		}),
		{numRuns: 2000},
	);
});
