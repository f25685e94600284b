/** An exchange in flight whose response may be stored. */
export type InFlight = {
	readonly key: string;
	/** Whether a write or a newer response arrived in the meantime. If so, this response must not be stored. */
	readonly invalidated: boolean;
	/** Whether another exchange for the key was in flight at the same time. It may have stored a response. */
	readonly overlapped: boolean;
};

/** The exchanges in flight, by cache key. */
export type InFlightExchanges = {
	readonly start: (key: string) => InFlight;
	/** Must be called once the response has been stored or discarded. */
	readonly end: (exchange: InFlight) => void;
	/** Marks all exchanges in flight for a key as invalidated. */
	readonly invalidate: (key: string) => void;
};

type Mutable<T> = {-readonly [Key in keyof T]: T[Key]};

/** Tracks the exchanges in flight, so that a write or a newer response can invalidate earlier reads. */
export const trackInFlight = (): InFlightExchanges => {
	const exchanges = new Map<string, Set<Mutable<InFlight>>>();
	return {
		start: (key) => {
			const others = exchanges.get(key) ?? new Set();
			const exchange = {key, invalidated: false, overlapped: others.size > 0};
			/* If there are more than one, they are already marked. */
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
