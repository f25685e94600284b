/* The suite is of 2021, RFC 9111 of 2022: where they differ, the RFC holds. */
const firstAge =
	'RFC 9111 §5.1, newer than the suite: of a list in Age the first member counts, the rest is discarded';
const ignoredAge =
	'RFC 9111 §5.1, newer than the suite: an Age that is no non-negative whole number is ignored';
const methods =
	'the client sends the methods of RFC 9110 and PATCH; it refuses M-SEARCH before anything is sent';

/** The required tests of the suite that do not hold for this cache, each with its reason. */
export const exclusions: Readonly<Record<string, string>> = {
	'age-parse-nonnumeric': ignoredAge,
	'age-parse-negative': ignoredAge,
	'age-parse-prefix-twoline': firstAge,
	'age-parse-dup-0': firstAge,
	'age-parse-dup-0-twoline': firstAge,
	'age-parse-dup-old': firstAge,
	'304-etag-update-response-ETag':
		'RFC 9111 §4.3.4: a 304 whose strong tag is not the stored one must not update it; the client asks ' +
		'again without validators, for which the server of the suite has no answer',
	'invalidate-M-SEARCH': methods,
	'invalidate-M-SEARCH-cl': methods,
};
