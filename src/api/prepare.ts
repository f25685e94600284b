import {readOptions} from '../errors/invalid-option.ts';
import type {Query} from '../request/query.ts';
import type {AnyEndpoint, Upload} from './endpoint.ts';
import {writeParams} from './input/param.ts';
import {checkSpan} from './input/span.ts';
import {isTimezone, type Timezone} from './time/zones.ts';

/** What the call of an endpoint sends, by the options of the client. */
export type Prepared = {
	/** The parameters as they are sent: a copy, so that a change by the caller has no effect. */
	readonly written: Readonly<Record<string, unknown>>;
	readonly pathParams: Readonly<Record<string, string | number>>;
	readonly query: Query;
	readonly json: unknown;
	readonly upload: Upload | undefined;
};

const isScalar = (value: unknown): value is string | number =>
	typeof value === 'string' || typeof value === 'number';

/** The zone of a call: what `timezone` or, for offers, `timeZone` says. UTC otherwise. */
const zoneOf = (params: Readonly<Record<string, unknown>>): Timezone => {
	const zone = params['timezone'] ?? params['timeZone'];
	return isTimezone(zone) ? zone : 'UTC';
};

/**
 * Checks the parameters of a call and separates them by where they are sent.
 *
 * @param fixed - The placeholders that the group knows, such as `publisherId`.
 * @throws TypeError if a parameter is missing, unknown or not accepted. The message names the option and the limit.
 */
export const prepare = (
	declaration: AnyEndpoint,
	fixed: Readonly<Record<string, string | number>>,
	params: unknown = {},
): Prepared => {
	const {name, method, path, span, check, body, upload} = declaration;
	const own = readOptions(params, Object.keys(declaration.params), {
		option: 'params',
		where: `\`${name}\``,
		accepted: 'a plain object',
	});
	const timezone = zoneOf(own);
	const written = writeParams(declaration.params, own, timezone);
	if (span !== undefined) checkSpan(span, written, timezone);
	check?.(written);
	const pathParams: Record<string, string | number> = {...fixed};
	const rest: Record<string, unknown> = {};
	for (const [option, value] of Object.entries(written)) {
		if (path.includes(`{${option}}`) && isScalar(value)) pathParams[option] = value;
		else rest[option] = value;
	}
	const sent = {written, pathParams, query: {}, json: undefined, upload: undefined};
	if (method === 'GET') return {...sent, query: asQuery(rest)};
	if (upload !== undefined) return {...sent, upload: upload(rest)};
	return {...sent, json: body === undefined ? rest : body(rest)};
};

/* The parameters write only what a query can hold. */
function asQuery(rest: Readonly<Record<string, unknown>>): Query;
function asQuery(rest: Readonly<Record<string, unknown>>): unknown {
	return rest;
}
