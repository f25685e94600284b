import {describe, expect, it} from 'vitest';
import {retryDefaults as retry} from '../../../src/request/call-policy.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {after, backoff, broken, get, nowMs, stop} from './situation.ts';

describe('`statuses` of the call', () => {
	const asking = (...list: number[]) => ({...get, retry: {...retry, statuses: list}});

	it('replace those of the table', () => {
		const request = asking(500);
		expect(after({request, reply: makeAnswer(500)})).toEqual(backoff);
		expect(after({request, reply: makeAnswer(503)})).toEqual(stop());
		expect(after({request: asking(), reply: makeAnswer(429)})).toEqual(stop());
	});

	it('can be statuses that the table does not list', () => {
		expect(after({request: asking(408, 599), reply: makeAnswer(599)})).toEqual(backoff);
	});

	it('change no other rule', () => {
		const reply = makeAnswer(500, '', {'retry-after': '121'});
		const retryAt = nowMs + 121_000;
		const request = asking(500);
		const unsafe = {...request, method: 'POST', idempotent: false} as const;
		expect(after({request: unsafe, reply})).toEqual(stop('not-idempotent', retryAt));
		expect(after({request, reply})).toEqual(stop('retry-after-too-long', retryAt));
		expect(after({request, reply: makeAnswer(500), budgetLeft: false})).toEqual(stop('budget'));
	});
});

describe('`budget: false` of the call', () => {
	const request = {...get, retry: {...retry, budget: false}};

	it('retries whatever is left of the budget, and takes nothing from it', () => {
		expect(after({request, budgetLeft: false})).toEqual({...backoff, paid: false});
		expect(after({request, reply: broken('request')})).toEqual({...backoff, paid: false});
	});
});
