/** An exchange under way whose answer may be stored. */
export type Flight = {
	readonly key: string;
	/** Whether a write or a newer answer came in the meantime, so that this one must not be stored. */
	readonly isOutdated: boolean;
	/** Whether another exchange was under way at the same time, and so may have stored something. */
	readonly isCrossed: boolean;
};

/** Knows which exchanges are under way. */
export type Flights = {
	readonly start: (key: string) => Flight;
	/** To be called when the answer has been dealt with. */
	readonly land: (flight: Flight) => void;
	/** Marks everything under way for a key as outdated. */
	readonly outdate: (key: string) => void;
};

type Mutable<T> = {-readonly [Key in keyof T]: T[Key]};

/** Keeps track of exchanges under way, so that a write or an answer can tell the reads that it overtook. */
export const trackFlights = (): Flights => {
	const underWay = new Map<string, Mutable<Flight>[]>();
	return {
		start: (key) => {
			const others = underWay.get(key) ?? [];
			const flight = {key, isOutdated: false, isCrossed: others.length > 0};
			// Where there are more than one, they have crossed each other already.
			if (others.length === 1) for (const other of others) other.isCrossed = true;
			underWay.set(key, [...others, flight]);
			return flight;
		},
		land: (flight) => {
			const others = underWay.get(flight.key)?.filter((other) => other !== flight);
			if (others === undefined || others.length === 0) underWay.delete(flight.key);
			else underWay.set(flight.key, others);
		},
		outdate: (key) => {
			for (const flight of underWay.get(key) ?? []) flight.isOutdated = true;
		},
	};
};
