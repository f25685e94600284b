import {emptyHeaders} from '../request/headers.ts';

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

/** Copies header fields to a record without a prototype, with the usual capitals of their names. */
export const withUsualNames = (
	headers: Readonly<Record<string, string>>,
): Record<string, string> => {
	const named = emptyHeaders();
	for (const [name, value] of Object.entries(headers)) named[usualNames.get(name) ?? name] = value;
	return named;
};
