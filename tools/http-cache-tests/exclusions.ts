/* The suite is from 2021 and RFC 9111 from 2022. If they differ, the RFC takes precedence. */
const firstAge =
	'RFC 9111 §5.1, newer than the suite: the first member of a list in Age is used, the rest is discarded';
const ignoredAge =
	'RFC 9111 §5.1, newer than the suite: an Age that is not a non-negative integer is ignored';

/** The required tests of the suite that do not apply to this cache, each with the reason. */
export const exclusions: Readonly<Record<string, string>> = {
	'age-parse-nonnumeric': ignoredAge,
	'age-parse-negative': ignoredAge,
	'age-parse-prefix-twoline': firstAge,
	'age-parse-dup-0': firstAge,
	'age-parse-dup-0-twoline': firstAge,
	'age-parse-dup-old': firstAge,
	'304-etag-update-response-ETag':
		'RFC 9111 §4.3.4: a 304 whose strong tag differs from the stored one must not update the entry; the ' +
		'client repeats the request without validators, for which the server of the suite has no response',
};
