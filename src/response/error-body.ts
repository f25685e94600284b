import {decodeText, isHtml} from './parse-body.ts';

/** What the body of an error says, in whichever of Awin's shapes it comes. */
export type ErrorBody = {
	/** Parsed where it is JSON, else its text; `undefined` where it is empty. */
	readonly body: unknown;
	readonly code: string | undefined;
	readonly description: string | undefined;
};

/** Where the shapes keep their code, the most telling key first. */
const codeKeys = ['error', 'errorCode', 'code', 'type'] as const;

/** Where the shapes keep their sentence, the most telling key first. */
const descriptionKeys = [
	'description',
	'message',
	'detail',
	'error_description',
	'errorMessage',
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

/** So many errors of a list are described. */
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

/** Describes `errors`: a list of texts, or of objects with a message and the field that it is about. */
const describeErrors = ({errors}: Readonly<Record<string, unknown>>): string | undefined => {
	if (!Array.isArray(errors)) return undefined;
	const texts = errors.map(describeItem).filter((text) => text !== undefined);
	if (texts.length === 0) return undefined;
	const more = texts.length > maxErrors ? `; and ${texts.length - maxErrors} more` : '';
	return texts.slice(0, maxErrors).join('; ') + more;
};

const titleOf = (html: string): string | undefined =>
	/<title(?:\s[^<>]{0,200})?>([^<]{1,200})/i.exec(html)?.[1]?.trim().replaceAll(/\s+/g, ' ');

/**
 * Reads the body of an error. Awin answers `{error, description}`, its feeds `{error: number, message}`, a
 * gateway problem details (RFC 9457), HTML, text or nothing; any of them may be cut off. Never throws.
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
			description: firstText(nested, descriptionKeys) ?? describeErrors(nested),
		};
	}
	if (parsed !== undefined) return {body: parsed, code: undefined, description: undefined};
	return {body: text, code: undefined, description: describeText(text, contentType)};
};

/* Where there are escapes, it is written anew and redacted again: they may stand for letters of a secret. */
const parseLeniently = (text: string, redact: (text: string) => string): unknown => {
	try {
		const value: unknown = JSON.parse(text);
		return text.includes('\\') ? JSON.parse(redact(JSON.stringify(value))) : value;
	} catch {
		return undefined;
	}
};

/** The first words of a text, or the title of a page; of cut-off JSON nothing, for it would mislead. */
const describeText = (text: string, contentType: string): string | undefined => {
	if (isHtml(contentType) || /^\s*<(!doctype|html)/i.test(text)) return titleOf(text);
	if (/^\s*[[{]/.test(text)) return undefined;
	return text.trim().slice(0, 200);
};
