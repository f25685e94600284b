/** A body after parsing, or why it could not be. */
export type ParsedBody =
	| {readonly ok: true; readonly value: unknown}
	| {readonly ok: false; readonly message: string};

const jsonType = /^[^;]*[/+]json\s*(;|$)/i;
const textType = /^(text\/|application\/(x-ndjson|jsonlines|jsonl|xml|[^;]*\+xml))/i;
const htmlType = /^(text\/html|application\/xhtml\+xml)/i;

/** Whether a content type promises one JSON value. */
export const isJson = (contentType: string): boolean => jsonType.test(contentType);

/** Whether a content type says HTML. */
export const isHtml = (contentType: string): boolean => htmlType.test(contentType);

const utf8 = new TextDecoder();

/** Decodes bytes by the charset that the content type names; UTF-8 where it names none or an unknown one. */
export const decodeText = (bytes: Uint8Array, contentType: string): string => {
	const charset = /charset\s*=\s*"?([\w:.-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
	if (/^utf-?8$/i.test(charset)) return utf8.decode(bytes);
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
		/* The engine's own message quotes the text, cut off anywhere: in the middle of a secret too. */
		return {ok: false, message: 'the body is not JSON, although its content type says so'};
	}
};

const looksLikeJson = (text: string): boolean => /^\s*[[{]/.test(text);

/**
 * Parses the body of a success by its content type: JSON where that is promised, else JSON if it is some
 * (Awin declares some operations as `*\/*`), text where it is text, bytes otherwise.
 */
export const parseBody = (bytes: Uint8Array<ArrayBuffer>, contentType: string): ParsedBody => {
	if (isJson(contentType)) return parseJson(decodeText(bytes, contentType));
	if (contentType !== '' && contentType !== '*/*' && !textType.test(contentType)) {
		return {ok: true, value: bytes.slice()};
	}
	const text = decodeText(bytes, contentType);
	const asJson = looksLikeJson(text) && !textType.test(contentType) ? parseJson(text) : undefined;
	return asJson?.ok === true ? asJson : {ok: true, value: text};
};
