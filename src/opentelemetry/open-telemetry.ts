import {context, type Meter, metrics, propagation, trace, type Tracer} from '@opentelemetry/api';
import {checkBoolean, invalidOption, readOptions} from '../errors/invalid-option.ts';
import type {AwinEvent} from '../pipeline/observe/events.ts';
import type {ContextObserver} from '../pipeline/observe/observer.ts';
import {version} from '../version.ts';
import {createMetrics} from './metrics.ts';
import {createSpans} from './spans.ts';

/** Options of {@link openTelemetry}. */
export type OpenTelemetryOptions = {
	/** Whether spans are made. @default true */
	readonly spans?: boolean | undefined;
	/** Whether metrics are made. @default true */
	readonly metrics?: boolean | undefined;
	/** Makes the spans. @default the tracer `awin-sdk` of the global provider */
	readonly tracer?: Tracer | undefined;
	/** Makes the metrics. @default the meter `awin-sdk` of the global provider */
	readonly meter?: Meter | undefined;
	/**
	 * The origins to which the trace context is sent, with the global propagator: `traceparent`, usually. Awin does not
	 * use it, so it only helps behind a gateway of your own.
	 *
	 * @default []
	 */
	readonly propagateTo?: readonly (string | URL)[] | undefined;
};

const known = [
	'spans',
	'metrics',
	'tracer',
	'meter',
	'propagateTo',
] as const satisfies readonly (keyof OpenTelemetryOptions)[];

const hasMethod = (value: unknown, method: string): boolean =>
	typeof value === 'object' && value !== null && typeof Reflect.get(value, method) === 'function';

const originsOf = (origins: unknown): ReadonlySet<string> => {
	const accepted = 'an array of URLs';
	if (!Array.isArray(origins)) throw invalidOption('propagateTo', accepted, origins);
	return new Set(
		Array.from(origins, (each: unknown, index) => {
			const url = each instanceof URL || typeof each === 'string' ? URL.parse(each) : null;
			if (url === null) throw invalidOption(`propagateTo[${index}]`, 'a URL', each);
			return url.origin;
		}),
	);
};

/**
 * Creates an observer that makes spans and metrics by the semantic conventions for HTTP clients
 * (https://opentelemetry.io/docs/specs/semconv/http/): a span for each call, with a child for each attempt. Both are the
 * active spans of what runs within them, such as your `fetch`. No attribute contains a secret.
 *
 * @throws TypeError if an option is invalid.
 * @example
 * ```ts
 * import {createAwinClient} from 'awin-sdk';
 * import {openTelemetry} from 'awin-sdk/opentelemetry';
 *
 * const awin = createAwinClient({token: process.env.AWIN_TOKEN, observe: openTelemetry()});
 * ```
 */
export const openTelemetry = (options: OpenTelemetryOptions = {}): ContextObserver => {
	const own = readOptions(options, known, {option: 'options', where: '`openTelemetry`'});
	const {tracer, meter} = own;
	checkBoolean('spans', own.spans);
	checkBoolean('metrics', own.metrics);
	if (tracer !== undefined && !hasMethod(tracer, 'startSpan')) {
		throw invalidOption('tracer', 'a Tracer', tracer);
	}
	if (meter !== undefined && !hasMethod(meter, 'createHistogram')) {
		throw invalidOption('meter', 'a Meter', meter);
	}
	const origins = originsOf(own.propagateTo ?? []);
	const spans =
		own.spans === false ? undefined : createSpans(tracer ?? trace.getTracer('awin-sdk', version));
	/* Later, because the global provider of meters, unlike that of tracers, has to be there first. */
	const measure =
		own.metrics === false
			? undefined
			: createMetrics(() => meter ?? metrics.getMeter('awin-sdk', version));

	return {
		onEvent: (event: AwinEvent) => {
			spans?.onEvent(event);
			measure?.(event);
		},
		run: (scope, proceed) => {
			const active = spans?.contextOf(scope) ?? context.active();
			const origin = scope.url === undefined ? undefined : URL.parse(scope.url)?.origin;
			const isPropagated = origin !== undefined && origins.has(origin);
			context.with(active, () => {
				if (!isPropagated) {
					proceed();
					return;
				}
				const carrier: Record<string, string> = {};
				propagation.inject(active, carrier);
				proceed(carrier);
			});
		},
	};
};
