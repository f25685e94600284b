import type {ConversionOrder} from 'awin-sdk';
import type {VirtualClock} from '../../helpers/virtual-clock.ts';

/** The references of some orders. */
type References = readonly string[];

/** What the server and the network do with one request. */
export type Fault = {
	readonly name: string;
	/** The orders that the server applies. */
	readonly applies: (sent: References) => References;
	/** The orders of which the client can know that they were not applied. */
	readonly sure: (sent: References) => References;
	/** Answers, fails, or never settles. */
	readonly answers: (sent: References) => Promise<Response>;
};

const none = (): References => [];
const all = (sent: References): References => sent;
const odd = (sent: References): References => sent.filter((_, index) => index % 2 === 1);
const even = (sent: References): References => sent.filter((_, index) => index % 2 === 0);

const named = (references: References) => references.map((orderReference) => ({orderReference}));
const failed = (references: References) =>
	references.map((orderReference) => ({order: {orderReference}, errors: [{field: 'amount'}]}));

const lists = (successful: References, pending: References, rejected: References) => ({
	batchId: 'a',
	successfulOrders: named(successful),
	pendingOrders: named(pending),
	failedOrders: failed(rejected),
});

const json =
	(status: number, body: (sent: References) => unknown) =>
	async (sent: References): Promise<Response> =>
		Response.json(body(sent), {status});

const status =
	(code: number, body: string | null = '{"error":"exception"}') =>
	async (): Promise<Response> =>
		new Response(body, {status: code, headers: {'content-type': 'application/json'}});

const breaks = (code: string) => async (): Promise<Response> => {
	throw new TypeError('fetch failed', {cause: Object.assign(new Error(code), {code})});
};

const stalls = (): Promise<Response> => new Promise(() => {});

const cutBody =
	(code: number, contentType = 'application/json') =>
	async (): Promise<Response> =>
		new Response(
			new ReadableStream({
				start: (controller) => {
					controller.enqueue(new TextEncoder().encode('{"successfulOrders":['));
					controller.error(new TypeError('terminated'));
				},
			}),
			{status: code, headers: {'content-type': contentType}},
		);

const fault = (
	name: string,
	applies: Fault['applies'],
	sure: Fault['sure'],
	answers: Fault['answers'],
): Fault => ({name, applies, sure, answers});

const throttled = '{"error":"request.limit.exceeded","description":"too many"}';

/** Every position at which a call can fail, and every answer of the conversion API. */
export const faults: readonly Fault[] = [
	fault('no connection', none, all, breaks('ECONNREFUSED')),
	fault('no name', none, all, breaks('ENOTFOUND')),
	fault('a reset while the request is sent', none, none, breaks('ECONNRESET')),
	fault('a reset after the orders are applied', all, none, breaks('ECONNRESET')),
	fault('a reset after some orders are applied', even, none, breaks('ECONNRESET')),
	fault('silence before the orders are applied', none, none, stalls),
	fault('silence after the orders are applied', all, none, stalls),
	fault('a body that is cut', all, none, cutBody(200)),
	fault('a page of HTML', all, none, status(200, '<title>busy</title>')),
	fault('an empty 200', all, none, status(200, null)),
	fault('a 200 without lists', all, none, status(200, '{"batchId":"a"}')),
	fault(
		'a 200',
		all,
		none,
		json(200, (sent) => lists(sent, [], [])),
	),
	fault(
		'a 200 that names half',
		all,
		none,
		json(200, (sent) => lists(even(sent), [], [])),
	),
	fault('a 201 without a body', all, none, status(201, null)),
	fault(
		'a 202',
		all,
		none,
		json(202, (sent) => lists([], sent, [])),
	),
	fault(
		'a 202 that rejects half',
		even,
		odd,
		json(202, (sent) => lists([], even(sent), odd(sent))),
	),
	fault(
		'a 203',
		all,
		none,
		json(203, (sent) => lists(sent, [], [])),
	),
	fault('a 204', all, none, status(204, null)),
	fault(
		'a 206',
		even,
		odd,
		json(206, (sent) => lists(even(sent), [], odd(sent))),
	),
	fault(
		'a 206 with pending orders',
		even,
		odd,
		json(206, (sent) => lists([], even(sent), odd(sent))),
	),
	fault(
		'a 206 that rejects all',
		none,
		all,
		json(206, (sent) => lists([], [], sent)),
	),
	fault(
		'a 206 that contradicts itself',
		all,
		none,
		json(206, (sent) => lists(sent, [], sent)),
	),
	fault('a 206 without a list of successes', even, odd, async (sent) =>
		Response.json({failedOrders: failed(odd(sent))}, {status: 206}),
	),
	fault('a redirect to a page', all, none, status(303, null)),
	fault('a 400 without lists', none, all, status(400)),
	fault(
		'a 400 that names all',
		none,
		all,
		json(400, (sent) => lists([], [], sent)),
	),
	fault(
		'a 400 that names half',
		none,
		odd,
		json(400, (sent) => lists([], [], odd(sent))),
	),
	fault(
		'a 406',
		none,
		all,
		json(406, (sent) => ({failedOrders: failed(sent)})),
	),
	fault(
		'a 406 that accepts half',
		even,
		odd,
		json(406, (sent) => lists(even(sent), [], odd(sent))),
	),
	fault(
		'a 406 that names half',
		even,
		odd,
		json(406, (sent) => lists([], [], odd(sent))),
	),
	fault(
		'a 406 in an envelope',
		even,
		odd,
		json(406, (sent) => ({
			statusCode: '406',
			body: {failedOrders: failed(odd(sent))},
		})),
	),
	fault(
		'a 406 that names orders in another form',
		even,
		none,
		json(406, (sent) => ({failedOrders: [...sent, null, 5]})),
	),
	fault('a 406 whose body is cut', even, none, cutBody(406)),
	fault('a 400 whose body is cut', even, none, cutBody(400)),
	fault('a 406 that ends too early', even, none, status(406, '{"successfulOrders":[{')),
	fault(
		'a 400 with empty lists',
		even,
		none,
		json(400, () => lists([], [], [])),
	),
	fault('a 400 with a page of HTML', none, all, status(400, '<title>Bad Request</title>')),
	fault('a 400 without a body', none, all, async () => new Response(null, {status: 400})),
	fault('a 400 with an empty body', none, all, async () => {
		const headers = {'content-type': 'application/json', 'content-length': '0'};
		return new Response('', {status: 400, headers});
	}),
	...[401, 403, 404, 409, 422].map((code) => fault(`a ${code}`, none, all, status(code))),
	fault('a 429 of the throttle', none, all, status(429, throttled)),
	fault('a 429 of somebody else', none, none, status(429)),
	...[500, 502, 503, 504, 520].flatMap((code) => [
		fault(`a ${code} before the orders are applied`, none, none, status(code)),
		fault(`a ${code} after the orders are applied`, all, none, status(code)),
	]),
];

/** A request that the server received. */
type Received = {
	readonly fault: Fault;
	readonly sent: References;
	/** When it arrived, in milliseconds of the clock. */
	readonly atMs: number;
};

/** A conversion API as a `fetch` function: it handles each request with the next fault, and repeats the last one. */
export const conversionModel = (
	script: readonly Fault[],
	clock: VirtualClock,
	{latencyMs = () => 0}: {readonly latencyMs?: () => number} = {},
) => {
	const received: Received[] = [];
	const applied = new Map<string, number>();
	let calls = 0;
	const pass = (ms: number) =>
		new Promise<void>((resolve) => {
			if (ms === 0) resolve();
			else clock.after(ms, resolve);
		});
	const fetch: typeof globalThis.fetch = async (_, init) => {
		const next = script[Math.min(calls, script.length - 1)];
		if (next === undefined) throw new Error('The script is empty.');
		calls += 1;
		await pass(latencyMs());
		const {orders}: {orders: ConversionOrder[]} = await new Response(init?.body).json();
		const sent = orders.map(({orderReference}) => orderReference);
		received.push({fault: next, sent, atMs: clock.elapsed()});
		for (const reference of next.applies(sent)) {
			applied.set(reference, (applied.get(reference) ?? 0) + 1);
		}
		await pass(latencyMs());
		return next.answers(sent);
	};
	/** The last request with an order. */
	const lastWith = (reference: string | undefined) =>
		received.findLast(({sent}) => sent[0] === reference);
	return {fetch, received, applied, lastWith, calls: () => calls};
};
