import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import type {Origins, SuiteResults} from './run-cases.ts';

const run = promisify(execFile);
const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Runs the suite on one runtime. */
export type RunSuite = (origins: Origins, part: string) => Promise<SuiteResults>;

const folder = local('../../node_modules/.cache/fetch-suite');
const program = `${folder}/in-program.js`;
/** The script of the page. */
export const pageScript = `${folder}/in-browser.js`;

/** Bundles the suite with the sources of the client: one file for programs, one for a page. */
export const bundleSuite = async (): Promise<void> => {
	await mkdir(folder, {recursive: true});
	await build({
		entryPoints: [local('in-program.ts'), local('in-browser.ts')],
		outdir: folder,
		bundle: true,
		platform: 'browser',
		mainFields: ['browser', 'module', 'main'],
		external: ['node:*'],
		format: 'esm',
		target: 'es2023',
		logLevel: 'warning',
	});
};

/* Turns off update checks and telemetry. */
const env = {...process.env, DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1', NODE_NO_WARNINGS: '1'};

const inProgram =
	(command: string, ...before: readonly string[]): RunSuite =>
	async ({origin, quiet, other, closed}, part) => {
		const args = [...before, program, origin, quiet, other, closed, part];
		const {stdout} = await run(command, args, {env, timeout: 120_000, maxBuffer: 2 ** 28});
		return JSON.parse(stdout);
	};

type Page = {
	readonly goto: (url: string) => Promise<unknown>;
	readonly evaluate: (expression: string) => Promise<SuiteResults>;
};
type Browser = {
	readonly newPage: () => Promise<Page>;
	readonly close: () => Promise<void>;
	readonly version: () => Promise<string>;
};

const inChromium: RunSuite = async (origins, part) => {
	const {launchChromium}: {launchChromium: () => Promise<Browser>} = await import(
		new URL('../browser/launch.mjs', import.meta.url).href
	);
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		await page.goto(`${origins.origin}/page`);
		return await page.evaluate(`runSuite(${JSON.stringify(origins)}, ${JSON.stringify(part)})`);
	} finally {
		await browser.close();
	}
};

const versionOf = (tool: string, name: string): string => {
	const path = local(`../${tool}/node_modules/${name}/package.json`);
	return JSON.parse(readFileSync(path, 'utf8')).version;
};

const newer = (name: string): readonly [string, RunSuite] => [
	`Node.js ${versionOf('node-versions', name)}`,
	inProgram(local(`../node-versions/node_modules/${name}/bin/node`)),
];

/** Every runtime of the suite by its name. */
export const runtimes = (): ReadonlyMap<string, RunSuite> =>
	new Map([
		[`Node.js ${process.versions.node}`, inProgram(process.execPath)],
		newer('node-24'),
		newer('node-26'),
		[
			`Bun ${versionOf('runtimes', 'bun')}`,
			inProgram(local('../runtimes/node_modules/.bin/bun'), 'run'),
		],
		[
			`Deno ${versionOf('runtimes', 'deno')}`,
			inProgram(
				local('../runtimes/node_modules/.bin/deno'),
				'run',
				'--allow-net=127.0.0.1',
				'--no-remote',
				'--no-config',
			),
		],
		['Chromium', inChromium],
	]);
