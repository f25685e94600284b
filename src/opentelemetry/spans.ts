import {
	type Attributes,
	type Context,
	context,
	type Span,
	SpanKind,
	SpanStatusCode,
	trace,
	type Tracer,
} from '@opentelemetry/api';
import type {AwinEvent} from '../pipeline/observe/events.ts';
import type {ObservedScope} from '../pipeline/observe/observer.ts';
import type {ObservedCall} from '../request/observed.ts';
import {
	attributesOfCall,
	attributesOfOutcome,
	attributesOfServer,
	nameOfSpan,
	names,
	originalMethod,
	ownNames,
} from './attributes.ts';

/** A span, and the context in which it is the active one. */
type Active = {readonly span: Span; readonly context: Context};

/** The span of a call, and those of its attempts that have not ended. */
type SpansOfCall = Active & {readonly attempts: Map<number, Active>};

/** Makes spans of events: one for each call, with a child for each attempt. */
export type Spans = {
	readonly onEvent: (event: AwinEvent) => void;
	/** The context of a call or an attempt; `undefined` if its span is unknown. */
	readonly contextOf: (scope: ObservedScope) => Context | undefined;
};

const end = ({span}: Active, outcome: Attributes, isError: boolean): void => {
	span.setAttributes(outcome);
	/* Without a description: the status code and `error.type` say it. */
	if (isError) span.setStatus({code: SpanStatusCode.ERROR});
	span.end();
};

/** Creates what makes spans of events. */
export const createSpans = (tracer: Tracer): Spans => {
	const calls = new WeakMap<ObservedCall, SpansOfCall>();

	const start = (
		call: ObservedCall,
		parent: Context,
		kind: SpanKind,
		attributes: Attributes,
	): Active => {
		const span = tracer.startSpan(nameOfSpan(call), {kind, attributes}, parent);
		return {span, context: trace.setSpan(parent, span)};
	};

	const endAttempt = (call: ObservedCall, number: number, outcome: Attributes) => {
		const attempts = calls.get(call)?.attempts;
		const attempt = attempts?.get(number);
		attempts?.delete(number);
		if (attempt !== undefined) end(attempt, outcome, names.errorType in outcome);
	};

	const startAttempt = (call: ObservedCall, number: number, url: string) => {
		const parent = calls.get(call);
		/* Middleware can send a call twice at a time, with the same numbers. */
		endAttempt(call, number, {});
		const attributes = {
			...attributesOfCall(call),
			...originalMethod(call),
			...attributesOfServer(url),
			[names.urlFull]: url,
			...(number > 1 && {[names.resendCount]: number - 1}),
		};
		parent?.attempts.set(number, start(call, parent.context, SpanKind.CLIENT, attributes));
	};

	const addEvent = (call: ObservedCall, name: string, attributes: Attributes) => {
		calls.get(call)?.span.addEvent(name, attributes);
	};

	const link = (call: ObservedCall, leader: ObservedCall | undefined) => {
		const other = leader && calls.get(leader)?.span;
		if (other !== undefined) calls.get(call)?.span.addLink({context: other.spanContext()});
	};

	const onEvent = (event: AwinEvent): void => {
		switch (event.type) {
			case 'call-start': {
				const {call} = event;
				const attributes = {
					...attributesOfCall(call),
					...originalMethod(call),
					[ownNames.callId]: call.id,
				};
				const active = start(call, context.active(), SpanKind.INTERNAL, attributes);
				calls.set(call, {...active, attempts: new Map()});
				return;
			}
			case 'call-end': {
				const spans = calls.get(event.call);
				if (spans === undefined) return;
				const outcome = attributesOfOutcome(
					event.status,
					event.ok || (event.status ?? 0) >= 400 ? undefined : event.kind,
				);
				if (event.kind === 'rejected') {
					/* Nothing else tells that its attempt has ended. */
					for (const number of spans.attempts.keys()) endAttempt(event.call, number, outcome);
				}
				end(spans, outcome, !event.ok);
				return;
			}
			case 'attempt-start':
				startAttempt(event.call, event.number, event.url);
				return;
			case 'attempt-end':
				endAttempt(event.call, event.number, attributesOfOutcome(event.status, event.error));
				return;
			case 'retry-decision': {
				const name = event.retry ? 'awin.retry' : 'awin.not_retried';
				addEvent(event.call, name, {
					[ownNames.reason]: event.reason,
					...(event.retry && {[ownNames.waitMs]: event.waitMs}),
				});
				return;
			}
			case 'quota-wait':
				addEvent(event.call, 'awin.quota.wait', {[ownNames.waitMs]: event.waitMs});
				return;
			case 'quota-decision':
				/* Most calls get a slot at once. */
				if (event.outcome === 'slot' && event.waitedMs === 0) return;
				addEvent(event.call, 'awin.quota.decision', {
					[ownNames.quotaOutcome]: event.outcome,
					[ownNames.waitMs]: event.waitedMs,
				});
				return;
			case 'quota-pause':
				addEvent(event.call, 'awin.quota.pause', {[ownNames.waitMs]: event.until - event.at});
				return;
			case 'cache':
				calls.get(event.call)?.span.setAttribute(ownNames.cacheOutcome, event.outcome);
				return;
			case 'shared':
				link(event.call, event.leader);
				return;
			case 'store-failure':
			case 'page':
			case 'window':
		}
	};

	return {
		onEvent,
		contextOf: ({call, attempt}) => {
			const spans = calls.get(call);
			return attempt === undefined ? spans?.context : spans?.attempts.get(attempt)?.context;
		},
	};
};
