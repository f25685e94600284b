/*
 * Runs http-cache-tests, the suite of https://cache-tests.fyi, against `client.fetch`, with its tests for
 * private caches. Fails if a required test fails that is not in `exclusions.ts`, or if one in `exclusions.ts`
 * passes.
 */
import {createServer} from 'node:http';
import {createAwinClient} from '../../src/index.ts';
import {exclusions} from './exclusions.ts';
import {loadSuite, type SuiteTest} from './suite.ts';

const suite = await loadSuite();

const server = createServer(suite.serve);
await new Promise<void>((resolve) => {
	server.listen(0, '127.0.0.1', resolve);
});
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;
const baseUrl = `http://127.0.0.1:${port}`;
/* Retries and the quota are off because they would change the requests that the suite counts. */
const client = createAwinClient({token: 'suite', baseUrl, retry: false, quota: false});

const results = await suite.run(client.fetch, baseUrl);
server.closeAllConnections();
server.close();

/* The suite reports `Setup` if it could not judge a test. */
type Outcome = 'passed' | 'failed' | 'not judged';

const byId = new Map(suite.tests.map((test) => [test.id, test]));

const outcomeOf = ({id, depends_on: needs = []}: SuiteTest): Outcome => {
	const result = results[id];
	const judged = needs.every((need) => {
		const test = byId.get(need);
		return test === undefined || outcomeOf(test) === 'passed';
	});
	if (!judged || (Array.isArray(result) && result[0] === 'Setup')) return 'not judged';
	return result === true ? 'passed' : 'failed';
};

const counts = new Map<string, Record<Outcome, number>>();
const problems: string[] = [];

for (const test of suite.tests) {
	const {id, kind = 'required', name} = test;
	const outcome = outcomeOf(test);
	const count = counts.get(kind) ?? {passed: 0, failed: 0, 'not judged': 0};
	counts.set(kind, count);
	count[outcome] += 1;
	const detail = `${kind} ${id}: ${outcome}: ${name}\n  ${JSON.stringify(results[id])}`;
	if (process.argv.includes('--all') && outcome !== 'passed') console.log(detail);
	const isBroken = kind === 'required' && outcome === 'failed';
	if (isBroken && exclusions[id] === undefined) problems.push(detail);
	if (outcome === 'passed' && exclusions[id] !== undefined) {
		problems.push(`${id} passes and must be removed from exclusions.ts`);
	}
}

for (const [kind, count] of counts) {
	console.log(
		`${kind}: ${count.passed} passed, ${count.failed} failed, ${count['not judged']} not judged`,
	);
}
console.log(`excluded (the reasons are in exclusions.ts): ${Object.keys(exclusions).length}`);
for (const problem of problems) console.error(problem);
console.log(`problems: ${problems.length}`);
process.exitCode = problems.length === 0 ? 0 : 1;
