/**
 * Converts a value to text as Web IDL does (section 3.2.10).
 *
 * @throws TypeError if it is a symbol, for which `String` does not throw.
 */
export const toText = (value: unknown): string => {
	if (typeof value === 'symbol') throw new TypeError('A symbol cannot be converted to text.');
	return String(value);
};
