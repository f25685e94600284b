/** A source of many chunks, what it has made so far, and whether it was closed. */
export const source = (count: number, error?: Error) => {
	const state = {made: 0, closed: false};
	const iterate = async function* () {
		try {
			for (; state.made < count; state.made++) {
				yield state.made % 2 === 0 ? 'x'.repeat(1000) : new Uint8Array(1000);
			}
			if (error !== undefined) throw error;
		} finally {
			state.closed = true;
		}
	};
	return {state, iterate};
};
