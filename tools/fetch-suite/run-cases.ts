import {createAwinClient} from '../../src/index.ts';
import type {Case, Tools} from './case.ts';
import {nameOf} from './outcome.ts';

/** Where the servers of the suite are. */
export type Origins = {
	readonly origin: string;
	/** Of a server for cases that run alone. Its connections are not those of other cases. */
	readonly quiet: string;
	readonly other: string;
	readonly closed: string;
};

/** The ways in which a case runs: natively, and through a client with its features off and with its defaults. */
export const ways = ['native', 'off', 'defaults'] as const;
export type Way = (typeof ways)[number];

/** What a case returned in each way, as JSON. */
export type CaseResult = {
	readonly subject: string;
	readonly title: string;
	readonly expected: string | undefined;
	readonly results: Readonly<Record<Way, string>>;
};

/** The results of all cases, and the rejections that nothing handled. */
export type SuiteResults = {
	readonly cases: readonly CaseResult[];
	readonly unhandled: readonly string[];
};

const off = {retry: false, cache: false, quota: false} as const;
/* Retries as by default, without the wait before them. The quota is raised, so that the suite does not wait for it. */
const defaults = {retry: {baseDelayMs: 1}, quota: {calls: 1_000_000, intervalMs: 60_000}};

/* A token for each run, because a 429 holds up every call with the same token. */
const fetchOf: Readonly<Record<Way, (baseUrl: string, token: string) => typeof fetch>> = {
	native: () => globalThis.fetch,
	off: (baseUrl, token) => createAwinClient({token, baseUrl, ...off}).fetch,
	defaults: (baseUrl, token) => createAwinClient({token, baseUrl, ...defaults}).fetch,
};

/** A case that takes longer than this hangs. */
const maxMs = 10_000;
const hangs = `no outcome within ${maxMs} ms`;

const within = async (work: Promise<unknown>): Promise<unknown> => {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const timeout = new Promise((resolve) => {
		timer = setTimeout(() => resolve(hangs), maxMs);
	});
	try {
		return await Promise.race([work, timeout]);
	} finally {
		clearTimeout(timer);
	}
};

/** Writes a result so that two can be compared. JSON has no `undefined`. */
const write = (value: unknown): string =>
	JSON.stringify(value, (_, part: unknown) => (part === undefined ? '(undefined)' : part)) ?? '';

let keys = 0;

const toolsFor = (way: Way, {origin, other, closed}: Origins) => {
	keys += 1;
	const key = `run-${keys}`;
	const native = globalThis.fetch;
	const send = fetchOf[way](origin, key);
	const calling =
		(called: typeof fetch): Tools['fetch'] =>
		async (...args) =>
			Reflect.apply(called, undefined, args);
	const tools: Tools = {
		fetch: calling(send),
		value: send,
		fetchAt: (baseUrl) => calling(fetchOf[way](baseUrl, key)),
		url: (path) => `${origin}/${key}${path}`,
		otherUrl: (path) => `${other}/${key}${path}`,
		closedOrigin: closed,
		ask: async (path) => {
			const response = await native(`${origin}/${key}${path}`, {cache: 'no-store'});
			return response.json();
		},
	};
	const withoutKey = (text: string) =>
		text
			.replaceAll(`${origin}/${key}`, '')
			.replaceAll(`/${key}`, '')
			.replaceAll(origin, '(origin)')
			.replaceAll(new URL(origin).host, '(host)');
	return {tools, withoutKey};
};

const runOne = async ({run, alone = false}: Case, way: Way, origins: Origins) => {
	const origin = alone ? origins.quiet : origins.origin;
	const {tools, withoutKey} = toolsFor(way, {...origins, origin});
	try {
		return withoutKey(write(await within(run(tools))));
	} catch (error) {
		return write({threw: nameOf(error)});
	}
};

/** Runs all cases in each way, so many at once. */
export const runCases = async (
	cases: readonly Case[],
	origins: Origins,
	atOnce: number,
): Promise<readonly CaseResult[]> => {
	const results: CaseResult[] = [];
	const runAll = async (one: Case) => {
		const {subject, title, expected} = one;
		const native = await runOne(one, 'native', origins);
		const withoutFeatures = await runOne(one, 'off', origins);
		const withDefaults = await runOne(one, 'defaults', origins);
		results.push({
			subject,
			title,
			expected: 'expected' in one ? write(expected) : undefined,
			results: {native, off: withoutFeatures, defaults: withDefaults},
		});
	};
	const queue = cases.filter(({alone = false}) => !alone);
	const worker = async () => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) await runAll(next);
	};
	await Promise.all(Array.from({length: atOnce}, worker));
	for (const one of cases.filter(({alone = false}) => alone)) await runAll(one);
	/* In the order of the cases, however they ended. */
	const order = new Map(cases.map(({subject, title}, index) => [`${subject}: ${title}`, index]));
	const indexOf = ({subject, title}: CaseResult) => order.get(`${subject}: ${title}`) ?? 0;
	return results.sort((a, b) => indexOf(a) - indexOf(b));
};
