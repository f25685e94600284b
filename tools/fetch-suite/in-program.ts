/* Runs the suite in this process: Node.js, Bun or Deno. Arguments: the origins, and a part of the names of cases. */
import process from 'node:process';
import {inspect} from 'node:util';
import {cases} from './cases/index.ts';
import {runCases, type SuiteResults} from './run-cases.ts';

const unhandled: string[] = [];
process.on('unhandledRejection', (reason) => {
	unhandled.push(inspect(reason));
});

const [, , origin = '', quiet = '', other = '', closed = '', part = ''] = process.argv;
const chosen = cases.filter(({subject, title}) => `${subject}: ${title}`.includes(part));
const results = await runCases(chosen, {origin, quiet, other, closed}, 16);
const output: SuiteResults = {cases: results, unhandled};
process.stdout.write(JSON.stringify(output), () => process.exit());
