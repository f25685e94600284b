import type {RequestListener} from 'node:http';

/** A test of the suite, with the properties that are used here. */
export type SuiteTest = {
	readonly id: string;
	readonly name: string;
	/** `required`, `optimal` or `check`. @default 'required' */
	readonly kind?: string;
	/** The tests that must pass for this test to be meaningful. */
	readonly depends_on?: readonly string[];
	readonly browser_skip?: boolean;
};

/** `true` if the test passed, otherwise the name and the message of an error. */
export type SuiteResult = true | readonly [string, string];

/** The tests of the suite for private caches, its server and its runner. */
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

/** Imports a file of the suite, which has neither types nor an entry point. */
const load = async <Module>(file: string): Promise<Module> =>
	import(new URL(`node_modules/http-cache-tests/${file}`, import.meta.url).href);

/** Loads the suite without starting its own server, which would listen on every interface. */
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
