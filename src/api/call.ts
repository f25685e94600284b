import type {StandardSchemaV1} from '@standard-schema/spec';
import type {AwinClient} from '../client.ts';
import type {AwinResult, Failed, SuccessKind} from '../result/result.ts';
import type {RequestOptions} from '../signatures.ts';
import type {Endpoint} from './endpoint.ts';
import {prepare} from './prepare.ts';
import type {Reading} from './read/read.ts';
import {RefusedError} from './refused-error.ts';

/** The options of the call of an endpoint. */
export type EndpointOptions = Omit<
	RequestOptions<string, 'GET'>,
	'path' | 'query' | 'json' | 'body' | 'as' | 'schema' | 'bucket' | 'idempotent'
> & {
	/**
	 * Checks every row of the answer against its type. If one differs, the result is `invalid-body`, and `issues` has
	 * the path of the first difference.
	 * @default `validate` of the client, or false
	 */
	readonly validate?: boolean | undefined;
};

/** The result of an endpoint that can refuse a request with the status of a success. */
export type RefusedResult = Failed<'refused', number, RefusedError>;

/** What the calls of one account have in common. */
export type CallContext = {
	/** The client of each server. */
	readonly clients: {
		readonly [Server in 'api' | 'feeds' | 'ui']: () => Pick<AwinClient, 'request'>;
	};
	/** The placeholders that the group knows, such as `publisherId`. */
	readonly fixed: Readonly<Record<string, string | number>>;
	/** Sent as `x-api-key` instead of the token. */
	readonly conversionKey: string | undefined;
	readonly validate: boolean;
};

/** A body that says that Awin refused the request. It stands for the data until the result is made. */
class Refusal {
	readonly description: string | undefined;

	constructor(description: string | undefined) {
		this.description = description;
	}
}

/** The reader of an endpoint as a schema, so that a body that does not fit is `invalid-body`. */
const readerOf = <Params, Data>(
	{read, shape}: Endpoint<Params, Data>,
	params: Params,
	validate: boolean,
): StandardSchemaV1<unknown, Data | Refusal> => ({
	'~standard': {
		version: 1,
		vendor: 'awin-sdk',
		validate: (body) => {
			const reading: Reading<Data> = read(body, params);
			if (reading.type === 'refused') return {value: new Refusal(reading.description)};
			if (reading.type === 'misfit') {
				return {issues: [{message: reading.message, path: reading.path ?? []}]};
			}
			const misfit = validate ? shape?.(reading.data) : undefined;
			return misfit === undefined ? {value: reading.data} : {issues: [misfit]};
		},
	},
});

const refused = (result: AwinResult, {description}: Refusal): RefusedResult => {
	const {meta} = result;
	const {method, template} = meta.request;
	const status = Number(result.status);
	const text = description ?? 'Awin refused the request and gives no reason';
	const error = new RefusedError({
		message: `${status} refused: ${method} ${template}: ${text.slice(0, 300).replaceAll(/[\s\p{Cc}]+/gu, ' ')}`,
		description: text,
		hint: 'The status is a success, but the body says that nothing was done.',
		...meta.request,
		requestId: meta.requestId,
		applied: 'no',
		status,
	});
	return {
		ok: false,
		kind: 'refused',
		status,
		data: undefined,
		error,
		location: undefined,
		retryAfterMs: undefined,
		storedAt: undefined,
		meta,
	};
};

/** Calls an endpoint. Rejects with a `TypeError` for an invalid parameter; nothing is sent then. */
export const callEndpoint = async <Params, Data, Kinds extends SuccessKind>(
	declaration: Endpoint<Params, Data, Kinds>,
	{clients, fixed, conversionKey, validate: validateAll}: CallContext,
	params: Params,
	{validate = validateAll, ...options}: EndpointOptions = {},
): Promise<AwinResult<Data, Kinds> | RefusedResult> => {
	const {method, path, server = 'api', credential = 'bearer', reads, bucket} = declaration;
	const {pathParams, query, json} = prepare(declaration, fixed, params);
	const result = await clients[server]().request({
		...options,
		...(credential === 'x-api-key' &&
			conversionKey !== undefined && {
				headers: {...options.headers, 'x-api-key': conversionKey},
			}),
		method,
		path,
		pathParams,
		query,
		json,
		credential: credential === 'key-in-path' ? 'none' : credential,
		bucket: typeof bucket === 'function' ? bucket(params) : bucket,
		idempotent: method === 'GET' || (typeof reads === 'function' ? reads(params) : reads === true),
		schema: readerOf(declaration, params, validate),
	});
	if (result.data instanceof Refusal) return refused(result, result.data);
	return asDeclared(result);
};

/* The reader has made the data. The declaration says which kinds the endpoint has. */
function asDeclared<Data, Kinds extends SuccessKind>(result: AwinResult): AwinResult<Data, Kinds>;
function asDeclared(result: AwinResult): AwinResult {
	return result;
}
