import {afterEach, describe, expect, it, vi} from 'vitest';
import {unlimitedBudget} from '../../../src/pipeline/retry/budget.ts';
import {retry} from '../../../src/pipeline/retry/retry.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {clock, get, holdTime, random, script, settled, unavailable} from './scripted.ts';

holdTime();
afterEach(() => {
	vi.restoreAllMocks();
});

const sendWith = (onWait: (wait: unknown) => unknown) => {
	const {handler, startedAt} = script(unavailable, makeAnswer(200));
	return {startedAt, reply: settled(retry({clock, budget: unlimitedBudget, onWait})(handler)(get))};
};

describe('`onWait`', () => {
	it('is called before the wait for a retry, with whole milliseconds', async () => {
		random.mockReturnValue(0.123);
		const waits: unknown[] = [];
		const {reply} = sendWith((wait) => waits.push({wait, at: Date.now()}));
		await reply;
		expect(waits).toEqual([{wait: {waitMs: 62, queued: 0, reason: 'backoff'}, at: 0}]);
	});

	it('is not called if a retry follows at once', async () => {
		random.mockReturnValue(0);
		const onWait = vi.fn<(wait: unknown) => void>();
		const {reply, startedAt} = sendWith(onWait);
		await reply;
		expect(startedAt).toEqual([0, 0]);
		expect(onWait).not.toHaveBeenCalled();
	});

	it('cannot make a call fail: its exception is reported by the name of the option', async () => {
		const report = vi.spyOn(console, 'error').mockReturnValue();
		const mistake = new Error('of the caller');
		const {reply} = sendWith(() => {
			throw mistake;
		});
		expect(await reply).toMatchObject({status: 200});
		expect(report).toHaveBeenCalledExactlyOnceWith(
			expect.stringContaining('`onQuotaWait`'),
			mistake,
		);
	});
});
