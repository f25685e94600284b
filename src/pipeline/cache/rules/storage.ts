import type {ApiRequest} from '../../../request/api-request.ts';
import {parseHttpDate} from '../../../response/http-date.ts';
import type {Answer} from '../../../response/reply.ts';
import {statusOf} from '../../../status.ts';
import type {CacheEntry} from '../store/types.ts';
import {type Arrival, arrivalOf, requestTimeOf} from './arrival.ts';
import {assessFreshness} from './freshness.ts';
import {fieldIn, type Fields, withoutConnectionFields} from './stored-fields.ts';
import {varyOf} from './vary.ts';

/** The age of a response on arrival, in milliseconds: `corrected_initial_age` of RFC 9111 §4.2.3. */
const correctedInitialAge = (fields: Fields, dateMs: number, arrival: Arrival): number => {
	const {responseTime, responseDelayMs} = arrival;
	const ageMs = Number(fieldIn(fields, 'age')?.match(/^\d+/)?.[0] ?? 0) * 1000;
	return Math.max(0, responseTime - dateMs, ageMs + responseDelayMs);
};

/** An entry, and whether the server allows a private cache to store it. */
export type Candidate = {
	readonly entry: CacheEntry;
	readonly storable: boolean;
};

/** What an entry takes from a response or from an earlier entry. */
type Content = Pick<CacheEntry, 'status' | 'statusText' | 'headers' | 'body' | 'vary'>;

/** Creates an entry. A response without a valid `Date` gets the time of its arrival (RFC 9110 §6.6.1). */
export const makeEntry = (
	{status, statusText, headers, body, vary}: Content,
	arrival: Arrival,
): Candidate => {
	const {responseTime} = arrival;
	let fields = headers;
	let dateMs = parseHttpDate(fieldIn(fields, 'date') ?? '', responseTime);
	if (dateMs === undefined) {
		dateMs = responseTime;
		const others = fields.filter(([name]) => name !== 'date');
		fields = [...others, ['date', new Date(dateMs).toUTCString()]];
	}
	const {storable, ...lifetimes} = assessFreshness(status, fields, dateMs);
	const entry = {
		status,
		...(statusText !== '' && {statusText}),
		headers: fields,
		body,
		vary,
		requestTime: requestTimeOf(arrival),
		responseTime,
		correctedInitialAgeMs: correctedInitialAge(fields, dateMs, arrival),
		...lifetimes,
	};
	return {entry, storable};
};

/** Whether HTTP allows an entry to be reused: while fresh, while stale, or after a revalidation. */
export const isReusable = (entry: CacheEntry): boolean =>
	entry.freshnessLifetimeMs + entry.staleIfErrorMs + entry.staleWhileRevalidateMs > 0 ||
	fieldIn(entry.headers, 'etag') !== undefined ||
	fieldIn(entry.headers, 'last-modified') !== undefined;

/** A response without any of these fields cannot be reused. */
const storageFields = ['etag', 'last-modified', 'cache-control', 'expires'];

/**
 * Creates the entry for a new response (RFC 9111 §3).
 *
 * @param isWanted - Whether the response is stored even if it has neither a lifetime nor a validator.
 * @returns `undefined` if the response must not be stored, or if it could not be reused because it is never
 * fresh and has no validator.
 */
export const toStorableEntry = (
	request: ApiRequest,
	reply: Answer,
	now: number,
	isWanted: boolean,
): CacheEntry | undefined => {
	const {status, statusText, headers, body} = reply;
	/* A quick exit for the common case: a response without any of these fields. */
	if (!isWanted && !storageFields.some((name) => headers.has(name))) return undefined;
	const vary = varyOf(request, headers);
	/* After a redirect, the response belongs to another URL. */
	if (vary === undefined || reply.redirected) return undefined;
	const fields = withoutConnectionFields(headers);
	const {entry, storable} = makeEntry(
		{status, statusText, headers: fields, body, vary},
		arrivalOf(reply, now),
	);
	return storable && (isWanted || isReusable(entry)) ? entry : undefined;
};

/** Whether a response that is not stored shows that the stored one is out of date. */
export const supersedes = ({status}: Answer): boolean =>
	(status >= 200 && status < 300 && status !== statusOf.partial) ||
	status === statusOf['not-found'] ||
	status === 410;
