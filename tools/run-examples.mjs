/*
 * Runs every example in turn, and fails if one of them fails. The examples import the package by its name,
 * so it must be built first.
 */
import {spawnSync} from 'node:child_process';
import {existsSync, globSync} from 'node:fs';

if (!existsSync('dist')) {
	console.error('The examples run against the built package: run "npm run build" first.');
	process.exit(1);
}

const timeoutMs = 60_000;
const failed = [];
for (const example of globSync('examples/*.ts').sort()) {
	console.log(`\n=== ${example}`);
	const {status, signal, error} = spawnSync(process.execPath, [example], {
		stdio: 'inherit',
		timeout: timeoutMs,
	});
	if (status !== 0) failed.push(`${example}: ${error?.message ?? signal ?? `exit code ${status}`}`);
}

console.log('');
for (const failure of failed) console.error(`failed: ${failure}`);
if (failed.length === 0) console.log('all examples passed');
process.exit(failed.length === 0 ? 0 : 1);
