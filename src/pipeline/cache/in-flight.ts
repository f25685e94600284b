/** An exchange in flight whose response may be stored. */
export type InFlight = {
	readonly key: string;
	/** Whether a write or a newer response came in the meantime: this one must not be stored. */
	readonly invalidated: boolean;
	/** Whether another exchange for the key was in flight at the same time, and may have stored something. */
	readonly overlapped: boolean;
};

/** The exchanges in flight, by the key of the cache. */
export type InFlightExchanges = {
	readonly start: (key: string) => InFlight;
	/** Must be called once the response has been stored or discarded. */
	readonly end: (exchange: InFlight) => void;
	/** Marks all exchanges in flight for a key as invalidated. */
	readonly invalidate: (key: string) => void;
};

type Mutable<T> = {-readonly [Key in keyof T]: T[Key]};

/** Keeps track of the exchanges in flight, so that a write or a response marks the reads that it overtook. */
export const trackInFlight = (): InFlightExchanges => {
	const exchanges = new Map<string, Set<Mutable<InFlight>>>();
	return {
		start: (key) => {
			const others = exchanges.get(key) ?? new Set();
			const exchange = {key, invalidated: false, overlapped: others.size > 0};
			/* If there is more than one, they are marked already. */
			if (others.size === 1) for (const other of others) other.overlapped = true;
			exchanges.set(key, others.add(exchange));
			return exchange;
		},
		end: (exchange) => {
			const others = exchanges.get(exchange.key);
			others?.delete(exchange);
			if (others?.size === 0) exchanges.delete(exchange.key);
		},
		invalidate: (key) => {
			for (const exchange of exchanges.get(key) ?? []) exchange.invalidated = true;
		},
	};
};
