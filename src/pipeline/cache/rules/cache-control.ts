/** The directives of a `Cache-Control` field, names in lower case; `true` where one has no value. */
export type Directives = ReadonlyMap<string, string | true>;

const none: Directives = new Map();

/** One directive: a token, and where there is one, with no space between, a value: token or quoted string. */
const directive = /([^\s,;="]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/g;

/**
 * Reads a `Cache-Control` field (RFC 9111 §5.2): names without regard to case, quoted strings as one value.
 * Where a directive is repeated the first one counts (§4.2.1).
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

/** Longer than any answer lives; keeps sums of milliseconds exact. */
const maxSeconds = 2 ** 31;

/**
 * Reads the delta-seconds of a directive (RFC 9111 §1.2.2), in milliseconds.
 *
 * @returns `undefined` where the directive is absent, and 0 for a value that is no number of seconds, so that
 * what cannot be read never makes an answer live longer.
 */
export const directiveMs = (directives: Directives, name: string): number | undefined => {
	const value = directives.get(name);
	if (value === undefined) return undefined;
	if (value === true || !/^\d+$/.test(value)) return 0;
	return Math.min(Number(value), maxSeconds) * 1000;
};
