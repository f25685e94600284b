/** What goes wrong with a request. */
export type Fault =
	| 500
	| 502
	| 503
	| 504
	/** The connection breaks before an answer. */
	| 'network'
	/** The connection breaks in the middle of the body. */
	| 'cut body'
	/** A complete body that is not JSON. */
	| 'broken body'
	/** No answer at all. */
	| 'stall'
	/** The answer stops in the middle, and the connection stays open. */
	| 'stalled body';

const cut = (then: (controller: ReadableStreamDefaultController<Uint8Array>) => void) =>
	new Response(
		new ReadableStream<Uint8Array<ArrayBuffer>>({
			start: (controller) => {
				controller.enqueue(new TextEncoder().encode('[{"id":'));
				then(controller);
			},
		}),
		{headers: {'content-type': 'application/json'}},
	);

/** Carries a fault out. `never` is a promise that rejects when the request is aborted. */
export const carryOut = (fault: Fault, never: Promise<never>): Response | Promise<Response> => {
	switch (fault) {
		case 'network':
			throw new TypeError('fetch failed');
		case 'stall':
			return never;
		case 'cut body':
			return cut((controller) => controller.error(new Error('socket closed')));
		case 'stalled body':
			return cut((controller) => {
				never.catch((reason: unknown) => controller.error(reason));
			});
		case 'broken body':
			return new Response('[{"id":', {headers: {'content-type': 'application/json'}});
		default:
			return Response.json({error: 'exception', description: `Fault ${fault}`}, {status: fault});
	}
};
