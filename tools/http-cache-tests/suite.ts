import type {RequestListener} from 'node:http';

/** One test of the suite, as far as it is read here. */
export type SuiteTest = {
	readonly id: string;
	readonly name: string;
	/** `required` where it is absent, `optimal` or `check`. */
	readonly kind?: string;
	/** The tests without which this one says nothing. */
	readonly depends_on?: readonly string[];
	readonly browser_skip?: boolean;
};

/** `true`, or the name of an error and its message. */
export type SuiteResult = true | readonly [string, string];

/** The suite, in its selection for private caches. */
export type Suite = {
	readonly tests: readonly SuiteTest[];
	readonly serve: RequestListener;
	readonly run: (
		send: typeof fetch,
		baseUrl: string,
	) => Promise<Readonly<Record<string, SuiteResult | undefined>>>;
};

type Group = {readonly tests: readonly SuiteTest[]};
type Handle = (segments: string[], ...exchange: Parameters<RequestListener>) => void;
type Runner = {
	readonly runTests: (
		groups: readonly Group[],
		send: typeof fetch,
		isPrivate: boolean,
		baseUrl: string,
		atOnce: number,
	) => Promise<void>;
	readonly getResults: () => Record<string, SuiteResult>;
};

/** The suite has neither types nor an entry point: its files are imported by their names. */
const load = async <Module>(file: string): Promise<Module> =>
	import(new URL(`node_modules/http-cache-tests/${file}`, import.meta.url).href);

/** Loads the suite and its server, which then listens where the caller wants, not on every interface. */
export const loadSuite = async (): Promise<Suite> => {
	const {default: groups} = await load<{default: readonly Group[]}>('tests/index.mjs');
	const {runTests, getResults} = await load<Runner>('client/runner.mjs');
	const handlers: Record<string, Handle> = {
		config: (await load<{default: Handle}>('server/handle-config.mjs')).default,
		state: (await load<{default: Handle}>('server/handle-state.mjs')).default,
		test: (await load<{default: Handle}>('server/handle-test.mjs')).default,
	};
	return {
		tests: groups.flatMap(({tests}) => tests).filter((test) => test.browser_skip !== true),
		serve: (request, response) => {
			const [, name = '', ...segments] = new URL(request.url ?? '/', 'http://suite').pathname.split(
				'/',
			);
			const handle = handlers[name];
			if (handle === undefined) response.writeHead(404).end();
			else handle(segments, request, response);
		},
		run: async (send, baseUrl) => {
			await runTests(groups, send, true, baseUrl, 100);
			return getResults();
		},
	};
};
