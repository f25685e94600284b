/** An exchange under way whose answer may be stored. */
export type Flight = {
	/** Whether a write or a newer answer came in the meantime, so that this one must not be stored. */
	readonly isOutdated: () => boolean;
	/** Whether another exchange was under way at the same time, and so may have stored something. */
	readonly isCrossed: () => boolean;
	/** To be called when the answer has been dealt with. */
	readonly land: () => void;
};

/** Knows which exchanges are under way. */
export type Flights = {
	readonly start: (key: string) => Flight;
	/** Marks everything under way for a key as outdated. */
	readonly outdate: (key: string) => void;
};

/** Keeps track of exchanges under way, so that a write or an answer can tell the reads that it overtook. */
export const trackFlights = (): Flights => {
	const underWay = new Map<string, Set<{outdated: boolean; crossed: boolean}>>();
	return {
		start: (key) => {
			const flights = underWay.get(key) ?? new Set();
			const flight = {outdated: false, crossed: flights.size > 0};
			for (const other of flights) other.crossed = true;
			underWay.set(key, flights.add(flight));
			return {
				isOutdated: () => flight.outdated,
				isCrossed: () => flight.crossed,
				land: () => {
					flights.delete(flight);
					if (flights.size === 0) underWay.delete(key);
				},
			};
		},
		outdate: (key) => {
			for (const flight of underWay.get(key) ?? []) flight.outdated = true;
		},
	};
};
