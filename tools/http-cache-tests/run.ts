/*
 * Runs http-cache-tests, the suite behind https://cache-tests.fyi, against `client.fetch`, in its selection
 * for private caches. Fails where a required test fails that `exclusions.ts` does not name, and where one
 * that it names passes.
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
// Retries and the quota would change what the suite measures, which is the cache.
const client = createAwinClient({token: 'suite', baseUrl, retry: false, quota: false});

const results = await suite.run(client.fetch, baseUrl);
server.closeAllConnections();
server.close();

/* The suite tells what it could not judge (`Setup`) from what went wrong. */
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
const complaints: string[] = [];

for (const test of suite.tests) {
	const {id, kind = 'required', name} = test;
	const outcome = outcomeOf(test);
	const count = counts.get(kind) ?? {passed: 0, failed: 0, 'not judged': 0};
	counts.set(kind, count);
	count[outcome] += 1;
	const detail = `${kind} ${id}: ${outcome}: ${name}\n  ${JSON.stringify(results[id])}`;
	if (process.argv.includes('--all') && outcome !== 'passed') console.log(detail);
	const isBroken = kind === 'required' && outcome === 'failed';
	if (isBroken && exclusions[id] === undefined) complaints.push(detail);
	if (outcome === 'passed' && exclusions[id] !== undefined) {
		complaints.push(`${id} passes and need not be excluded`);
	}
}

for (const [kind, count] of counts) {
	console.log(
		`${kind}: ${count.passed} passed, ${count.failed} failed, ${count['not judged']} not judged`,
	);
}
console.log(`excluded, each with its reason in exclusions.ts: ${Object.keys(exclusions).length}`);
for (const complaint of complaints) console.error(complaint);
console.log(`required tests broken: ${complaints.length}`);
process.exitCode = complaints.length === 0 ? 0 : 1;
