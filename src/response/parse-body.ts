/** A parsed body, or the reason why it cannot be parsed. */
export type ParsedBody =
	| {readonly ok: true; readonly value: unknown}
	| {readonly ok: false; readonly message: string};

const jsonType = /^[^;]*[/+]json\s*(;|$)/i;
const textType = /^(text\/|application\/(x-ndjson|jsonlines|jsonl|xml|[^;]*\+xml))/i;
const htmlType = /^(text\/html|application\/xhtml\+xml)/i;

/** Whether a content type declares a single JSON value. */
export const isJson = (contentType: string): boolean => jsonType.test(contentType);

/** Whether a content type declares HTML. */
export const isHtml = (contentType: string): boolean => htmlType.test(contentType);

const utf8 = new TextDecoder();

/** Returns the charset of a content type in lower case. `utf-8` if it has none. */
export const charsetOf = (contentType: string): string => {
	const charset = /charset\s*=\s*"?([\w:.-]+)/i.exec(contentType)?.[1]?.toLowerCase();
	return charset === undefined || charset === 'utf8' ? 'utf-8' : charset;
};

/** Decodes bytes with the charset of the content type. Uses UTF-8 if the charset is missing or unknown. */
export const decodeText = (bytes: Uint8Array, contentType: string): string => {
	const charset = charsetOf(contentType);
	if (charset === 'utf-8') return utf8.decode(bytes);
	try {
		return new TextDecoder(charset).decode(bytes);
	} catch {
		return utf8.decode(bytes);
	}
};

const parseJson = (text: string): ParsedBody => {
	try {
		return {ok: true, value: JSON.parse(text)};
	} catch {
		/* The message of the `SyntaxError` quotes a part of the text, which can contain a part of a secret. */
		return {ok: false, message: 'the body is not JSON, although the content type is JSON'};
	}
};

const looksLikeJson = (text: string): boolean => /^\s*[[{]/.test(text);

/**
 * Parses the body of a success by its content type.
 *
 * - JSON is parsed. If it is invalid, parsing fails.
 * - If the content type is missing or `*\/*`, which Awin declares for some operations, an object or an array
 *   is parsed as JSON. Any other body is text.
 * - Text, CSV, XML and JSON lines are returned as text.
 * - Any other body is returned as a copy of its bytes.
 */
export const parseBody = (bytes: Uint8Array<ArrayBuffer>, contentType: string): ParsedBody => {
	if (isJson(contentType)) return parseJson(decodeText(bytes, contentType));
	if (contentType !== '' && contentType !== '*/*' && !textType.test(contentType)) {
		return {ok: true, value: bytes.slice()};
	}
	const text = decodeText(bytes, contentType);
	const json = looksLikeJson(text) && !textType.test(contentType) ? parseJson(text) : undefined;
	return json?.ok === true ? json : {ok: true, value: text};
};
