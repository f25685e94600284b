import {parser} from '@prometheus-io/lezer-promql';
import {PrometheusExporter, PrometheusSerializer} from '@opentelemetry/exporter-prometheus';
import {MeterProvider} from '@opentelemetry/sdk-metrics';
import {type AwinClient, createAwinClient} from 'awin-sdk';
import {openTelemetry} from 'awin-sdk/opentelemetry';
import {byStatus, handlers, inTurn} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {once} from 'node:events';
import {get, type Server} from 'node:http';
import {text} from 'node:stream/consumers';
import {afterAll, afterEach, beforeAll, expect, test, vi} from 'vitest';
import {tables, textOf} from '../../test/docs/markdown.ts';
import {write} from './written.ts';

const [setUp = ''] = write('prometheus');

const queries = tables(textOf('docs/recipes/prometheus.md'))
	.flat()
	.map((cells) => /^`(.*)`$/.exec(cells.at(-1) ?? '')?.[1]?.replaceAll('\\|', '|') ?? '');

/** What stands at the nodes of some types in a query, and whether the query is valid. */
const parsed = (query: string, ...types: readonly string[]) => {
	const found: string[] = [];
	let isValid = query !== '';
	parser.parse(query).iterate({
		enter: ({name, from, to, type}) => {
			if (type.isError) isValid = false;
			if (types.includes(name)) found.push(query.slice(from, to));
		},
	});
	return {found, isValid};
};

const server = setupServer(...handlers());

beforeAll(() => server.listen({onUnhandledFrame: 'bypass'}));
afterEach(() => {
	server.resetHandlers();
	vi.unstubAllEnvs();
});
afterAll(() => server.close());

/** Makes calls that retry, fail, wait and have a store that fails, and returns what Prometheus gets. */
const exportAll = async (): Promise<string> => {
	const exporter = new PrometheusExporter({preventServerStart: true});
	const meter = new MeterProvider({readers: [exporter]}).getMeter('awin-sdk');
	const fail = () => {
		throw new Error('The store is down.');
	};
	const waiting = new AbortController();
	const awin = createAwinClient({
		token: 'panels-0f3c9a52',
		retry: {baseDelayMs: 0},
		quota: {calls: 3},
		onQuotaWait: ({reason}) => reason === 'quota' && waiting.abort(),
		cache: {store: {get: fail, set: fail, delete: fail}, onError: () => {}},
		observe: openTelemetry({spans: false, meter}),
	});
	server.use(inTurn('/accounts', [{status: 503, headers: {'retry-after': '0'}}, 200]));
	server.use(byStatus('/orders', 503, {method: 'POST'}));
	await awin.get('/accounts');
	await awin.post('/orders', {json: {}});
	await awin.get('/accounts', {signal: waiting.signal});
	const {resourceMetrics} = await exporter.collect();
	return new PrometheusSerializer().serialize(resourceMetrics);
};

test('offers the metrics to Prometheus', async () => {
	vi.stubEnv('AWIN_TOKEN', 'prometheus-0f3c9a52');
	vi.stubEnv('METRICS_PORT', '0');
	const {awin, metrics}: {awin: AwinClient; metrics: Server} = await import(setUp);
	if (!metrics.listening) await once(metrics, 'listening');
	await awin.get('/accounts');
	const address = metrics.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const [response] = await once(get({port, path: '/metrics', agent: false}), 'response');
	const lines = (await text(response)).split('\n');
	metrics.close();
	const counts = lines.filter((line) => line.startsWith('http_client_request_duration_count'));
	expect(counts).toHaveLength(1);
	expect(counts[0]).toContain('url_template="/accounts"');
});

test.each(queries)('a query is valid: %s', (query) => {
	expect(parsed(query).isValid).toBe(true);
});

test('a query that is incomplete is not valid', () => {
	expect(parsed('sum(rate(a[5m])').isValid).toBe(false);
});

test('the queries ask only for what is exported', async () => {
	const exported = await exportAll();
	const names = new Set(exported.match(/^\w+/gm));
	const labels = new Set([...exported.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
	const unknown = queries.flatMap((query) => [
		...parsed(query, 'Identifier').found.filter((name) => !names.has(name)),
		...parsed(query, 'LabelName').found.filter((label) => !labels.has(label)),
	]);
	expect(unknown).toEqual([]);
	expect(queries.flatMap((query) => parsed(query, 'Identifier').found)).toContain(
		'awin_client_store_failures_total',
	);
	expect(queries.flatMap((query) => parsed(query, 'LabelName').found)).toContain('url_template');
});
