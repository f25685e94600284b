import type {StandardSchemaV1} from '@standard-schema/spec';
import {readerOf} from '../response/body-reader.ts';
import {bodyStream} from '../response/body-stream.ts';
import {nullBodyStatuses} from '../response/null-body.ts';
import {contentTypeOf, decodeText, parseJson} from '../response/parse-body.ts';
import {parseStored} from '../response/parse-stored.ts';
import type {Answer} from '../response/reply.ts';
import {serverLimitsOf} from '../response/server-limits.ts';
import {urlIn} from '../response/url-field.ts';
import {asUndocumented, kindOf, statusOf} from '../status.ts';
import type {Context} from './context.ts';
import {failWithBody, streamErrorOf} from './fail.ts';
import type {AwinResult} from './result.ts';
import {noteStream} from './stream-content.ts';

/** The fields that are `undefined` in most successes. */
const emptyFields = {
	ok: true,
	error: undefined,
	location: undefined,
	retryAfterMs: undefined,
	storedAt: undefined,
} as const;

/**
 * Creates the result of a 2xx, a 304 or a stored body, with data in the form that the call asks for. The result is
 * `invalid-body` if JSON is missing, cannot be parsed or does not match the schema. Returns a promise only if the
 * call has a schema.
 */
export const succeed = (reply: Answer, context: Context): AwinResult | Promise<AwinResult> => {
	const {as, method} = context.request;
	if (nullBodyStatuses.has(reply.status) || method === 'HEAD') {
		return withData(reply, undefined, context);
	}
	switch (as) {
		case 'text':
			return withData(reply, decodeText(reply.body, contentTypeOf(reply.headers)), context);
		case 'bytes':
			/* A copy, because the bytes may be shared with the cache or another call. */
			return withData(reply, reply.body.slice(), context);
		case 'stream': {
			const reader = reply.reader ?? readerOf(reply.body);
			const stream = bodyStream(reader, (failure) => streamErrorOf(failure, context));
			noteStream(stream, reply, context);
			return withData(reply, stream, context);
		}
		default:
			return withJson(reply, context);
	}
};

const withJson = (reply: Answer, context: Context): AwinResult | Promise<AwinResult> => {
	if (reply.body.length === 0) {
		const kind = kindOf(reply.status);
		return kind === 'ok' || kind === 'partial'
			? failWithBody(reply, {message: 'the body is empty'}, context)
			: withData(reply, undefined, context);
	}
	const parse = reply.storedAt === undefined ? parseJson : parseStored;
	const body = parse(reply.body, contentTypeOf(reply.headers));
	if (!body.ok) return failWithBody(reply, body, context);
	const {schema} = context.request;
	return schema === undefined
		? withData(reply, body.value, context)
		: validate(schema, body.value, reply, context);
};

const validate = async (
	schema: StandardSchemaV1,
	value: unknown,
	reply: Answer,
	context: Context,
): Promise<AwinResult> => {
	const checked = await schema['~standard'].validate(value);
	if (checked.issues === undefined) return withData(reply, checked.value, context);
	const message = `the body does not match the schema: ${describe(checked.issues)}`;
	return failWithBody(reply, {message, issues: checked.issues}, context);
};

/** Describes where the first three issues are, without the values of the body. */
const describe = (issues: readonly StandardSchemaV1.Issue[]): string =>
	issues
		.slice(0, 3)
		.map(({path = []}) => {
			const keys = path.map((part) => String(typeof part === 'object' ? part.key : part));
			return keys.length === 0 ? 'at the root' : `at ${keys.join('.')}`;
		})
		.join(', ');

const withData = (reply: Answer, data: unknown, context: Context): AwinResult => {
	const {meta, nowMs} = context;
	const {status} = reply;
	const kind = kindOf(status);
	switch (kind) {
		case 'ok':
			if (reply.cache === 'revalidated') return cacheHit(reply, data, context);
			return {...emptyFields, kind, status: statusOf[kind], data, meta};
		case 'partial':
			return {...emptyFields, kind, status: statusOf[kind], data, meta};
		case 'created': {
			const location = locationOf(reply, context);
			return {...emptyFields, kind, status: statusOf[kind], data, location, meta};
		}
		case 'accepted': {
			const location = locationOf(reply, context);
			const {retryAfterMs} = serverLimitsOf(reply, nowMs);
			return {
				...emptyFields,
				kind,
				status: statusOf[kind],
				data,
				location,
				retryAfterMs,
				meta,
			};
		}
		case 'no-content':
			return {...emptyFields, kind, status: statusOf[kind], data: undefined, meta};
		case 'cache-hit':
			return {...emptyFields, kind: 'not-modified', status: statusOf[kind], data: undefined, meta};
		default:
			return {...emptyFields, kind: 'undocumented', status: asUndocumented(status), data, meta};
	}
};

const cacheHit = (reply: Answer, data: unknown, {meta, nowMs}: Context): AwinResult => ({
	...emptyFields,
	kind: 'cache-hit',
	status: statusOf['cache-hit'],
	data,
	storedAt: new Date(reply.storedAt ?? nowMs),
	meta,
});

/** Returns an absolute URL. The field can be relative to the URL of the request (RFC 9110 section 10.2.2). */
const locationOf = (reply: Answer, {redact}: Context): string | undefined => {
	const location = urlIn(reply.headers, 'location', reply.url);
	return location && redact(location.href);
};
