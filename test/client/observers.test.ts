import type {AwinEvent} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {observed, only} from '../helpers/observed.ts';

const path: string = '/accounts';

const revoked = (): object => {
	const {proxy, revoke} = Proxy.revocable({}, {});
	revoke();
	return proxy;
};

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

	it('get events that none of them can change for the others', async () => {
		const report = vi.spyOn(console, 'error').mockReturnValue();
		const spoil = (event: object) => {
			Reflect.set(event, 'kind', 'spoilt');
			Reflect.deleteProperty(event, 'type');
			Reflect.defineProperty(event, 'call', {value: undefined});
		};
		const kinds: unknown[] = [];
		const {clock, awin} = observed([200], {
			observe: [spoil, (event) => event.type === 'call-end' && kinds.push(event.kind, event.call)],
		});
		await clock.run(awin.get(path));
		expect(kinds).toEqual(['ok', expect.objectContaining({template: path})]);
		expect(Object.isFrozen(kinds[1])).toBe(true);
		expect(report).not.toHaveBeenCalled();
	});

	it('are told once, also if they are in the list twice', async () => {
		const told: string[] = [];
		const observe = ({type}: AwinEvent) => told.push(type);
		const {clock, awin} = observed([200], {observe: [observe, observe]});
		await clock.run(awin.get(path));
		expect(told).toEqual(['call-start', 'attempt-start', 'attempt-end', 'call-end']);
	});

	it.each<[string, boolean]>([
		['when an attempt starts', false],
		['in the context of an attempt', true],
	])('can abort the call %s, which ends the attempt', async (_, inContext) => {
		const controller = new AbortController();
		const fetch = vi.fn<typeof globalThis.fetch>();
		const events: AwinEvent[] = [];
		const {clock, awin} = observed([200], {
			fetch,
			observe: {
				onEvent: (event) => {
					events.push(event);
					if (event.type === 'attempt-start' && !inContext) controller.abort();
				},
				run: ({attempt}, proceed) => {
					if (attempt !== undefined && inContext) controller.abort();
					proceed();
				},
			},
		});
		const {signal} = controller;
		const result = await clock.run(awin.get(path, {signal}));
		expect(result).toMatchObject({kind: 'aborted', meta: {attempts: []}});
		expect(only(events, 'attempt-end')).toMatchObject([
			{number: 1, status: undefined, error: 'aborted', durationMs: 0, waitedMs: 0, waitedFor: []},
		]);
		expect(events.map(({type}) => type).at(-1)).toBe('call-end');
		expect(fetch).not.toHaveBeenCalled();
	});

	it.each<[string, unknown, string]>([
		[
			'has a `message` that throws',
			Object.defineProperty(new Error('a'), 'message', {get: () => expect.unreachable()}),
			'Error: ',
		],
		[
			'has a `name` that is no text',
			Object.assign(new Error('b'), {name: Symbol('c')}),
			'Error: b',
		],
		['is a revoked proxy', revoked(), 'a thrown object'],
		['is `undefined`', undefined, 'a thrown undefined'],
	])('do not replace what middleware throws if that %s', async (_, thrown, error) => {
		const middleware = [() => () => Promise.reject(thrown)];
		const {clock, awin, events} = observed([200], {middleware});
		const rejected = await clock.run(
			awin.get(path).then(
				() => [],
				(reason: unknown) => [reason],
			),
		);
		expect(rejected).toHaveLength(1);
		expect(Object.is(rejected[0], thrown)).toBe(true);
		expect(only(events, 'call-end')).toMatchObject([{kind: 'rejected', error}]);
	});
});
