/* The grammar of RFC 9110 §5.6.2 and §5.5. `Headers` takes more values, but `fetch` does not send all of them. */
const fieldName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether a field can be put into `Headers` and sent. Servers and stores can return invalid fields. */
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
