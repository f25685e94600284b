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
	const underWay = new Map<string, Set<Mutable<Flight>>>();
	return {
		start: (key) => {
			const flights = underWay.get(key) ?? new Set();
			const flight = {key, isOutdated: false, isCrossed: flights.size > 0};
			// Where there are more than one, they have crossed each other already.
			if (flights.size === 1) for (const other of flights) other.isCrossed = true;
			underWay.set(key, flights.add(flight));
			return flight;
		},
		land: (flight) => {
			const flights = underWay.get(flight.key);
			flights?.delete(flight);
			if (flights?.size === 0) underWay.delete(flight.key);
		},
		outdate: (key) => {
			for (const flight of underWay.get(key) ?? []) flight.isOutdated = true;
		},
	};
};
