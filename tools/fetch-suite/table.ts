/* Makes the section of docs/fetch.md that says what is kept of Fetch and what is not. */
import type {Case} from './case.ts';
import type {Difference} from './differences.ts';
import {idOf} from './judge.ts';

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const rowsOf = (cases: readonly Case[], differences: readonly Difference[]) =>
	[...new Set(cases.map(({subject}) => subject))].map((subject) => {
		const ofSubject = cases.filter((one) => one.subject === subject);
		const countOf = (way: 'off' | 'defaults') =>
			ofSubject.filter((one) =>
				differences.some(
					({cases: ids, ways, runtimes}) =>
						ids.includes(idOf(one)) && runtimes === undefined && (ways?.includes(way) ?? true),
				),
			).length;
		return {
			subject,
			count: ofSubject.length,
			inBrowser: ofSubject.filter(({inBrowser = true}) => inBrowser).length,
			off: countOf('off'),
			defaults: countOf('defaults'),
		};
	});

const whereOf = ({ways, runtimes}: Difference): string => {
	const parts = [
		...(runtimes === undefined ? [] : [`on ${runtimes.join(' and ')}`]),
		...(ways?.length === 1
			? [ways[0] === 'off' ? 'with the features off' : 'with the defaults']
			: []),
	];
	return parts.length === 0 ? '' : ` Only ${parts.join(', ')}.`;
};

/** How many cases of one subject are listed by name. */
const maxNamed = 8;

const listOf = (difference: Difference): string => {
	const {cases, reason} = difference;
	const subjects = [...new Set(cases.map((id) => id.split(': ', 1).join()))];
	const items = subjects.flatMap((subject) => {
		const ids = cases.filter((id) => id.startsWith(`${subject}: `));
		return ids.length > maxNamed ? [`${subject}: ${ids.length} cases`] : ids;
	});
	return `- ${reason}${whereOf(difference)}\n${items.map((item) => `  - ${item}`).join('\n')}`;
};

/** Makes the section from the cases and the differences. */
export const sectionOf = (cases: readonly Case[], differences: readonly Difference[]): string => {
	const rows = rowsOf(cases, differences);
	const sum = (key: 'count' | 'inBrowser' | 'off' | 'defaults') =>
		total(rows.map((row) => row[key]));
	const lines = rows.map(
		({subject, count, inBrowser, off, defaults}) =>
			`| ${subject} | ${count} | ${inBrowser} | ${off} | ${defaults} |`,
	);
	const everywhere = differences.filter(({runtimes}) => runtimes === undefined);
	const somewhere = differences.filter(({runtimes}) => runtimes !== undefined);
	return `## Case by case

\`npm run test:fetch\` runs the cases of a suite, written from the Fetch standard, through native \`fetch\` and through \`client.fetch\`: with retries, cache and quota off, and with the defaults and a raised quota. It does so over real sockets, on Node.js 22, 24 and 26, Bun, Deno and Chromium. A result has to be that of native \`fetch\`, or what the standard says where native \`fetch\` does something else. Any other difference is listed below, and one that is gone fails the run. Errors are compared by their names, and by the \`code\` of their causes.

| Subject | Cases | of them in browsers | Differ with the features off | Differ with the defaults |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
| **all** | ${sum('count')} | ${sum('inBrowser')} | ${sum('off')} | ${sum('defaults')} |

### What differs everywhere

${everywhere.map(listOf).join('\n')}

### What differs on some runtimes

${somewhere.map(listOf).join('\n')}
`;
};

const [start, end] = ['<!-- suite: start -->', '<!-- suite: end -->'];

/** Puts the section between its markers in the page. */
export const withSection = (page: string, section: string): string => {
	const [before, rest] = page.split(start);
	const after = rest?.split(end)[1];
	if (before === undefined || after === undefined)
		throw new Error(`${start} or ${end} is missing.`);
	return `${before}${start}\n\n${section}\n${end}${after}`;
};
