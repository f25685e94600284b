const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The three forms of RFC 9110 section 5.6.7: IMF-fixdate, RFC 850, asctime. */
const forms = [
	/^\w{3}, (?<day>\d{2}) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/i,
	/^\w{6,9}, (?<day>\d{2})-(?<month>\w{3})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/i,
	/^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
];

/** Two digits mean the year that is nearest, at most 50 years ahead (RFC 9110 section 5.6.7). */
const fullYear = (year: string, nowMs: number): number => {
	if (year.length === 4) return Number(year);
	const now = new Date(nowMs).getUTCFullYear();
	const guess = now - (now % 100) + Number(year);
	if (guess > now + 50) return guess - 100;
	return guess <= now - 50 ? guess + 100 : guess;
};

/** A server whose clock is further off than this, in milliseconds, says nothing that can be relied on. */
const maxClockSkewMs = 86_400_000;

/**
 * The time of an answer by the server's own clock: its `Date`, or the local time if there is none or if it is more
 * than 24 hours from the local time.
 *
 * @param nowMs - The local time, in epoch milliseconds.
 */
export const readServerTime = (headers: Headers, nowMs: number): number => {
	const date = parseHttpDate(headers.get('date')?.trim() ?? '', nowMs);
	return date === undefined || Math.abs(date - nowMs) > maxClockSkewMs ? nowMs : date;
};

/** Reads an HTTP date. Gives epoch milliseconds, or `undefined` where it is none. */
export const parseHttpDate = (text: string, nowMs: number): number | undefined => {
	for (const form of forms) {
		const {day, month = '', year = '', time = ''} = form.exec(text)?.groups ?? {};
		if (day === undefined) continue;
		const monthIndex = months.indexOf(month.toLowerCase());
		const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
		if (monthIndex < 0 || hours > 23 || minutes > 59 || seconds > 60) return undefined;
		const dayOfMonth = Number(day);
		const date = Date.UTC(fullYear(year, nowMs), monthIndex, dayOfMonth, hours, minutes, seconds);
		return new Date(date - seconds * 1000).getUTCDate() === dayOfMonth ? date : undefined;
	}
	return undefined;
};
