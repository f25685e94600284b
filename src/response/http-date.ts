const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The three formats of RFC 9110 section 5.6.7: IMF-fixdate, RFC 850 and asctime. */
const formats = [
	/^\w{3}, (?<day>\d{2}) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/i,
	/^\w{6,9}, (?<day>\d{2})-(?<month>\w{3})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/i,
	/^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
];

/** Expands a year of two digits to the nearest such year, at most 50 years ahead (RFC 9110 section 5.6.7). */
const fullYear = (year: string, nowMs: number): number => {
	if (year.length === 4) return Number(year);
	const now = new Date(nowMs).getUTCFullYear();
	const guess = now - (now % 100) + Number(year);
	if (guess > now + 50) return guess - 100;
	return guess <= now - 50 ? guess + 100 : guess;
};

/** The maximum difference between the clock of a server and the local clock, in milliseconds. */
const maxClockSkewMs = 86_400_000;

/**
 * The time of a response by the clock of the server: its `Date`, or the local time if there is none or if it
 * differs from the local time by more than 24 hours.
 *
 * @param nowMs - The local time, in epoch milliseconds.
 */
export const readServerTime = (headers: Headers, nowMs: number): number => {
	const date = parseHttpDate(headers.get('date') ?? '', nowMs);
	return date === undefined || Math.abs(date - nowMs) > maxClockSkewMs ? nowMs : date;
};

/** Parses an HTTP date. Returns epoch milliseconds, or `undefined` if the text is not a valid date. */
export const parseHttpDate = (text: string, nowMs: number): number | undefined => {
	for (const format of formats) {
		const {day, month = '', year = '', time = ''} = format.exec(text)?.groups ?? {};
		if (day === undefined) continue;
		const monthIndex = months.indexOf(month.toLowerCase());
		const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
		if (monthIndex < 0 || minutes > 59 || seconds > 60) return undefined;
		/* More than 23 hours are another day, too. */
		const dayOfMonth = Number(day);
		const date = Date.UTC(fullYear(year, nowMs), monthIndex, dayOfMonth, hours, minutes, seconds);
		return new Date(date - seconds * 1000).getUTCDate() === dayOfMonth ? date : undefined;
	}
	return undefined;
};
