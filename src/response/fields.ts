/* What `Headers` takes (Fetch, section 2.2.2): parsers of HTTP/1.1 are more tolerant. */
const fieldName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// oxlint-disable-next-line no-control-regex
const fieldValue = /^[^\0\r\n\u0100-\uffff]*$/;

/** Whether a field can be put into `Headers`. Servers and stores can return invalid fields. */
export const isField = (name: unknown, value: unknown): boolean =>
	typeof name === 'string' &&
	typeof value === 'string' &&
	fieldName.test(name) &&
	fieldValue.test(value);

/** Copies header fields. Skips fields that `Headers` rejects. */
export const copyHeaders = (fields: Iterable<readonly [name: string, value: string]>): Headers => {
	const headers = new Headers();
	for (const [name, value] of fields) if (isField(name, value)) headers.append(name, value);
	return headers;
};
