import {invalidOption} from '../../errors/invalid-option.ts';
import type {Timezone} from '../time/zones.ts';

/** A parameter of an endpoint: what it accepts, and how it is sent. */
export type Param = {
	/** What it accepts, for messages and docs/endpoints.md. */
	readonly accepts: string;
	/** Whether a call without it throws a `TypeError`. */
	readonly required: boolean;
	/** The parameters in it, if it is an object or a list of objects, for docs/endpoints.md. */
	readonly properties?: Readonly<Record<string, Param>> | undefined;
	/** What is sent if a call leaves it out. @default nothing */
	readonly fallback?: unknown;
	/**
	 * Returns what is sent.
	 *
	 * @throws TypeError if the value is not accepted. The message names the option.
	 */
	readonly write: (value: unknown, option: string, timezone: Timezone) => unknown;
};

/** Creates an optional parameter. `read` returns `undefined` for a value that is not accepted. */
export const param = (
	accepts: string,
	write: (value: unknown, timezone: Timezone) => unknown,
): Param => ({
	accepts,
	required: false,
	write: (value, option, timezone) => {
		const written = write(value, timezone);
		if (written === undefined) throw notAccepted(option, accepts, value);
		return written;
	},
});

/** Creates the `TypeError` for a parameter. A number is never a secret, so the message contains it. */
const notAccepted = (option: string, accepts: string, value: unknown): TypeError =>
	typeof value === 'number'
		? new TypeError(`Option \`${option}\` must be ${accepts}, but it is ${value}.`)
		: invalidOption(option, accepts, value);

/** A parameter that a call must have. */
export const required = (optional: Param): Param => ({...optional, required: true});

/** A parameter that is always sent. */
export const withDefault = (optional: Param, fallback: string): Param => ({
	...optional,
	accepts: `${optional.accepts}; \`${fallback}\` by default`,
	fallback,
});

/**
 * Checks the parameters of an object and returns what is sent.
 *
 * @param own - The own properties of the object.
 * @param prefix - What stands before the names of the parameters in messages.
 * @throws TypeError if one is missing or not accepted.
 */
export const writeParams = (
	params: Readonly<Record<string, Param>>,
	own: Readonly<Record<string, unknown>>,
	timezone: Timezone,
	prefix = '',
): Record<string, unknown> => {
	/* Without a prototype, so that a polluted `Object.prototype` adds nothing to what is checked. */
	const written: Record<string, unknown> = Object.create(null);
	for (const [name, one] of Object.entries(params)) {
		const sent = writeParam(one, own[name], `${prefix}${name}`, timezone);
		if (sent !== undefined) written[name] = sent;
	}
	return written;
};

/**
 * Checks a parameter and returns what is sent, or `undefined` if it is left out.
 *
 * @throws TypeError if it is missing or not accepted.
 */
export const writeParam = (
	{accepts, required: isRequired, fallback, write}: Param,
	value: unknown,
	option: string,
	timezone: Timezone,
): unknown => {
	if (value !== undefined) return write(value, option, timezone);
	if (isRequired) throw invalidOption(option, accepts, value);
	return fallback;
};
