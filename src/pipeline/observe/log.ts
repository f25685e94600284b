import {invokeCallback} from '../callback.ts';
import type {AwinEvent, CallEndEvent} from './events.ts';
import {type LogFields, type Logger, type LogLevel, logLevels, writerOf} from './logger.ts';
import type {Observer} from './observer.ts';

/** A line of the log, without its fields. */
type Line = {readonly level: LogLevel; readonly message: string};

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const levelOfEnd = ({kind, ok}: CallEndEvent): LogLevel => {
	if (ok) return 'info';
	return kind === 'rejected' ? 'error' : 'warn';
};

const outcome = (status: number | undefined, kind: string | undefined): string =>
	[status, kind].filter((part) => part !== undefined).join(' ');

const wholeMs = (ms: number): string => `${Math.ceil(ms)} ms`;

/** The line of an event; `undefined` if another event of the call says as much. */
const lineOf = (event: AwinEvent): Line | undefined => {
	const debug = (message: string): Line => ({level: 'debug', message});
	const warn = (message: string): Line => ({level: 'warn', message});
	switch (event.type) {
		case 'call-end': {
			const {status, kind, durationMs, attempts} = event;
			const message = `${outcome(status, kind)} in ${wholeMs(durationMs)}, ${plural(attempts, 'attempt')}`;
			return {level: levelOfEnd(event), message};
		}
		case 'attempt-end': {
			const {number, status, error, durationMs} = event;
			return debug(`attempt ${number}: ${outcome(status, error)} in ${wholeMs(durationMs)}`);
		}
		case 'retry-decision':
			return event.retry
				? debug(`waits ${wholeMs(event.waitMs)} before the next attempt: ${event.reason}`)
				: debug(`is not retried: ${event.reason}`);
		case 'quota-wait':
			return debug(
				`waits about ${wholeMs(event.waitMs)} for the quota, ${plural(event.queued, 'call')} in the queue`,
			);
		case 'quota-pause':
			return warn(`a 429 pauses the quota until ${new Date(event.until).toISOString()}`);
		case 'shared':
			return debug('shares the exchange of an identical call');
		case 'store-failure':
			return warn(event.message);
		case 'page':
			return debug(`${event.iterator}: page ${event.number}, ${plural(event.items, 'item')}`);
		case 'window':
			return debug(`${event.iterator}: ${event.startDate} to ${event.endDate}`);
		case 'call-start':
		case 'attempt-start':
		case 'quota-decision':
		case 'cache':
			return undefined;
	}
};

/** The fields of an event: its own, with those of its call next to them. */
const fieldsOf = (event: AwinEvent): LogFields => {
	const {type, ...fields} = event;
	/* Loggers have a time and a message of their own. */
	if (!('call' in fields)) return {event: type, ...fields, at: undefined, message: undefined};
	const {id: call, method, template} = fields.call;
	return {event: type, ...fields, call, method, template, at: undefined};
};

/**
 * Creates an observer that writes a log: one line for a call at `info`, one for each attempt and wait at `debug`, and
 * those of failures at `warn`. What the logger throws is reported on the console.
 */
export const logObserver = (logger: Logger, level: LogLevel): Observer => {
	const write = writerOf(logger);
	const minimum = logLevels.indexOf(level);
	const log = (event: AwinEvent): unknown => {
		const line = lineOf(event);
		if (line === undefined || logLevels.indexOf(line.level) < minimum) return undefined;
		const head = 'call' in event ? `${event.call.method} ${event.call.template}: ` : '';
		return write(line.level, head + line.message, fieldsOf(event));
	};
	return (event) => invokeCallback('logger', log, event);
};
