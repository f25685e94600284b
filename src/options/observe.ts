import {invalidOption} from '../errors/invalid-option.ts';
import {logObserver} from '../pipeline/observe/log.ts';
import {type Logger, type LogLevel, logLevels} from '../pipeline/observe/logger.ts';
import type {Observer} from '../pipeline/observe/observer.ts';
import {warn} from '../pipeline/warn.ts';
import {environmentVariable} from './environment.ts';

/** The options of a client about what it tells. */
export type ObserveOptions = {
	readonly observe?: Observer | readonly Observer[] | undefined;
	readonly logger?: Logger | undefined;
	readonly logLevel?: LogLevel | undefined;
};

const hasMethods = (value: unknown, names: readonly string[]): value is object =>
	((typeof value === 'object' && value !== null) || typeof value === 'function') &&
	names.every((name) => typeof Reflect.get(value, name) === 'function');

const isObserver = (value: unknown): value is Observer =>
	typeof value === 'function' || hasMethods(value, ['onEvent', 'run']);

const checkObserver = (option: string, value: unknown): Observer => {
	if (isObserver(value)) return value;
	throw invalidOption(option, 'a function, or an object with `onEvent` and `run`', value);
};

const isList = (value: ObserveOptions['observe']): value is readonly Observer[] =>
	Array.isArray(value);

const checkObservers = (observe: ObserveOptions['observe']): readonly Observer[] => {
	if (observe === undefined) return [];
	if (!isList(observe)) return [checkObserver('observe', observe)];
	/* Once each: a second start of a call would leave the span of the first one open. */
	return [
		...new Set(Array.from(observe, (each, index) => checkObserver(`observe[${index}]`, each))),
	];
};

const isLogLevel = (value: unknown): value is LogLevel =>
	logLevels.some((level) => level === value);

/** The level in the environment. A mistake there must not break a program, so it is only reported. */
const levelOfEnvironment = (): LogLevel | undefined => {
	const level = environmentVariable('AWIN_LOG');
	if (level === undefined || isLogLevel(level)) return level;
	warn(`the environment variable AWIN_LOG must be one of ${logLevels.join(', ')}.`);
	return undefined;
};

/** The observer that writes the log, if there is one. */
const logOf = ({logger, logLevel}: ObserveOptions): readonly Observer[] => {
	if (logger !== undefined && !hasMethods(logger, logLevels)) {
		throw invalidOption('logger', `an object with ${methods}`, logger);
	}
	if (logLevel !== undefined && !isLogLevel(logLevel)) {
		throw invalidOption('logLevel', `one of ${logLevels.join(', ')}`, logLevel);
	}
	const level = logLevel ?? levelOfEnvironment();
	if (logger === undefined && level === undefined) return [];
	return [logObserver(logger ?? console, level ?? 'info')];
};

const methods = logLevels.map((level) => `\`${level}\``).join(', ');

/**
 * Returns the observers of a client, that of the log included.
 *
 * @throws TypeError if `observe`, `logger` or `logLevel` is invalid.
 */
export const resolveObservers = (options: ObserveOptions): readonly Observer[] => [
	...checkObservers(options.observe),
	...logOf(options),
];
