/*
 * Runs every case through native `fetch` and through `client.fetch`, on every runtime. Fails if the two differ and
 * the difference is neither what the Fetch standard says nor listed in `differences.ts`, and if a listed one is gone.
 *
 * Arguments: a part of the name of a runtime, and a part of the names of cases (`subject: title`).
 */
import {readFileSync} from 'node:fs';
import {judge, staleDifferences} from './judge.ts';
import type {SuiteResults} from './run-cases.ts';
import {bundleSuite, pageScript, type RunSuite, runtimes} from './runtimes.ts';
import {type Fallback, findClosedOrigin, startServer} from './server/server.ts';

const [, , onlyRuntime = '', part = ''] = process.argv;

await bundleSuite();

const page: Fallback = ({url}, response) => {
	const isScript = url === '/suite.js';
	response.writeHead(200, {'content-type': isScript ? 'text/javascript' : 'text/html'});
	response.end(
		isScript
			? readFileSync(pageScript)
			: '<!doctype html><title>suite</title><script src="/suite.js"></script>',
	);
};

/** Runs the suite on one runtime, with servers of its own. */
const runOn = async (runSuite: RunSuite): Promise<SuiteResults> => {
	const [server, quietServer, otherServer] = [
		await startServer(page),
		await startServer(),
		await startServer(),
	];
	const origins = {
		origin: server.origin,
		quiet: quietServer.origin,
		other: otherServer.origin,
		closed: await findClosedOrigin(),
	};
	try {
		return await runSuite(origins, part);
	} finally {
		for (const {close} of [server, quietServer, otherServer]) close();
	}
};

const seen = new Set<string>();
const isWhole = onlyRuntime === '' && part === '';
let failed = 0;
for (const [name, runSuite] of runtimes()) {
	if (!name.startsWith(onlyRuntime)) continue;
	const startedAt = performance.now();
	const results = await runOn(runSuite);
	const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
	const {counts, problems, seen: listed, ofRuntime} = judge(results, name);
	for (const id of listed) seen.add(id);
	console.log(`${name}: ${results.cases.length} cases in ${seconds} s`);
	for (const [way, {native, standard, listed: count, unlisted}] of Object.entries(counts)) {
		console.log(
			`  ${way}: ${native} as natively, ${standard} as the standard says, ${count} listed, ${unlisted} not explained`,
		);
	}
	console.log(`  native fetch does not do what the standard says in ${ofRuntime.length}`);
	if (process.argv.includes('--all')) for (const id of ofRuntime) console.log(`    ${id}`);
	for (const problem of problems) console.error(`  ${problem}`);
	failed += problems.length;
}
for (const id of isWhole ? staleDifferences(seen) : []) {
	failed += 1;
	console.error(`${id} differs nowhere and must be removed from differences.ts`);
}
console.log(`problems: ${failed}`);
process.exitCode = failed === 0 ? 0 : 1;
