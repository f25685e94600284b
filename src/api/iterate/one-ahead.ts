/**
 * Reads one step ahead of the consumer: the next one is under way while the consumer works on one. If the consumer
 * stops, what is under way is aborted.
 *
 * @param open - Creates the steps. They must end soon after the signal of the controller aborts.
 * @param handOver - Makes what the consumer gets of a step. Returns whether it is the last one.
 */
export const oneAhead = <Step, Out>(
	open: (controller: AbortController) => AsyncGenerator<Step, void>,
	handOver: (step: Step) => AsyncGenerator<Out, boolean, undefined>,
): AsyncIterableIterator<Out, void, undefined> => {
	const controller = new AbortController();
	let isStopped = false;

	const stop = () => {
		isStopped = true;
		controller.abort();
	};

	const read = async function* (): AsyncGenerator<Out, void, undefined> {
		const steps = open(controller);
		let next = steps.next();
		try {
			for (;;) {
				const {done, value} = await next;
				if (done === true || isStopped) return;
				next = steps.next();
				/* It is awaited by the next turn, or by nobody if the consumer stops. */
				next.catch(() => {});
				if (yield* handOver(value)) return;
			}
		} finally {
			stop();
			await steps.return();
		}
	};
	const steps = read();
	return {
		next: () => steps.next(),
		return: () => {
			/* At once: a generator would wait for what is under way. */
			stop();
			return steps.return();
		},
		throw: (error: unknown) => {
			stop();
			return steps.throw(error);
		},
		[Symbol.asyncIterator]() {
			return this;
		},
	};
};
