import {describe, expect, it, vi} from 'vitest';
import {observed, only} from '../helpers/observed.ts';

const path: string = '/accounts';

describe('observers', () => {
	it('are told one after the other', async () => {
		const told: string[] = [];
		const {clock, awin} = observed([200], {
			observe: [({type}) => told.push(`1 ${type}`), ({type}) => told.push(`2 ${type}`)],
		});
		await clock.run(awin.get(path));
		expect(told.slice(0, 4)).toEqual([
			'1 call-start',
			'2 call-start',
			'1 attempt-start',
			'2 attempt-start',
		]);
	});

	it.each<[string, () => unknown]>([
		[
			'throws',
			() => {
				throw new Error('a mistake');
			},
		],
		['rejects', () => Promise.reject(new Error('a mistake'))],
		['never settles', () => new Promise(() => {})],
	])('change nothing if one %s', async (_, wrong) => {
		vi.spyOn(console, 'error').mockReturnValue();
		const run = async (observe: () => unknown) => {
			const {clock, awin} = observed([503, 503, 200], {observe, quota: {calls: 1}, cache: {}});
			const {meta, ...result} = await clock.run(awin.get(path));
			return {...result, ...meta, headers: undefined};
		};
		expect(await run(wrong)).toEqual(await run(() => {}));
	});

	it('can make calls themselves', async () => {
		const inner: unknown[] = [];
		const {clock, awin} = observed([200], {
			quota: {calls: 1},
			observe: ({type, ...event}) => {
				if (type !== 'quota-wait' || inner.length > 0 || !('call' in event)) return;
				inner.push(awin.get('/inner', {maxWaitMs: 0}).then(({kind}) => inner.push(kind)));
			},
		});
		await clock.run(awin.get(path));
		expect((await clock.run(awin.get(path))).kind).toBe('ok');
		await clock.pass(0);
		expect(inner).toContain('quota-exceeded');
	});

	it('get a call that none of them can change', async () => {
		const {clock, awin, events} = observed();
		await clock.run(awin.get(path));
		const [start] = only(events, 'call-start');
		expect(Object.isFrozen(start?.call)).toBe(true);
	});
});
