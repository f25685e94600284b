import {kindOfValue} from '../errors/invalid-option.ts';

/** Header fields of a call, by name. */
export type HeaderFields = Readonly<Record<string, string | undefined>>;

const fieldName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Copies header fields with their names in lower case (RFC 9110 section 5). `undefined` leaves a field out.
 *
 * @throws TypeError when a name or a value cannot be sent; the value is not shown.
 */
export const writeHeaders = (fields: Readonly<Record<string, unknown>>): Record<string, string> => {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(fields)) {
		if (value === undefined) continue;
		if (!fieldName.test(name)) {
			throw new TypeError(
				'Option `headers` has a name that is not a header field name (RFC 9110).',
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
		headers[name.toLowerCase()] = value.trim();
	}
	return headers;
};
