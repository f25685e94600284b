import type {AwinEvent} from 'awin-sdk';
import {expect, it} from 'vitest';
import {createEmitter, silentEmitter} from '../../../src/pipeline/observe/emitter.ts';
import {quota} from '../../../src/pipeline/quota/quota.ts';
import type {QuotaLimiter} from '../../../src/pipeline/quota/types.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {makeRequest} from '../../helpers/make-request.ts';
import {manualClock} from '../../helpers/manual-clock.ts';

/** A limiter whose backend fails with this value whenever a slot is acquired. */
const failingLimiter = (cause: unknown): QuotaLimiter => ({
	acquire: ({onBackendFailure}) => {
		onBackendFailure?.(cause);
		return {type: 'slot', waitedMs: 0, release: () => {}};
	},
	pause: () => 0,
	observe: () => {},
	state: () => ({used: 0, remaining: 1, queued: 0, resetAt: 0}),
});

it.each<[string, unknown, string]>([
	['an error', new Error('no route'), 'the shared quota is unavailable: no route'],
	['nothing', undefined, 'the shared quota is unavailable: no reason is known'],
])('tells of a backend that fails with %s', async (_, cause, message) => {
	const events: AwinEvent[] = [];
	const emitter = createEmitter([(event) => events.push(event)], undefined);
	const clock = manualClock(7);
	const send = quota({limiter: failingLimiter(cause), clock, emitter})(async () => makeAnswer(200));
	expect(await send(makeRequest())).toMatchObject({status: 200});
	expect(events).toEqual([{type: 'store-failure', at: 7, store: 'quota', message}]);
});

it('tells nobody if nobody observes', async () => {
	const limiter = failingLimiter(new Error('no route'));
	const options = {limiter, clock: manualClock(), emitter: silentEmitter};
	const send = quota(options)(async () => makeAnswer(200));
	expect(await send(makeRequest())).toMatchObject({status: 200});
});
