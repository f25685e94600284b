import {metrics as metricsApi, trace} from '@opentelemetry/api';
import {openTelemetry, type OpenTelemetryOptions} from 'awin-sdk/opentelemetry';
import {describe, expect, it, vi} from 'vitest';
import {observed} from '../helpers/observed.ts';
import {telemetry} from './telemetry.ts';

const {spans, metrics} = telemetry();
const path: string = '/accounts';

/** The header fields that a client sends. */
const sentBy = async (
	options: OpenTelemetryOptions,
	headers?: Record<string, string>,
): Promise<readonly Record<string, string>[]> => {
	const sent: Record<string, string>[] = [];
	const fetch: typeof globalThis.fetch = async (_, init) => {
		sent.push(Object.fromEntries(new Headers(init?.headers)));
		return Response.json({}, {status: sent.length === 1 ? 503 : 200});
	};
	const {clock, awin} = observed([], {fetch, observe: openTelemetry(options)});
	await clock.run(awin.get(path, {headers}));
	return sent;
};

describe('`propagateTo`', () => {
	it('is empty by default, so that nothing is sent', async () => {
		for (const fields of await sentBy({})) expect(fields).not.toHaveProperty('traceparent');
		const others = await sentBy({propagateTo: ['https://gateway.example']});
		for (const fields of others) expect(fields).not.toHaveProperty('traceparent');
	});

	it('sends the context of each attempt to these origins', async () => {
		const sent = await sentBy({
			propagateTo: [new URL('https://api.awin.com/v2'), 'https://b.example'],
		});
		const attempts = spans().filter(({attributes}) => attributes['url.full'] !== undefined);
		expect(attempts).toHaveLength(2);
		expect(sent.map(({traceparent}) => traceparent)).toEqual(
			attempts.map((span) => {
				const {traceId, spanId} = span.spanContext();
				return `00-${traceId}-${spanId}-01`;
			}),
		);
	});

	it('overrides no field of the call', async () => {
		const traceparent = '00-11111111111111111111111111111111-2222222222222222-01';
		const sent = await sentBy({propagateTo: ['https://api.awin.com']}, {traceparent});
		expect(sent.map((fields) => fields['traceparent'])).toEqual([traceparent, traceparent]);
	});

	it('sends the active context if there are no spans', async () => {
		const sent = await sentBy({propagateTo: ['https://api.awin.com'], spans: false});
		for (const fields of sent) expect(fields).not.toHaveProperty('traceparent');
	});
});

describe('`tracer` and `meter`', () => {
	it('take the place of the global ones', async () => {
		const tracer = trace.getTracer('mine');
		const meter = metricsApi.getMeter('mine');
		const {clock, awin} = observed([200], {observe: openTelemetry({tracer, meter})});
		await clock.run(awin.get(path));
		expect(spans().map(({instrumentationScope}) => instrumentationScope.name)).toEqual([
			'mine',
			'mine',
		]);
		expect([...(await metrics()).keys()]).toContain('http.client.request.duration');
	});
});

describe('openTelemetry', () => {
	it.each<[string, object]>([
		['`openTelemetry` has an unknown option `span`; did you mean `spans`?', {span: true}],
		['Option `spans` must be a boolean', {spans: 1}],
		['Option `metrics` must be a boolean', {metrics: 'yes'}],
		['Option `tracer` must be a Tracer', {tracer: {}}],
		['Option `meter` must be a Meter', {meter: null}],
		['Option `propagateTo` must be an array of URLs, but it is a boolean.', {propagateTo: true}],
		['Option `propagateTo[0]` must be a URL, but it is a string.', {propagateTo: ['api.awin.com']}],
		['Option `propagateTo[0]` must be a URL, but it is a number.', {propagateTo: [7]}],
	])('throws a TypeError: %s', (message, options) => {
		const create = () => Reflect.apply(openTelemetry, undefined, [options]);
		expect(create).toThrow(TypeError);
		expect(create).toThrow(message);
	});

	it('takes `undefined` for no option', () => {
		const options = {
			spans: undefined,
			metrics: undefined,
			tracer: undefined,
			meter: undefined,
			propagateTo: undefined,
		};
		expect(openTelemetry(options)).toHaveProperty('onEvent');
	});

	it('survives events of calls that it has not seen start', () => {
		const call = {id: '1', method: 'GET', template: '/a'};
		const report = vi.spyOn(console, 'error');
		const {onEvent, run} = openTelemetry();
		const proceed = vi.fn<() => void>();
		const at = 0;
		onEvent({type: 'attempt-start', at, call, number: 1, url: 'https://api.awin.com/a'});
		onEvent({type: 'shared', at, call, leader: {...call}});
		onEvent({type: 'quota-wait', at, call, waitMs: 1, queued: 1});
		onEvent({type: 'cache', at, call, outcome: 'fresh'});
		const attempt = {number: 1, status: 200, error: undefined, durationMs: 1, waitedMs: 0};
		onEvent({type: 'attempt-end', at, call, ...attempt, waitedFor: []});
		const ending = {ok: true, status: 200, durationMs: 1, attempts: 1, notRetried: undefined};
		const rest = {...ending, requestId: undefined, error: undefined};
		onEvent({type: 'call-end', at, call, kind: 'ok', cache: 'none', ...rest});
		run({call, attempt: 1, url: undefined}, proceed);
		expect(proceed).toHaveBeenCalledOnce();
		expect(spans()).toEqual([]);
		expect(report).not.toHaveBeenCalled();
	});
});
