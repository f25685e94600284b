import type {ApiRequest} from '../../../request/api-request.ts';
import {parseHttpDate} from '../../../response/http-date.ts';
import {type Answer, answer} from '../../../response/reply.ts';
import {fieldIn, type Fields, toHeaders, withoutConnectionFields} from './stored-fields.ts';
import {assessFreshness} from './freshness.ts';
import type {CacheEntry} from '../store/types.ts';

/** When and how slowly an answer came, for its age. */
export type Arrival = {
	/** When the last byte came, in epoch milliseconds. */
	readonly now: number;
	/** From the first byte sent to the last byte read, in milliseconds. */
	readonly delayMs: number;
};

/** When the attempt began that brought an answer, in epoch milliseconds. */
export const askedAt = ({now, delayMs}: Arrival): number => now - delayMs;

/** Reads the arrival of an answer off its last attempt. */
export const arrivalOf = (reply: Answer, now: number): Arrival => ({
	now,
	delayMs: reply.attempts.at(-1)?.durationMs ?? 0,
});

/** How old an answer was when it came, in milliseconds (RFC 9111 §4.2.3). */
const initialAgeMs = (fields: Fields, dateMs: number, {now, delayMs}: Arrival): number => {
	const said = Number(fieldIn(fields, 'age')?.match(/^\d+/)?.[0] ?? 0);
	return Math.max(0, now - dateMs, said * 1000 + delayMs);
};

/** An entry, and whether the server lets a private cache keep it. */
export type Candidate = {
	readonly entry: CacheEntry;
	readonly storable: boolean;
};

/** Makes an entry. Fields without a readable `Date` get the time they came (RFC 9110 §6.6.1). */
export const makeEntry = (
	source: Pick<CacheEntry, 'status' | 'headers' | 'body' | 'vary'>,
	arrival: Arrival,
): Candidate => {
	const {status, body, vary} = source;
	let fields = source.headers;
	let dateMs = parseHttpDate(fieldIn(fields, 'date') ?? '', arrival.now);
	if (dateMs === undefined) {
		dateMs = arrival.now;
		const others = fields.filter(([name]) => name !== 'date');
		fields = [...others, ['date', new Date(dateMs).toUTCString()]];
	}
	const {storable, ...windows} = assessFreshness(status, fields, dateMs);
	const entry = {
		status,
		headers: fields,
		body,
		vary,
		askedAt: askedAt(arrival),
		storedAt: arrival.now,
		bornAt: arrival.now - initialAgeMs(fields, dateMs, arrival),
		...windows,
	};
	return {entry, storable};
};

/** Makes the entry for an answer. */
export const toEntry = (
	source: Pick<CacheEntry, 'status' | 'body' | 'vary'> & {readonly headers: Headers},
	arrival: Arrival,
): Candidate => makeEntry({...source, headers: withoutConnectionFields(source.headers)}, arrival);

/** Answers a request from an entry without asking the server, with its `Age` (RFC 9111 §4, §5.1). */
export const fromEntry = (request: ApiRequest, entry: CacheEntry, now: number): Answer => {
	const headers = toHeaders(entry.headers);
	headers.set('age', String(Math.max(0, Math.floor((now - entry.bornAt) / 1000))));
	return answer({
		status: entry.status,
		headers,
		body: entry.body,
		url: request.url,
		cache: 'fresh',
		storedAt: entry.storedAt,
	});
};
