import {decide, type Situation} from '../../../src/pipeline/retry/decide.ts';
import {retryDefaults as retry} from '../../../src/request/call-policy.ts';
import {type FailureKind, failure, type Phase} from '../../../src/response/reply.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {makeRequest} from '../../helpers/make-request.ts';

export const nowMs = Date.UTC(2026, 0, 1);

export const get = makeRequest({retry});

export const broken = (phase: Phase, kind: FailureKind = 'network') =>
	failure({kind, phase, message: 'broken'});

/** What is decided after a 503 of a GET. The fields replace those of that situation. */
export const after = (fields: Partial<Situation>) =>
	decide({
		request: get,
		reply: makeAnswer(503),
		attempt: 1,
		elapsedMs: 0,
		nowMs,
		random: 0.5,
		budgetLeft: true,
		...fields,
	});

export const backoff = {
	retry: true,
	waitMs: 250,
	waitFor: 'backoff',
	paid: true,
	mayHaveBeenProcessed: true,
};

export const stop = (notRetried?: string, retryAt?: number) => ({
	retry: false,
	notRetried,
	retryAt,
});
