import {describe, expect, it} from 'vitest';
import type {Applied, FailureKind} from 'awin-sdk';
import {failure} from '../../src/response/reply.ts';
import {hintForFailure, hintForStatus} from '../../src/result/hints.ts';
import {isErrorStatus, statuses, statusTable} from '../../src/status.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

const again = /try again|call again|wait until/i;
const lookFirst = /look at the state before sending it again/;
const failures = ['network', 'timeout', 'aborted', 'quota-exceeded'] as const;

describe('the hint of a status', () => {
	it.each(statuses.filter(isErrorStatus))(
		'%i never says "again" if the request may have been processed',
		(status) => {
			const hint = hintForStatus(status, undefined, 'unknown');
			expect(hint).toMatch(lookFirst);
			expect(hint).not.toMatch(again);
		},
	);

	it.each(statuses.filter(isErrorStatus))(
		'%i is the hint of the table if the request was not processed',
		(status) => {
			expect(hintForStatus(status, undefined, 'no')).toBe(statusTable[status].hint);
		},
	);

	it('keeps the advice of a 500 about the input', () => {
		expect(hintForStatus(500, undefined, 'unknown')).toMatch(/^Check the input first/);
	});

	it('is missing for a status outside the table, unless the request may have been processed', () => {
		expect(hintForStatus(418, undefined, 'no')).toBeUndefined();
		expect(hintForStatus(599, undefined, 'unknown')).toMatch(lookFirst);
	});

	it('names the fix for a missing relationship for every value of `applied`', () => {
		for (const applied of ['no', 'unknown', 'yes'] satisfies Applied[]) {
			expect(hintForStatus(401, 'missing-relationship', applied)).toContain("relationship: 'any'");
		}
		expect(hintForStatus(401, 'missing-relationship', 'unknown')).toMatch(lookFirst);
		expect(hintForStatus(401, 'missing-relationship', 'no')).not.toMatch(lookFirst);
	});
});

describe('the hint of a call without an answer', () => {
	it.each(failures)('%s never says "again" if the request may have been processed', (kind) => {
		expect(hintForFailure(kind, 'unknown')).toMatch(lookFirst);
		expect(hintForFailure(kind, 'no') ?? '').not.toMatch(lookFirst);
	});
});

describe('a POST that may have been processed', () => {
	it.each([502, 503, 504])(
		'gets the hint to look at the state first after a %i',
		async (status) => {
			const {error} = await interpretReply(makeAnswer(status), {method: 'POST'});
			expect(error).toMatchObject({applied: 'unknown', hint: expect.stringMatching(lookFirst)});
		},
	);

	it.each<FailureKind>(['timeout', 'network', 'aborted'])(
		'gets the hint to look at the state first after a failure of the kind %s',
		async (kind) => {
			const reply = failure({kind, phase: 'request', message: 'x'});
			const {error} = await interpretReply(reply, {method: 'POST'});
			expect(error).toMatchObject({applied: 'unknown', hint: expect.stringMatching(lookFirst)});
		},
	);
});

it.each([
	[401, '{"error":"unauthorized","description":"No relationship exists between a and b"}'],
	[403, '{"error":"forbidden","message":"no relationship exists"}'],
	[403, '{"description":"No Relationship Exists between 1 and 2"}'],
])(
	'a %i with that sentence has the reason `missing-relationship` for any error code: %s',
	async (status, body) => {
		const {error} = await interpretReply(makeAnswer(status, body));
		expect(error).toMatchObject({
			reason: 'missing-relationship',
			hint: expect.stringContaining("relationship: 'any'"),
		});
	},
);
