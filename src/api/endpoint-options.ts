import {checkBoolean, checkPlainObject, readOptions} from '../errors/invalid-option.ts';
import {callOptionNames} from '../request/build-request.ts';
import type {HeaderFields} from '../request/headers.ts';
import type {RequestOptions} from '../signatures.ts';
import type {FeedOptions} from './feeds/open-rows.ts';

/** The options of the call of an endpoint. */
export type EndpointOptions = Omit<
	RequestOptions<string, 'GET'>,
	| 'path'
	| 'query'
	| 'json'
	| 'body'
	| 'as'
	| 'schema'
	| 'bucket'
	| 'idempotent'
	| 'credential'
	| 'headers'
> & {
	/**
	 * Header fields. They override those that the client sets. Validators of your own are refused, because a 304 has no
	 * data: the cache of the client sends its own, and `client.get` takes yours.
	 */
	readonly headers?:
		| (HeaderFields & {
				/** Refused: the cache sends its own. */
				readonly 'if-none-match'?: undefined;
				/** Refused: the cache sends its own. */
				readonly 'if-modified-since'?: undefined;
		  })
		| undefined;
	/**
	 * Checks every row of the answer against its type. If one differs, the result is `invalid-body`, and `issues` has
	 * the path of the first difference.
	 *
	 * @default `validate` of the client
	 */
	readonly validate?: boolean | undefined;
};

/** Throws a `TypeError` for header fields that ask for a 304. */
const refuseValidators = (headers: HeaderFields = {}): void => {
	checkPlainObject('headers', headers);
	const validator = Object.entries(headers).find(
		([name, value]) => value !== undefined && /^if-(none-match|modified-since)$/i.test(name),
	);
	if (validator === undefined) return;
	throw new TypeError(
		`Option \`headers.${validator[0]}\` must be omitted: a 304 has no data. The cache of the client sends validators of its own; \`client.get\` takes yours.`,
	);
};

/** What the declaration decides, and the caller does not. */
const declared: ReadonlySet<string> = new Set([
	'query',
	'json',
	'body',
	'as',
	'schema',
	'bucket',
	'idempotent',
	'credential',
]);

const optionNames = ['validate', ...callOptionNames.filter((name) => !declared.has(name))];

/**
 * Copies the options of a call, or of a method that makes calls with them.
 *
 * @param more - The names of options that the method has besides.
 * @throws TypeError if they are no object, or if one is unknown or invalid. The call checks the others.
 */
export function readEndpointOptions<Options extends EndpointOptions>(
	options: Options | undefined,
	more?: readonly string[],
): Options;
export function readEndpointOptions(
	options: unknown,
	more?: readonly string[],
): EndpointOptions & FeedOptions;
export function readEndpointOptions(options: unknown = {}, more: readonly string[] = []): object {
	const own: EndpointOptions = readOptions(options, [...optionNames, ...more], {
		option: 'options',
		where: 'The call',
	});
	checkBoolean('validate', own.validate);
	refuseValidators(own.headers);
	return own;
}
