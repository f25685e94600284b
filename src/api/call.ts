import type {StandardSchemaV1} from '@standard-schema/spec';
import type {AwinClient} from '../client.ts';
import {
	checkBoolean,
	checkPlainObject,
	invalidOption,
	isPlainObject,
	ownProperties,
} from '../errors/invalid-option.ts';
import type {AwinResult} from '../result/result.ts';
import type {RequestOptions} from '../signatures.ts';
import type {AnyEndpoint} from './endpoint.ts';
import {prepare} from './prepare.ts';
import {type RefusedResult, refused, unexpected} from './refused.ts';

/** The options of the call of an endpoint. */
export type EndpointOptions = Omit<
	RequestOptions<string, 'GET'>,
	'path' | 'query' | 'json' | 'body' | 'as' | 'schema' | 'bucket' | 'idempotent' | 'credential'
> & {
	/**
	 * Checks every row of the answer against its type. If one differs, the result is `invalid-body`, and `issues` has
	 * the path of the first difference.
	 *
	 * @default `validate` of the client
	 */
	readonly validate?: boolean | undefined;
};

/** What the calls of one account have in common. */
export type CallContext = {
	/** The client of each server. */
	readonly clients: {
		readonly [Server in 'api' | 'feeds' | 'ui']: () => Pick<AwinClient, 'request' | 'quota'>;
	};
	/** The placeholders that the group knows, such as `publisherId`. */
	readonly fixed: Readonly<Record<string, string | number>>;
	/** Sent as `x-api-key` instead of the token. */
	readonly conversionKey: string | undefined;
	/** Whether calls check every row by default. */
	readonly validate: boolean;
};

/**
 * The reader of an endpoint as a schema, so that a body that does not fit is `invalid-body`. A refusal is an issue as
 * well, because the pipeline redacts the texts of issues.
 */
const readerOf = (
	{read, shape}: AnyEndpoint,
	params: unknown,
	validate: boolean,
	onRefused: () => void,
): StandardSchemaV1 => ({
	'~standard': {
		version: 1,
		vendor: 'awin-sdk',
		validate: (body) => {
			const reading = read(body, params);
			if (reading.type === 'data') {
				const misfit = validate ? shape?.(reading.data) : undefined;
				return misfit === undefined ? {value: reading.data} : {issues: [misfit]};
			}
			if (reading.type === 'refused') onRefused();
			return {issues: [reading]};
		},
	},
});

const readEndpointOptions = (options: unknown = {}): EndpointOptions => {
	if (!isPlainObject(options)) throw invalidOption('options', 'an object', options);
	checkBoolean('validate', options['validate']);
	return ownProperties(options);
};

/**
 * Calls an endpoint. Rejects with a `TypeError` for an invalid parameter or option; nothing is sent then.
 *
 * @param params - The parameters, which are not checked yet.
 */
export const callEndpoint = async (
	declaration: AnyEndpoint,
	{clients, fixed, conversionKey, validate: validateAll}: CallContext,
	params: unknown,
	callOptions: unknown,
): Promise<AwinResult | RefusedResult> => {
	const {method, path, server = 'api', credential = 'bearer', kinds, as} = declaration;
	const {validate = validateAll, ...options} = readEndpointOptions(callOptions);
	checkPlainObject('headers', options.headers);
	const {pathParams, query, json, upload} = prepare(declaration, fixed, params);
	const reads = valueFor(declaration.reads, params);
	const bucket = valueFor(declaration.bucket, params);
	let isRefused = false;
	const input = {
		...options,
		headers: {
			...(credential === 'x-api-key' &&
				conversionKey !== undefined && {'x-api-key': conversionKey}),
			...(upload !== undefined && {'content-type': upload.contentType}),
			...options.headers,
		},
		method,
		path,
		pathParams,
		query,
		json,
		body: upload?.body,
		credential: credential === 'key-in-path' ? ('none' as const) : credential,
		...(bucket !== undefined && {bucket}),
		idempotent: method === 'GET' || reads === true,
	};
	const {request} = clients[server]();
	const onRefused = () => {
		isRefused = true;
	};
	const result =
		as === undefined
			? await request({...input, schema: readerOf(declaration, params, validate, onRefused)})
			: await request({...input, as});
	const mistake = upload?.mistake();
	if (mistake !== undefined) throw mistake;
	if (result.kind === 'invalid-body') return isRefused ? refused(result) : result;
	if (result.ok) {
		if (!kinds.includes(result.kind)) return unexpected(result);
		const reading = as === undefined ? undefined : declaration.read(result.data, params);
		return reading?.type === 'misfit' ? unexpected(result, reading.message) : result;
	}
	const {errorFields} = declaration;
	if (errorFields && (result.kind === 'bad-request' || result.kind === 'not-acceptable')) {
		Object.assign(result.error, errorFields(result.error.body));
	}
	return result;
};

/* What a declaration says of all calls, or of a call with some parameters. */
const valueFor = <Value extends string | boolean>(
	value: Value | ((params: unknown) => Value | undefined) | undefined,
	params: unknown,
): Value | undefined => (typeof value === 'function' ? value(params) : value);
