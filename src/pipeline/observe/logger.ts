/** The levels of a log, in ascending order. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

/** The level of a line in a log. */
export type LogLevel = (typeof logLevels)[number];

/** A method of a {@link Logger}. What it accepts depends on the logger. */
export type LogMethod = (...values: never[]) => unknown;

/** Anything with the four methods: `console`, pino, bunyan, winston and others. */
export type Logger = Readonly<Record<LogLevel, LogMethod>>;

/** Fields of a line, as plain data. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes a line. Throws what the logger throws. */
export type WriteLine = (level: LogLevel, message: string, fields: LogFields) => unknown;

const has = (logger: Logger, name: string, type: 'function' | 'object'): boolean =>
	typeof Reflect.get(logger, name) === type;

/** pino has `child` and `bindings`, and bunyan `child` and `fields`: they take the fields first. */
const takesFieldsFirst = (logger: Logger): boolean =>
	has(logger, 'child', 'function') &&
	(has(logger, 'bindings', 'function') || has(logger, 'fields', 'object'));

/** winston has `transports`: it takes the fields last. */
const takesFieldsLast = (logger: Logger): boolean => has(logger, 'transports', 'object');

/* One line of text, whatever is in it: nobody can forge another line. */
const toOneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ');

const textOf = (value: unknown): string => {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return /^[\w.:/{}-]+$/.test(text) ? text : JSON.stringify(text);
};

const toText = (message: string, fields: LogFields): string => {
	const pairs = Object.entries(fields)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name}=${textOf(value)}`);
	return toOneLine(`awin-sdk: ${[message, ...pairs].join(' ')}`);
};

/** Returns what writes a line in the form that the logger takes. */
export const writerOf = (logger: Logger): WriteLine => {
	const valuesOf = takesFieldsFirst(logger)
		? (message: string, fields: LogFields) => [fields, message]
		: takesFieldsLast(logger)
			? (message: string, fields: LogFields) => [message, fields]
			: (message: string, fields: LogFields) => [toText(message, fields)];
	return (level, message, fields) =>
		Reflect.apply(logger[level], logger, valuesOf(message, fields));
};
