import {describe, expect, it} from 'vitest';
import {retryBudget, unlimitedBudget} from '../../../src/pipeline/retry/budget.ts';
import {virtualClock} from '../../helpers/virtual-clock.ts';

const times = (count: number, run: () => void) => {
	for (let index = 0; index < count; index++) run();
};

describe('retryBudget', () => {
	it('starts full, with ten retries', () => {
		expect(retryBudget({}, virtualClock()).state()).toEqual({available: 10, capacity: 10});
	});

	it('takes one retry at a time', () => {
		const budget = retryBudget({capacity: 2}, virtualClock());
		budget.take();
		expect(budget.state()).toEqual({available: 1, capacity: 2});
	});

	it('earns one retry from ten responses', () => {
		const budget = retryBudget({}, virtualClock());
		times(10, budget.take);
		times(10, budget.earn);
		expect(budget.state().available).toBeCloseTo(1);
	});

	it('earns `refillPerSuccess` per response', () => {
		const budget = retryBudget({capacity: 4, refillPerSuccess: 0.5}, virtualClock());
		times(2, budget.take);
		budget.earn();
		expect(budget.state().available).toBe(2.5);
	});

	it('never exceeds its capacity', async () => {
		const clock = virtualClock();
		const budget = retryBudget({capacity: 3}, clock);
		times(50, budget.earn);
		await clock.pass(10_000_000);
		expect(budget.state().available).toBe(3);
	});

	it('refills in ten minutes without calls, so that an idle client recovers', async () => {
		const clock = virtualClock();
		const budget = retryBudget({}, clock);
		times(10, budget.take);
		await clock.pass(300_000);
		expect(budget.state().available).toBeCloseTo(5);
		await clock.pass(300_000);
		expect(budget.state().available).toBeCloseTo(10);
	});

	it('refills in `refillMs`, even if it is used meanwhile', async () => {
		const clock = virtualClock();
		const budget = retryBudget({capacity: 4, refillMs: 4000}, clock);
		times(4, budget.take);
		await clock.pass(1000);
		expect(budget.state().available).toBe(1);
		await clock.pass(1000);
		budget.take();
		expect(budget.state().available).toBe(1);
	});

	it('refills for the time until a retry is taken or earned, up to its capacity', async () => {
		const clock = virtualClock();
		const budget = retryBudget({capacity: 4, refillPerSuccess: 0.5, refillMs: 4000}, clock);
		await clock.pass(1000);
		budget.take();
		expect(budget.state().available).toBe(3);
		times(3, budget.take);
		await clock.pass(3800);
		budget.earn();
		expect(budget.state().available).toBe(4);
		budget.take();
		await clock.pass(5000);
		budget.take();
		expect(budget.state().available).toBe(3);
	});
});

it('never runs out if the budget is unlimited', () => {
	times(100, unlimitedBudget.take);
	unlimitedBudget.earn();
	expect(unlimitedBudget.state()).toEqual({available: Infinity, capacity: Infinity});
});
