import {decodeText, isHtml} from './parse-body.ts';

/** The content of an error body, in any of Awin's formats. */
export type ErrorBody = {
	/** Parsed if it is JSON, otherwise the text; `undefined` if the body is empty. */
	readonly body: unknown;
	readonly code: string | undefined;
	readonly description: string | undefined;
};

/** The keys that can contain the error code, the most specific first. */
const codeKeys = ['error', 'errorCode', 'code', 'type'] as const;

/** The keys that can contain the description, the most specific first. */
const descriptionKeys = [
	'description',
	'message',
	'detail',
	'error_description',
	'errorMessage',
	'msg',
	'reason',
	'title',
] as const;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const firstText = (
	record: Readonly<Record<string, unknown>>,
	keys: readonly string[],
): string | undefined => {
	for (const key of keys) {
		const value = record[key];
		if (typeof value === 'string' && value.trim() !== '' && value !== 'about:blank') {
			return value.trim();
		}
		if (typeof value === 'number') return String(value);
	}
	return undefined;
};

/** The maximum number of errors to describe. */
const maxErrors = 5;

/** The names of the fields that an error of a list is about. */
const fieldKeys = ['field', 'path', 'property', 'parameter', 'name'] as const;

const describeItem = (item: unknown): string | undefined => {
	if (typeof item === 'string') return item.trim() === '' ? undefined : item.trim();
	if (!isRecord(item)) return undefined;
	const text = firstText(item, descriptionKeys) ?? firstText(item, codeKeys);
	const field = firstText(item, fieldKeys);
	return field === undefined || text === undefined ? text : `${field}: ${text}`;
};

/** Writes `{field: text}` and `{field: [text]}` as `{field, message}`. */
const withField = ([field, value]: readonly [string, unknown]): unknown => {
	const message: unknown = Array.isArray(value)
		? value.find((item) => typeof item === 'string')
		: value;
	return typeof message === 'string' ? {field, message} : message;
};

/** Describes a list of texts or of objects with a message and the field that it is about, or an object by field. */
const describeErrors = (errors: unknown): string | undefined => {
	const list: unknown = isRecord(errors) ? Object.entries(errors).map(withField) : errors;
	if (!Array.isArray(list)) return undefined;
	const texts = list.map(describeItem).filter((text) => text !== undefined);
	if (texts.length === 0) return undefined;
	const more = texts.length > maxErrors ? `; and ${texts.length - maxErrors} more` : '';
	return texts.slice(0, maxErrors).join('; ') + more;
};

const titleOf = (html: string): string | undefined =>
	/<title(?:\s[^<>]{0,200})?>([^<]{1,200})/i.exec(html)?.[1]?.trim().replaceAll(/\s+/g, ' ');

/**
 * Reads the body of an error response. Awin's API sends `{error, description}` and its feeds send
 * `{error: number, message}`. A gateway can send problem details (RFC 9457), HTML, text or no body. Any of
 * them can be truncated. Never throws.
 */
export const readErrorBody = (
	bytes: Uint8Array,
	contentType: string,
	redact: (text: string) => string,
): ErrorBody => {
	const text = redact(decodeText(bytes, contentType));
	if (text.trim() === '') return {body: undefined, code: undefined, description: undefined};
	const parsed = parseLeniently(text, redact);
	if (isRecord(parsed)) {
		const nested = isRecord(parsed['error']) ? parsed['error'] : parsed;
		return {
			body: parsed,
			code: firstText(nested, codeKeys),
			description:
				firstText(nested, descriptionKeys) ??
				describeErrors(nested['errors'] ?? nested['messages']),
		};
	}
	if (parsed !== undefined) {
		return {body: parsed, code: undefined, description: describeErrors(parsed)};
	}
	return {body: text, code: undefined, description: describeText(text, contentType)};
};

/* If the text contains escapes, it is redacted again without them: an escape can hide a part of a secret. */
const parseLeniently = (text: string, redact: (text: string) => string): unknown => {
	try {
		const value: unknown = JSON.parse(text);
		return text.includes('\\') ? JSON.parse(redact(JSON.stringify(value))) : value;
	} catch {
		return undefined;
	}
};

/**
 * Returns the title of an HTML page, or the first 200 characters of a text. Returns `undefined` for truncated
 * JSON because its beginning would be misleading.
 */
const describeText = (text: string, contentType: string): string | undefined => {
	if (isHtml(contentType) || /^\s*<(!doctype|html)/i.test(text)) return titleOf(text);
	if (/^\s*[[{]/.test(text)) return undefined;
	return text.trim().slice(0, 200);
};
