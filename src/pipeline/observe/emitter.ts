import type {ApiRequest} from '../../request/api-request.ts';
import {isTransportField} from '../../request/headers.ts';
import {isField} from '../../response/fields.ts';
import {invokeCallback} from '../callback.ts';
import type {DiagnosticsChannel} from './channel.ts';
import type {AwinEvent} from './events.ts';
import type {ContextObserver, Observer, ObservedScope} from './observer.ts';

/** Header fields that observers add to a request. */
type Fields = ApiRequest['headers'];

/** Tells the observers of a client what it does. The only place that calls them. */
export type Emitter = {
	/** Whether there is an observer, or a subscriber of the diagnostics channel, at the moment. */
	readonly isObserved: () => boolean;
	/** Tells all observers. Never throws. */
	readonly emit: (event: AwinEvent) => void;
	/** Whether an observer has contexts in which `run` sends. */
	readonly hasContexts: boolean;
	/**
	 * Sends within the contexts of the observers: exactly once, before it returns, whatever they do. `send` must not
	 * throw.
	 */
	readonly run: <T>(scope: ObservedScope, send: (fields: Fields) => T) => T;
};

const noFields: Fields = {};

/** Keeps the fields that can be sent, with their names in lower case. */
const safeFields = (fields: unknown): Fields => {
	if (typeof fields !== 'object' || fields === null) return noFields;
	const safe: Record<string, string> = {};
	for (const [name, value] of Object.entries(fields)) {
		const lowerCaseName = name.toLowerCase();
		if (isField(name, value) && !isTransportField(lowerCaseName)) safe[lowerCaseName] = value;
	}
	return safe;
};

const isContextObserver = (observer: Observer): observer is ContextObserver =>
	typeof observer !== 'function';

/** What a runner gets: one argument, so that it can be called like any other callback. */
type Step = {readonly scope: ObservedScope; readonly proceed: (fields?: unknown) => void};

/** Creates the emitter of a client. */
export const createEmitter = (
	observers: readonly Observer[],
	channel: DiagnosticsChannel | undefined,
): Emitter => {
	/* Called as methods, because an observer can be an object of a class. */
	const callbacks = observers.map((observer) =>
		isContextObserver(observer) ? (event: AwinEvent) => observer.onEvent(event) : observer,
	);
	const runners = observers.filter(isContextObserver).map(
		(observer) =>
			({scope, proceed}: Step) =>
				observer.run(scope, proceed),
	);
	const publish = (event: AwinEvent) => channel?.publish(event);

	const run = <T>(scope: ObservedScope, send: (fields: Fields) => T): T => {
		let fields = noFields;
		let sent: {readonly value: T} | undefined;
		const enter = (index: number): T => {
			const runner = runners[index];
			if (runner !== undefined && sent === undefined) {
				const proceed = (own: unknown) => {
					/* Too late, or a second time. */
					if (sent !== undefined) return;
					fields = {...fields, ...safeFields(own)};
					enter(index + 1);
				};
				invokeCallback('observe', runner, {scope, proceed});
				/* In case that it did not proceed. */
				return enter(index + 1);
			}
			sent ??= {value: send(fields)};
			return sent.value;
		};
		return enter(0);
	};

	return {
		isObserved: () => callbacks.length > 0 || channel?.hasSubscribers === true,
		emit: (event) => {
			const isPublished = channel?.hasSubscribers === true;
			/* So that no observer changes what the others are told. For one alone, it would only cost time. */
			if (isPublished || callbacks.length > 1) Object.freeze(event);
			for (const callback of callbacks) invokeCallback('observe', callback, event);
			if (isPublished) invokeCallback('diagnostics_channel', publish, event);
		},
		hasContexts: runners.length > 0,
		run,
	};
};

/** The emitter of nobody. */
export const silentEmitter: Emitter = createEmitter([], undefined);
