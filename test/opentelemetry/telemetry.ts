import {context, metrics, propagation, trace} from '@opentelemetry/api';
import {AsyncLocalStorageContextManager} from '@opentelemetry/context-async-hooks';
import {W3CTraceContextPropagator} from '@opentelemetry/core';
import {
	AggregationTemporality,
	InMemoryMetricExporter,
	MeterProvider,
	PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
	InMemorySpanExporter,
	type ReadableSpan,
	SimpleSpanProcessor,
	TracerProvider,
} from '@opentelemetry/sdk-trace';
import {afterEach, beforeEach} from 'vitest';

/** Registers the SDK of OpenTelemetry for each test of a file. Returns what it exports. */
export const telemetry = () => {
	let spans: InMemorySpanExporter;
	let measured: InMemoryMetricExporter;
	let reader: PeriodicExportingMetricReader;

	beforeEach(() => {
		spans = new InMemorySpanExporter();
		measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
		reader = new PeriodicExportingMetricReader({exporter: measured});
		context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
		propagation.setGlobalPropagator(new W3CTraceContextPropagator());
		const spanProcessors = [new SimpleSpanProcessor({exporter: spans})];
		trace.setGlobalTracerProvider(new TracerProvider({spanProcessors}));
		metrics.setGlobalMeterProvider(new MeterProvider({readers: [reader]}));
	});

	afterEach(async () => {
		await reader.shutdown();
		for (const api of [context, propagation, trace, metrics]) api.disable();
	});

	return {
		/** The spans that have ended, in the order of their ends. */
		spans: (): readonly ReadableSpan[] => spans.getFinishedSpans(),
		/** The data points of each metric, by its name. */
		metrics: async () => {
			await reader.forceFlush();
			const all = measured.getMetrics().at(-1)?.scopeMetrics ?? [];
			return new Map(
				all.flatMap(({metrics: list}) => list.map((each) => [each.descriptor.name, each])),
			);
		},
	};
};

/** The children of a span, in the order of their starts. */
export const childrenOf = (parent: ReadableSpan | undefined, spans: readonly ReadableSpan[]) =>
	spans.filter(({parentSpanContext}) => parentSpanContext?.spanId === parent?.spanContext().spanId);
