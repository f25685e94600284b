import type {StandardSchemaV1} from '@standard-schema/spec';
import type {AwinClient} from '../client.ts';
import type {AwinResult} from '../result/result.ts';
import {accept} from './accept.ts';
import type {AnyEndpoint} from './endpoint.ts';
import {readEndpointOptions} from './endpoint-options.ts';
import {feedOptionNames, openRows, readFeedOptions} from './feeds/open-rows.ts';
import {prepare} from './prepare.ts';
import type {Reading} from './read/read.ts';
import {type RefusedResult, refused} from './refused.ts';

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

/** Reads a body, and checks its rows. */
const readBody = (
	{read, shape}: AnyEndpoint,
	body: unknown,
	params: unknown,
	validate: boolean,
): Reading<unknown> => {
	const reading = read(body, params);
	const misfit = validate && reading.type === 'data' ? shape?.(reading.data) : undefined;
	return misfit === undefined ? reading : {...misfit, type: 'misfit'};
};

/**
 * The reader of an endpoint as a schema, so that a body that does not fit is `invalid-body`. A refusal is an issue as
 * well, because the pipeline redacts the texts of issues.
 */
const readerOf = (
	declaration: AnyEndpoint,
	params: unknown,
	validate: boolean,
	onRefused: () => void,
): StandardSchemaV1 => ({
	'~standard': {
		version: 1,
		vendor: 'awin-sdk',
		validate: (body) => {
			const reading = readBody(declaration, body, params, validate);
			if (reading.type === 'data') return {value: reading.data};
			if (reading.type === 'refused') onRefused();
			return {issues: [reading]};
		},
	},
});

/** What the core is asked for. The answer of an endpoint that has any form is a text, but JSON is preferred. */
const forms = {
	text: {as: 'text', headers: {}},
	rows: {as: 'stream', headers: {}},
	any: {as: 'text', headers: {accept: 'application/json, */*;q=0.5'}},
} as const satisfies Record<NonNullable<AnyEndpoint['as']>, object>;

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
	const {method, path, server = 'api', credential = 'bearer', as} = declaration;
	const form = as && forms[as];
	const {validate = validateAll, ...given} = readEndpointOptions(
		callOptions,
		as === 'rows' ? feedOptionNames : [],
	);
	const feed = as === 'rows' ? readFeedOptions(given) : undefined;
	const options = feed?.options ?? given;
	const {signal} = options;
	const shape = validate ? declaration.shape : undefined;
	const {written, pathParams, query, json, upload} = prepare(declaration, fixed, params);
	const reads = valueFor(declaration.reads, written);
	const bucket = valueFor(declaration.bucket, written);
	let isRefused = false;
	const input = {
		...options,
		headers: {
			...form?.headers,
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
		form === undefined
			? await request({...input, schema: readerOf(declaration, written, validate, onRefused)})
			: await request({...input, as: form.as});
	const mistake = upload?.mistake();
	if (mistake !== undefined) throw mistake;
	if (result.kind === 'invalid-body') {
		return isRefused ? refused(result, input.idempotent ? 'no' : 'unknown') : result;
	}
	if (result.ok) {
		return accept(declaration, result, () => {
			if (feed === undefined) return readBody(declaration, result.data, written, validate);
			const rows = openRows(result, {...feed.limits, signal, shape});
			return readBody(declaration, rows, written, false);
		});
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
