/** The directives of a `Cache-Control` field: names in lower case, `true` for a directive without a value. */
export type Directives = ReadonlyMap<string, string | true>;

const none: Directives = new Map();

/** One directive: a token, optionally followed by `=` and a token or quoted string, without spaces. */
const directive = /([^\s,;="]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/g;

/**
 * Parses a `Cache-Control` field (RFC 9111 §5.2). Names are case-insensitive, and a quoted string is one
 * value. If a directive is repeated, the first one counts (§4.2.1).
 */
export const parseDirectives = (field: string | null | undefined): Directives => {
	if (field === null || field === undefined) return none;
	const directives = new Map<string, string | true>();
	for (const [, name = '', quoted, token] of field.matchAll(directive)) {
		const key = name.toLowerCase();
		if (!directives.has(key)) directives.set(key, quoted ?? token ?? true);
	}
	return directives;
};

/** The maximum of a delta-seconds value (RFC 9111 §1.2.2). It keeps sums of milliseconds exact. */
const maxSeconds = 2 ** 31;

/**
 * Parses the delta-seconds of a directive (RFC 9111 §1.2.2) and returns milliseconds.
 *
 * @returns `undefined` if the directive is absent, and 0 if its value is not a number of seconds, so that an
 * invalid value never extends a lifetime.
 */
export const directiveMs = (directives: Directives, name: string): number | undefined => {
	const value = directives.get(name);
	if (value === undefined) return undefined;
	if (value === true || !/^\d+$/.test(value)) return 0;
	return Math.min(Number(value), maxSeconds) * 1000;
};
