import type {Clock} from '../../src/pipeline/clock.ts';
import {
	type Answer,
	Breakdown,
	type Context,
	promotions,
	transactionQueries,
	transactions,
	type World,
} from './answers.ts';
import {carryOut, type Fault} from './fault.ts';
import {type Reading, Refusal} from './question.ts';

/** A request that arrived at the server of the model. */
export type Asked = {
	/** From 0, in order of arrival. */
	readonly index: number;
	/** By `clock.elapsed()`. */
	readonly at: number;
	/** Such as `/publishers/1001/transactions/`. */
	readonly path: string;
	readonly params: URLSearchParams;
	readonly body: string;
	/** What is sent to it. `200` may come with a fault. */
	readonly status: number;
	/** The length of the window, and the number of rows in the answer. */
	readonly hours: number;
	readonly rows: number;
};

/** Options of {@link awinModel}. */
export type ModelOptions = {
	readonly clock: Clock;
	readonly world: World;
	readonly reading?: Reading;
	/** How long an answer takes. @default 0 */
	readonly latencyMs?: number;
	/** What goes wrong with a request. @default nothing */
	readonly faultOf?: (asked: Asked) => Fault | undefined;
	/** The number of requests in a minute from which on it answers 429. @default 20 */
	readonly callsPerMinute?: number;
};

const minute = 60_000;

const routes: readonly [
	pattern: RegExp,
	answer: (context: Context, id: number, params: URLSearchParams, body: string) => Answer,
][] = [
	[
		/^\/publishers\/(\d+)\/transactions\/$/,
		(context, publisherId, params) => transactions(context, params, {publisherId}),
	],
	[
		/^\/advertisers\/(\d+)\/transactions\/$/,
		(context, advertiserId, params) => transactions(context, params, {advertiserId}),
	],
	[
		/^\/publisher\/(\d+)\/transactionqueries$/,
		(context, _, params) => transactionQueries(context, params),
	],
	[/^\/publisher\/(\d+)\/promotions$/, (context, _, __, body) => promotions(context, body)],
	[/^\/accounts$/, () => ({body: {userId: 1, accounts: []}, rows: 0, hours: 0})],
];

type Outcome = {readonly status: number} & Answer;

const failure = (status: number, error: string, description: string): Outcome => ({
	status,
	body: {error, description},
	rows: 0,
	hours: 0,
});

const answerTo = (context: Context, url: URL, body: string): Outcome => {
	try {
		for (const [pattern, answer] of routes) {
			const id = pattern.exec(url.pathname);
			if (id !== null)
				return {status: 200, ...answer(context, Number(id[1]), url.searchParams, body)};
		}
		return failure(404, 'exception', 'Not Found (404 NOT_FOUND)');
	} catch (error) {
		if (error instanceof Refusal) return failure(400, 'invalid.userinput', error.message);
		if (error instanceof Breakdown) return failure(500, 'exception', error.message);
		throw error;
	}
};

/**
 * Creates a model of Awin as a `fetch` function. It answers by the clock: rows appear and change as time passes. It
 * records every request and when it arrived, also those that it refuses.
 */
export const awinModel = ({
	clock,
	world,
	reading = {end: 'exclusive', compares: 'first instants'},
	latencyMs = 0,
	faultOf = () => undefined,
	callsPerMinute = 20,
}: ModelOptions) => {
	const asked: Asked[] = [];

	/** Settles after the latency, and rejects as soon as the request is aborted. */
	const respond = (
		signal: AbortSignal | null | undefined,
		answer: (never: Promise<never>) => Response | Promise<Response>,
	) =>
		new Promise<Response>((resolve, reject) => {
			const aborted = new Promise<never>((_, rejectNever) => {
				const onAbort = () => {
					cancel();
					reject(signal?.reason);
					rejectNever(signal?.reason);
				};
				const cancel = clock.after(latencyMs, () => {
					try {
						resolve(answer(aborted));
					} catch (error) {
						reject(error);
					}
				});
				if (signal?.aborted) onAbort();
				signal?.addEventListener('abort', onAbort, {once: true});
			});
			aborted.catch(() => {});
		});

	const fetch: typeof globalThis.fetch = async (input, init = {}) => {
		const url = new URL(input instanceof Request ? input.url : input);
		const body = await new Response(init.body ?? '').text();
		const at = clock.elapsed();
		const inLastMinute = asked.filter((earlier) => at - earlier.at < minute).length;
		const outcome =
			inLastMinute >= callsPerMinute
				? failure(
						429,
						'request.limit.exceeded',
						`Requests limit '${callsPerMinute}' times per '1' minutes' is exceeded`,
					)
				: answerTo({world, reading, now: clock.now()}, url, body);
		const {status, hours, rows} = outcome;
		const {pathname: path, searchParams: params} = url;
		const arrival = {index: asked.length, at, path, params, body, status, hours, rows};
		asked.push(arrival);
		const fault = status === 200 ? faultOf(arrival) : undefined;
		return respond(init.signal, (never) =>
			fault === undefined ? Response.json(outcome.body, {status}) : carryOut(fault, never),
		);
	};

	return {fetch, asked};
};

/** A model of Awin. */
export type AwinModel = ReturnType<typeof awinModel>;
