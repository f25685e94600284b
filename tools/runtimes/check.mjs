/* Tests the built package on Node.js, Bun, Deno and workerd, against a server on loopback. */
import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {Miniflare} from 'miniflare';
import {runRecipes} from './recipes.mjs';
import {startServer} from './server.mjs';

const run = promisify(execFile);
const local = (path) => fileURLToPath(new URL(path, import.meta.url));
const versionOf = (name) =>
	JSON.parse(readFileSync(local(`node_modules/${name}/package.json`), 'utf8')).version;

/* Turns off update checks and telemetry. */
const env = {...process.env, DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1'};

const start =
	(command, ...before) =>
	async (url) => {
		const {stdout} = await run(command, [...before, local('run.mjs'), url], {env, timeout: 60_000});
		return JSON.parse(stdout);
	};

const inWorker = async (url) => {
	const {outputFiles} = await build({
		entryPoints: [local('worker.mjs')],
		bundle: true,
		format: 'esm',
		platform: 'browser',
		conditions: ['workerd', 'worker', 'browser'],
		write: false,
	});
	const miniflare = new Miniflare({
		modules: true,
		script: outputFiles[0].text,
		compatibilityDate: '2026-07-01',
		cf: false,
	});
	try {
		const response = await miniflare.dispatchFetch('http://worker/', {method: 'POST', body: url});
		return await response.json();
	} finally {
		await miniflare.dispose();
	}
};

const runtimes = {
	[`Node.js ${process.versions.node}`]: start(process.execPath),
	[`Bun ${versionOf('bun')}`]: start(local('node_modules/.bin/bun'), 'run'),
	[`Deno ${versionOf('deno')}`]: start(
		local('node_modules/.bin/deno'),
		'run',
		'--allow-net=127.0.0.1',
		'--no-remote',
		'--node-modules-dir=manual',
	),
	[`workerd ${versionOf('workerd')}`]: inWorker,
	'The Workers of docs/recipes': runRecipes,
};

let failed = 0;
for (const [name, runIn] of Object.entries(runtimes)) {
	const server = await startServer();
	try {
		const {passed, failures} = await runIn(server.url);
		console.log(`${name}: ${passed} passed, ${failures.length} failed`);
		for (const failure of failures) console.error(`  ${failure}`);
		failed += failures.length;
	} finally {
		server.close();
	}
}
process.exitCode = failed === 0 ? 0 : 1;
