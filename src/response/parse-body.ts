/** A parsed body, or the reason why it cannot be parsed. */
export type ParsedBody =
	| {readonly ok: true; readonly value: unknown}
	| {readonly ok: false; readonly message: string};

/** Returns the content type of a response; empty if it has none. */
export const contentTypeOf = (headers: Headers | undefined): string =>
	headers?.get('content-type') ?? '';

const htmlType = /^(text\/html|application\/xhtml\+xml)/i;

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
	return (charset === 'utf-8' ? utf8 : decoderOf(charset)).decode(bytes);
};

/** Creates a decoder of a charset, or of UTF-8 if the charset is unknown. */
export const decoderOf = (charset: string): TextDecoder => {
	try {
		return new TextDecoder(charset);
	} catch {
		return new TextDecoder();
	}
};

/** Parses a body as JSON, whatever its content type declares besides the charset. */
export const parseJson = (bytes: Uint8Array, contentType: string): ParsedBody => {
	try {
		return {ok: true, value: JSON.parse(decodeText(bytes, contentType))};
	} catch {
		/* The message of the `SyntaxError` quotes a part of the text, which can contain a part of a secret. */
		const declared = contentType === '' ? 'missing' : contentType.slice(0, 100);
		return {ok: false, message: `the body is not JSON (content type: ${declared})`};
	}
};
