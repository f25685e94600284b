import type {Timezone} from 'awin-sdk';
import {Temporal} from 'temporal-polyfill';

/** A change of the clock of a zone. */
export type ClockChange = {
	/** Its instant, in epoch milliseconds. `-Infinity` for the offset that the zone begins with. */
	readonly at: number;
	/** From then on, in milliseconds: positive east of Greenwich. */
	readonly offsetMs: number;
};

const known = new Map<Timezone, readonly ClockChange[]>();
const knownOffsets = new Map<Timezone, readonly number[]>();
const first = Temporal.Instant.from('2005-01-01T00:00:00Z');
const lastMs = Date.UTC(2045, 0, 1);

/** The changes of the clock of a zone from 2005 to 2044, oldest first, by `Temporal`. */
export const clockChanges = (zone: Timezone): readonly ClockChange[] => {
	const cached = known.get(zone);
	if (cached !== undefined) return cached;
	const start = first.toZonedDateTimeISO(zone);
	const changes = [{at: -Infinity, offsetMs: start.offsetNanoseconds / 1e6}];
	let next = start.getTimeZoneTransition('next');
	while (next !== null && next.epochMilliseconds < lastMs) {
		changes.push({at: next.epochMilliseconds, offsetMs: next.offsetNanoseconds / 1e6});
		next = next.getTimeZoneTransition('next');
	}
	known.set(zone, changes);
	return changes;
};

/** The offset of a zone at an instant, in milliseconds. */
export const offsetOf = (at: number, zone: Timezone): number =>
	clockChanges(zone).findLast((change) => change.at <= at)?.offsetMs ?? 0;

/** The wall-clock text of an instant in a zone, as Awin writes it: `yyyy-MM-ddThh:mm:ss`. */
export const textOf = (at: number, zone: Timezone): string =>
	new Date(at + offsetOf(at, zone)).toISOString().slice(0, 19);

/** A wall-clock text in milliseconds, as if it were in UTC. */
export const wallMs = (text: string): number => Date.parse(`${text}Z`);

/** All offsets that a zone has ever had. */
const offsetsOf = (zone: Timezone): readonly number[] => {
	const offsets = knownOffsets.get(zone) ?? [
		...new Set(clockChanges(zone).map(({offsetMs}) => offsetMs)),
	];
	knownOffsets.set(zone, offsets);
	return offsets;
};

/** The instants at which a zone shows a wall-clock text: none, one or two. */
export const instantsOf = (text: string, zone: Timezone): readonly number[] => {
	const wall = wallMs(text);
	return offsetsOf(zone)
		.map((offsetMs) => wall - offsetMs)
		.filter((at) => textOf(at, zone) === text)
		.sort((a, b) => a - b);
};

/** The instant of a wall-clock text: of two, the first; a time that never happens moves forward by the gap. */
export const instantOf = (text: string, zone: Timezone): number => {
	const [at] = instantsOf(text, zone);
	if (at !== undefined) return at;
	const wall = wallMs(text);
	const day = 86_400_000;
	return wall - offsetOf(wall - offsetOf(wall, zone) - day, zone);
};
