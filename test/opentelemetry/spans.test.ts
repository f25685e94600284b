import {context, diag, SpanKind, SpanStatusCode, trace} from '@opentelemetry/api';
import * as conventions from '@opentelemetry/semantic-conventions';
import * as incubating from '@opentelemetry/semantic-conventions/incubating';
import type {Middleware} from 'awin-sdk';
import {openTelemetry} from 'awin-sdk/opentelemetry';
import {describe, expect, it, vi} from 'vitest';
import {names} from '../../src/opentelemetry/attributes.ts';
import {observed} from '../helpers/observed.ts';
import {childrenOf, telemetry} from './telemetry.ts';

const {spans} = telemetry();
const path: string = '/accounts';

/** A client with spans. */
const setUp = (
	answers?: Parameters<typeof observed>[0],
	options: Parameters<typeof observed>[1] = {},
) => observed(answers, {observe: openTelemetry({metrics: false}), ...options});

const callSpans = () => spans().filter(({kind}) => kind === SpanKind.INTERNAL);
const eventsOf = (span: ReturnType<typeof spans>[number] | undefined) =>
	span?.events.map(({name, attributes}) => [name, attributes]);

describe('the spans of a call', () => {
	it('are one for the call and one for each attempt, with events for the waits', async () => {
		const {clock, awin} = setUp([503, 503, 200], {quota: {calls: 2}});
		const result = await clock.run(awin.get('/a/{id}', {path: {id: 7}, query: {q: 'x'}}));
		expect(result.kind).toBe('ok');
		const [call] = callSpans();
		const common = {'http.request.method': 'GET', 'url.template': '/a/{id}'};
		expect(call).toMatchObject({
			name: 'GET /a/{id}',
			status: {code: SpanStatusCode.UNSET},
			instrumentationScope: {name: 'awin-sdk'},
		});
		expect(call?.attributes).toEqual({
			...common,
			'awin.call.id': expect.any(String),
			'http.response.status_code': 200,
		});
		expect(eventsOf(call)).toEqual([
			['awin.retry', {'awin.reason': 'backoff', 'awin.wait_ms': 250}],
			['awin.retry', {'awin.reason': 'backoff', 'awin.wait_ms': 500}],
			['awin.quota.wait', {'awin.wait_ms': expect.any(Number)}],
			['awin.quota.decision', {'awin.quota.outcome': 'slot', 'awin.wait_ms': expect.any(Number)}],
		]);
		const server = {
			...common,
			'server.address': 'api.awin.com',
			'server.port': 443,
			'url.full': 'https://api.awin.com/a/7?q=x',
		};
		const unavailable = {'http.response.status_code': 503, 'error.type': '503'};
		const attempts = childrenOf(call, spans());
		expect(attempts.map(({attributes}) => attributes)).toEqual([
			{...server, ...unavailable},
			{...server, ...unavailable, 'http.request.resend_count': 1},
			{...server, 'http.response.status_code': 200, 'http.request.resend_count': 2},
		]);
		const {ERROR, UNSET} = SpanStatusCode;
		expect(attempts.map(({status}) => status.code)).toEqual([ERROR, ERROR, UNSET]);
		expect(new Set(attempts.map(({kind}) => kind))).toEqual(new Set([SpanKind.CLIENT]));
		expect(spans()).toHaveLength(4);
	});

	it.each([
		[[404], {'error.type': '404', 'http.response.status_code': 404}],
		[[new TypeError('broken')], {'error.type': 'network'}],
		[[new Response('{"a"', {status: 200})], {'error.type': 'invalid-body'}],
		[[301], {'error.type': 'undocumented', 'http.response.status_code': 301}],
	])('have the type of an error: %j', async (answers, expected) => {
		const {clock, awin} = setUp(answers, {retry: false});
		await clock.run(awin.get(path));
		const [call] = callSpans();
		expect(call).toMatchObject({status: {code: SpanStatusCode.ERROR}, attributes: expected});
	});

	it('end with a call that rejects', async () => {
		const {clock, awin} = setUp([200], {quota: {}});
		const body = () => Reflect.apply(Object, undefined, [7]);
		await expect(clock.run(awin.put(path, {body}))).rejects.toThrow(TypeError);
		expect(spans().map(({attributes}) => attributes['error.type'])).toEqual([
			'rejected',
			'rejected',
		]);
	});

	it('are children of the active span, and active within the call', async () => {
		const tracer = trace.getTracer('test');
		const active: unknown[] = [];
		const fetch = async () => {
			active.push(trace.getActiveSpan()?.spanContext().spanId);
			return Response.json({});
		};
		const token = async () => {
			active.push(trace.getActiveSpan()?.spanContext().spanId);
			return 'token-of-span';
		};
		const {clock, awin} = setUp([], {fetch, token});
		const parent = tracer.startSpan('parent');
		await context.with(trace.setSpan(context.active(), parent), () => clock.run(awin.get(path)));
		parent.end();
		const call = callSpans().find(({name}) => name !== 'parent');
		const [attempt] = childrenOf(call, spans());
		expect(call?.parentSpanContext?.spanId).toBe(parent.spanContext().spanId);
		expect(active).toEqual([call?.spanContext().spanId, attempt?.spanContext().spanId]);
	});

	it('have what the quota and the cache did', async () => {
		const {clock, awin} = setUp([429, 200], {
			quota: {maxWaitMs: 0},
			retry: false,
			cache: {ttlMs: 60_000},
		});
		await clock.run(awin.get(path));
		await clock.run(awin.get(path));
		await clock.pass(60_000);
		await clock.run(awin.get(path));
		await clock.run(awin.get(path));
		const [paused, refused, miss, fresh] = callSpans();
		expect(eventsOf(paused)).toEqual([
			['awin.quota.pause', {'awin.wait_ms': 60_000}],
			['awin.not_retried', {'awin.reason': 'attempts'}],
		]);
		expect(eventsOf(refused)).toEqual([
			['awin.quota.decision', {'awin.quota.outcome': 'too-long', 'awin.wait_ms': 0}],
		]);
		expect(miss?.attributes['awin.cache.outcome']).toBe('miss');
		expect(fresh?.attributes['awin.cache.outcome']).toBe('fresh');
	});

	it('of a call that shares an exchange link to that of the other one', async () => {
		const {clock, awin} = setUp([200], {cache: {}});
		await clock.run(Promise.all([awin.get(path), awin.get(path)]));
		const linked = callSpans().find(({links}) => links.length > 0);
		const leader = callSpans().find((span) => span !== linked);
		expect(linked?.links[0]?.context).toEqual(leader?.spanContext());
		expect(childrenOf(leader, spans())).toHaveLength(1);
		expect(childrenOf(linked, spans())).toHaveLength(0);
	});

	it('have the method `_OTHER` if the conventions do not know it', async () => {
		const {clock, awin} = setUp();
		await clock.run(awin.fetch('/a', {method: 'PURGE'}));
		const [attempt] = spans();
		expect(attempt?.name).toBe('HTTP /a');
		expect(attempt?.attributes).toMatchObject({
			'http.request.method': '_OTHER',
			'http.request.method_original': 'PURGE',
		});
	});

	it('each end once, if middleware sends a call twice at a time', async () => {
		const ends = vi.spyOn(diag, 'warn');
		const twice: Middleware = (next) => async (request) => {
			const [first] = await Promise.all([next(request), next(request)]);
			return first;
		};
		const {clock, awin} = setUp([503, 503, 200], {middleware: [twice]});
		await clock.run(awin.get(path));
		const [call] = callSpans();
		expect(childrenOf(call, spans())).toHaveLength(4);
		expect(ends).not.toHaveBeenCalled();
	});

	it('have no server if a short token is a part of its name', async () => {
		const report = vi.spyOn(console, 'error');
		const observe = openTelemetry({propagateTo: ['https://api.awin.com']});
		const {clock, awin} = setUp([200], {token: 'api', observe});
		await clock.run(awin.get(path));
		const [attempt] = spans();
		expect(attempt?.attributes).toMatchObject({'url.full': 'https://[redacted].awin.com/accounts'});
		expect(attempt?.attributes).not.toHaveProperty('server.address');
		expect(report).not.toHaveBeenCalled();
	});

	it('have the port of the server', async () => {
		for (const baseUrl of ['http://127.0.0.1', 'http://127.0.0.1:8080']) {
			const {clock, awin} = setUp([200], {baseUrl});
			await clock.run(awin.get(path));
		}
		const ports = spans().flatMap(({attributes}) => attributes['server.port'] ?? []);
		expect(ports).toEqual([80, 8080]);
	});
});

describe('the names', () => {
	it('are those of the semantic conventions', () => {
		const known: ReadonlySet<unknown> = new Set([
			...Object.values(conventions),
			incubating.ATTR_URL_TEMPLATE,
		]);
		expect(Object.values(names).filter((name) => !known.has(name))).toEqual([]);
	});
});
