/*
 * Runs the whole test suite on each Node.js that is installed here; `npm test` runs it on the pinned one. The
 * type tests do not depend on the version, so they are left to `npm test`.
 */
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const local = (path) => fileURLToPath(new URL(path, import.meta.url));
const vitest = local('../../node_modules/vitest/vitest.mjs');
const {dependencies} = JSON.parse(readFileSync(local('package.json'), 'utf8'));

/** Runs the suite on one version. Returns why that failed, or `undefined`. */
const run = (name) => {
	const folder = local(`node_modules/${name}/bin`);
	/* First on the path, too: what a test starts by the name of `node` is the same version. */
	const env = {...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`};
	const {status, signal, error} = spawnSync(
		join(folder, 'node'),
		[vitest, 'run', '--typecheck.enabled=false', '--reporter=dot'],
		{cwd: local('../..'), env, stdio: 'inherit'},
	);
	return status === 0 ? undefined : (error?.message ?? signal ?? `exit code ${status}`);
};

for (const [name, version] of Object.entries(dependencies)) {
	const startedAt = performance.now();
	console.log(`\n${name} (${version.split('@').at(-1)}):`);
	const failure = run(name);
	const seconds = Math.round((performance.now() - startedAt) / 1000);
	console.log(
		`${name}: ${failure === undefined ? 'passed' : `failed, ${failure}`} in ${seconds} s`,
	);
	if (failure !== undefined) process.exitCode = 1;
}
