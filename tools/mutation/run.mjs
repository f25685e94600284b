/*
 * Runs the mutation tests folder by folder, each with the tests of that folder alone, and prints the score of all. A
 * change that runs as a module is loaded has to be tested with every test, so that one run with the tests of all folders
 * takes hours. Fewer tests can only kill fewer changes: the score is a lower bound.
 *
 * npm run mutation [-- folder...]
 */
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const folder = import.meta.dirname;
const reports = join(folder, '../../reports/mutation');
const parts = {
	retry: 'src/pipeline/retry',
	result: 'src/result',
	errors: 'src/errors',
	response: 'src/response',
};

/** The lowest share of changes that the tests have to kill, in per cent. */
const lowest = 94;

const settings = JSON.parse(readFileSync(join(folder, 'stryker.config.json'), 'utf8'));
const stryker = join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');

const run = (part) => {
	const report = join(reports, `${part}.json`);
	const config = join(folder, `node_modules/${part}.config.json`);
	const own = {mutate: [`${parts[part]}/**/*.ts`], jsonReporter: {fileName: report}};
	writeFileSync(config, JSON.stringify({...settings, ...own}));
	const {status} = spawnSync(process.execPath, [stryker, 'run', config], {
		stdio: 'inherit',
		env: {...process.env, MUTATION_PART: part},
	});
	if (status !== 0) process.exit(1);
	const {files} = JSON.parse(readFileSync(report, 'utf8'));
	return Object.values(files).flatMap(({mutants}) => mutants.map((mutant) => mutant.status));
};

const summary = (name, statuses) => {
	const count = (...wanted) => statuses.filter((status) => wanted.includes(status)).length;
	const killed = count('Killed', 'Timeout');
	const all = killed + count('Survived', 'NoCoverage');
	const score = (100 * killed) / all;
	console.log(
		`${name}: ${score.toFixed(2)} % (${killed} of ${all}, ${count('Timeout')} by timeout)`,
	);
	return score;
};

const given = process.argv.slice(2);
const results = (given.length > 0 ? given : Object.keys(parts)).map((part) => [part, run(part)]);
for (const [part, statuses] of results) summary(part, statuses);
const score = summary(
	'all',
	results.flatMap(([, statuses]) => statuses),
);
if (score < lowest) process.exit(1);
