import {differences, type Difference} from './differences.ts';
import type {CaseResult, SuiteResults} from './run-cases.ts';

/** The ways in which a client runs a case. */
const clientWays = ['off', 'defaults'] as const;
type ClientWay = (typeof clientWays)[number];

/** How many results of a way are which. */
type Counts = Record<'native' | 'standard' | 'listed' | 'unlisted', number>;

/** What the results of one runtime come to. */
export type Verdict = {
	readonly counts: Readonly<Record<ClientWay, Counts>>;
	/** The differences that nothing explains. */
	readonly problems: readonly string[];
	/** The listed cases that differ here. */
	readonly seen: ReadonlySet<string>;
	/** The cases in which the `fetch` of the runtime does not do what the standard says. */
	readonly ofRuntime: readonly string[];
};

export const idOf = ({
	subject,
	title,
}: {
	readonly subject: string;
	readonly title: string;
}): string => `${subject}: ${title}`;

const isListed = (id: string, way: ClientWay, runtime: string) =>
	differences.some(
		({cases, ways = clientWays, runtimes}: Difference) =>
			cases.includes(id) &&
			ways.includes(way) &&
			(runtimes === undefined || runtimes.some((name) => runtime.startsWith(name))),
	);

const judgeOne = (result: CaseResult, way: ClientWay, runtime: string): keyof Counts => {
	const {expected, results} = result;
	if (results[way] === results.native) return 'native';
	if (results[way] === expected) return 'standard';
	return isListed(idOf(result), way, runtime) ? 'listed' : 'unlisted';
};

/** Compares the results of a client with those of native `fetch`, and with the standard. */
export const judge = ({cases, unhandled}: SuiteResults, runtime: string): Verdict => {
	const noCounts = (): Counts => ({native: 0, standard: 0, listed: 0, unlisted: 0});
	const counts = {off: noCounts(), defaults: noCounts()};
	const problems = unhandled.map((what) => `a rejection that nothing handled: ${what}`);
	const seen = new Set<string>();
	for (const result of cases) {
		const {expected = '(open)', results} = result;
		for (const way of clientWays) {
			const kind = judgeOne(result, way, runtime);
			counts[way][kind] += 1;
			if (kind === 'listed') seen.add(idOf(result));
			if (kind === 'unlisted') {
				const values = `standard ${expected}\n  native   ${results.native}\n  client   ${results[way]}`;
				problems.push(`${idOf(result)} (${way})\n  ${values}`);
			}
		}
	}
	const ofRuntime = cases
		.filter(({expected, results}) => expected !== undefined && results.native !== expected)
		.map(idOf);
	return {counts, problems, seen, ofRuntime};
};

/** The listed cases that differ on no runtime. */
export const staleDifferences = (seen: ReadonlySet<string>): readonly string[] =>
	differences.flatMap(({cases}) => cases).filter((id) => !seen.has(id));
