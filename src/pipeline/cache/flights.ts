/** An exchange under way whose answer may be stored. */
export type Flight = {
	/** Whether the server was changed in the meantime, so that the answer may be older than the change. */
	readonly isOutdated: () => boolean;
	/** To be called when the answer has been dealt with. */
	readonly land: () => void;
};

/** Knows which exchanges are under way. */
export type Flights = {
	readonly start: (key: string) => Flight;
	/** Marks everything under way for a key as outdated. */
	readonly outdate: (key: string) => void;
};

/** Keeps track of exchanges under way, so that a write can tell the reads that it overtook. */
export const trackFlights = (): Flights => {
	const underWay = new Map<string, Set<{outdated: boolean}>>();
	return {
		start: (key) => {
			const flight = {outdated: false};
			const flights = underWay.get(key) ?? new Set();
			underWay.set(key, flights.add(flight));
			return {
				isOutdated: () => flight.outdated,
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
