import {kindOfValue, ownProperties} from '../errors/invalid-option.ts';

/** Header fields of a call, by name. `undefined` omits a field. */
export type HeaderFields = Readonly<Record<string, string | undefined>>;

const fieldName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Fields of the connection or of the framing of the message. `fetch` sets them itself: it drops or replaces the
 * value of the caller, or fails.
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

/** Whether `fetch` sets the field of this name, in lower case, itself. */
export const isTransportField = (name: string): boolean => transportFields.has(name);

/** Throws a `TypeError` if a field of this name cannot be sent. */
export const refuseUnsendable = (name: string): void => {
	const lowerCaseName = name.toLowerCase();
	if (isTransportField(lowerCaseName)) {
		throw new TypeError(
			`Option \`headers.${name}\` must be omitted: \`fetch\` sets this field itself.`,
		);
	}
	if (lowerCaseName === '__proto__') {
		throw new TypeError(
			'Option `headers.__proto__` must be omitted: Node.js drops a field of this name.',
		);
	}
};

/**
 * Returns the value of a header field, or `undefined` if there is none. Ignores inherited properties, because some
 * names come from a server.
 */
export const headerValue = (
	headers: Readonly<Record<string, string>>,
	name: string,
): string | undefined => (Object.hasOwn(headers, name) ? headers[name] : undefined);

/** Creates an empty record of header fields. It inherits no property, so that every name can be set. */
export const emptyHeaders = (): Record<string, string> => ownProperties({});

/**
 * Copies header fields with their names in lower case (RFC 9110 section 5). `undefined` omits a field.
 *
 * @param defaults - Fields that are sent as well, unless a field of that name is given, even as `undefined`.
 *
 * @throws TypeError if a name or a value cannot be sent, or if `fetch` sets the field itself. The message does not
 * contain the value.
 */
export const writeHeaders = (
	fields: Readonly<Record<string, unknown>>,
	defaults: Readonly<Record<string, string>> = {},
): Record<string, string> => {
	const given = new Set(Object.keys(fields).map((name) => name.toLowerCase()));
	const headers = emptyHeaders();
	for (const [name, value] of Object.entries(defaults)) {
		if (!given.has(name)) headers[name] = value;
	}
	for (const [name, value] of Object.entries(fields)) {
		if (value === undefined) continue;
		if (!fieldName.test(name)) {
			throw new TypeError(
				'Option `headers` has a name that is not a valid header field name (RFC 9110).',
			);
		}
		const lowerCaseName = name.toLowerCase();
		refuseUnsendable(name);
		if (typeof value !== 'string') {
			throw new TypeError(
				`Option \`headers.${name}\` must be a string, but it is ${kindOfValue(value)}.`,
			);
		}
		if (!fieldValue.test(value)) {
			throw new TypeError(
				`Option \`headers.${name}\` must not contain line breaks, control characters or characters outside Latin-1.`,
			);
		}
		headers[lowerCaseName] = value.trim();
	}
	return headers;
};
