import {kindOfValue} from '../errors/invalid-option.ts';

/** Header fields of a call, by name. */
export type HeaderFields = Readonly<Record<string, string | undefined>>;

const fieldName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Fields that belong to the connection or to the framing of the message. `fetch` computes them itself: it drops
 * what a caller sets, replaces it, or fails.
 */
const transportFields: ReadonlySet<string> = new Set([
	'connection',
	'content-length',
	'expect',
	'host',
	'keep-alive',
	'proxy-connection',
	'sec-fetch-dest',
	'sec-fetch-mode',
	'sec-fetch-site',
	'sec-fetch-user',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);

/**
 * The value of a header field; `undefined` if there is none. Only own properties count, because some names come
 * from a server.
 */
export const headerValue = (
	headers: Readonly<Record<string, string>>,
	name: string,
): string | undefined => (Object.hasOwn(headers, name) ? headers[name] : undefined);

/** Creates an empty record of header fields. It has no prototype, so that every name can be set. */
export const emptyHeaders = (): Record<string, string> => Object.create(null);

/**
 * Copies header fields with their names in lower case (RFC 9110 section 5). `undefined` leaves a field out.
 *
 * @throws TypeError if a name or a value cannot be sent, or if `fetch` computes the field itself; the value is
 * not shown.
 */
export const writeHeaders = (fields: Readonly<Record<string, unknown>>): Record<string, string> => {
	const headers = emptyHeaders();
	for (const [name, value] of Object.entries(fields)) {
		if (value === undefined) continue;
		if (!fieldName.test(name)) {
			throw new TypeError(
				'Option `headers` has a name that is not a header field name (RFC 9110).',
			);
		}
		const lowerCase = name.toLowerCase();
		if (transportFields.has(lowerCase)) {
			throw new TypeError(
				`Option \`headers.${name}\` must be left out: \`fetch\` computes this field itself.`,
			);
		}
		if (lowerCase === '__proto__') {
			throw new TypeError(
				'Option `headers.__proto__` must be left out: Node.js drops a field of this name.',
			);
		}
		if (typeof value !== 'string') {
			throw new TypeError(
				`Option \`headers.${name}\` must be a string, but it is ${kindOfValue(value)}.`,
			);
		}
		if (!fieldValue.test(value)) {
			throw new TypeError(
				`Option \`headers.${name}\` must not hold line breaks, control characters or letters outside Latin-1.`,
			);
		}
		headers[lowerCase] = value.trim();
	}
	return headers;
};
