// Runs every example, one after another, and fails if one of them does. They import the package by name,
// so it has to be built before.
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
if (failed.length === 0) console.log('every example ran to its end');
process.exit(failed.length === 0 ? 0 : 1);
