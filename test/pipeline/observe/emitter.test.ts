import type {AwinEvent, ContextObserver, ObservedScope} from 'awin-sdk';
import {beforeEach, describe, expect, it, type MockInstance, vi} from 'vitest';
import {createEmitter, silentEmitter} from '../../../src/pipeline/observe/emitter.ts';

const scope: ObservedScope = {
	call: {id: '1', method: 'GET', template: '/accounts'},
	attempt: 1,
	url: 'https://api.awin.com/accounts',
};
const event: AwinEvent = {type: 'call-start', at: 0, call: scope.call};

let report: MockInstance<typeof console.error>;
beforeEach(() => {
	report = vi.spyOn(console, 'error').mockReturnValue();
});

const observer = (run: ContextObserver['run']): ContextObserver => ({onEvent: () => {}, run});

/** Sends with some observers. Returns the header fields of each time that it was sent. */
const sendWith = (...runs: ContextObserver['run'][]) => {
	const sent: object[] = [];
	const {run} = createEmitter(runs.map(observer), undefined);
	const value = run(scope, (fields) => {
		sent.push(fields);
		return 'sent';
	});
	expect(value).toBe('sent');
	return sent;
};

describe('the contexts of observers', () => {
	it('are entered from the first to the last', () => {
		const entered: string[] = [];
		const enter =
			(name: string): ContextObserver['run'] =>
			(given, proceed) => {
				entered.push(`${name} ${given.attempt}`);
				proceed();
				entered.push(`left ${name}`);
			};
		expect(sendWith(enter('a'), enter('b'))).toEqual([{}]);
		expect(entered).toEqual(['a 1', 'b 1', 'left b', 'left a']);
	});

	it('add header fields in lower case, and those that cannot be sent are left out', () => {
		const invalid: Record<string, string> = {'a b': 'c', ok: 'line\nbreak'};
		const sent = sendWith(
			(_, proceed) => proceed({Traceparent: '00-1', ...invalid}),
			(_, proceed) => proceed({tracestate: 'a=1', Host: 'localhost', 'content-length': '1'}),
		);
		expect(sent).toEqual([{traceparent: '00-1', tracestate: 'a=1'}]);
	});

	it.each<[string, unknown]>([
		['null', null],
		['a text', 'traceparent'],
		['a number in a field', {traceparent: 1}],
	])('add nothing if they pass %s', (_, fields) => {
		expect(sendWith((__, proceed) => Reflect.apply(proceed, undefined, [fields]))).toEqual([{}]);
	});

	it.each<[string, ContextObserver['run']]>([
		['does not proceed', () => {}],
		[
			'proceeds twice',
			(_, proceed) => {
				proceed();
				proceed();
			},
		],
	])('send once if one %s', (_, run) => {
		expect(sendWith(run, run)).toEqual([{}]);
		expect(report).not.toHaveBeenCalled();
	});

	it.each<[string, boolean]>([
		['before it proceeds', false],
		['after it has proceeded', true],
	])('send once if one throws %s, which is reported once', (when, proceeds) => {
		const mistake = new Error(`a mistake ${when}`);
		const fails = observer((__, proceed) => {
			if (proceeds) proceed();
			throw mistake;
		});
		const send = vi.fn<() => number>(() => 7);
		const {run} = createEmitter([fails], undefined);
		expect([run(scope, send), run(scope, send)]).toEqual([7, 7]);
		expect(send).toHaveBeenCalledTimes(2);
		expect(report.mock.calls).toEqual([[expect.stringContaining('`observe`'), mistake]]);
	});

	it('ignore header fields that come too late', () => {
		let late: (fields: Readonly<Record<string, string>>) => void = vi.fn<() => void>();
		const sent = sendWith((_, proceed) => {
			late = proceed;
		});
		late({traceparent: '00-1'});
		expect(sent).toEqual([{}]);
	});

	it('are methods of their observer', () => {
		class Counter {
			count = 0;
			onEvent(): void {
				this.count += 1;
			}
			run(_: ObservedScope, proceed: () => void): void {
				this.count += 10;
				proceed();
			}
		}
		const counter = new Counter();
		const emitter = createEmitter([counter], undefined);
		emitter.emit(event);
		emitter.run(scope, () => undefined);
		expect(counter.count).toBe(11);
	});
});

describe('an emitter', () => {
	it('observes nothing without observers and without a channel', () => {
		expect(silentEmitter.isObserved()).toBe(false);
		expect(silentEmitter.hasContexts).toBe(false);
		expect(silentEmitter.emit(event)).toBeUndefined();
	});

	it('publishes on the channel while it has subscribers', () => {
		const published: AwinEvent[] = [];
		const channel = {hasSubscribers: false, publish: (each: AwinEvent) => published.push(each)};
		const emitter = createEmitter([], channel);
		emitter.emit(event);
		expect([emitter.isObserved(), published]).toEqual([false, []]);
		channel.hasSubscribers = true;
		emitter.emit(event);
		expect([emitter.isObserved(), published]).toEqual([true, [event]]);
	});

	it('survives a channel that throws', () => {
		const publish = () => {
			throw new Error('broken');
		};
		expect(createEmitter([], {hasSubscribers: true, publish}).emit(event)).toBeUndefined();
		expect(report.mock.calls).toEqual([
			[expect.stringContaining('`diagnostics_channel`'), new Error('broken')],
		]);
	});
});
