/**
 * Reads a property of a value that another library or the caller has thrown. Returns `undefined` if reading it throws,
 * as a getter or a revoked proxy can.
 */
export const readField = (value: object, key: PropertyKey): unknown => {
	try {
		return Reflect.get(value, key);
	} catch {
		return undefined;
	}
};

/** Whether a thrown value is an `Error`. Never throws, as `instanceof` does for a revoked proxy. */
export const isError = (value: unknown): value is Error => {
	try {
		return value instanceof Error;
	} catch {
		return false;
	}
};
