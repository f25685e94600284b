import {emptyHeaders, refuseUnsendable} from '../request/headers.ts';

/**
 * Header fields of requests as they are usually written. Field names have no case (RFC 9110 section 5.1), but mocks
 * and logs look for them in this form. Other names are sent as they are, in lower case.
 */
const usualNames: ReadonlyMap<string, string> = new Map(
	[
		'Accept',
		'Accept-Encoding',
		'Accept-Language',
		'Authorization',
		'Cache-Control',
		'Content-Encoding',
		'Content-Language',
		'Content-Type',
		'Cookie',
		'Idempotency-Key',
		'If-Match',
		'If-Modified-Since',
		'If-None-Match',
		'If-Range',
		'If-Unmodified-Since',
		'Origin',
		'Prefer',
		'Range',
		'Referer',
		'User-Agent',
	].map((name) => [name.toLowerCase(), name]),
);

/**
 * Copies header fields to a record without a prototype, with the usual capitals of their names.
 *
 * @throws TypeError if a middleware has added a field that cannot be sent.
 */
export const withUsualNames = (
	headers: Readonly<Record<string, string>>,
): Record<string, string> => {
	const named = emptyHeaders();
	for (const [name, value] of Object.entries(headers)) {
		const usualName = usualNames.get(name);
		if (usualName === undefined) refuseUnsendable(name);
		named[usualName ?? name] = value;
	}
	return named;
};
