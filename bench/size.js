import {relative} from 'node:path';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

/** The modules that each subject imports. */
const subjects = {
	'awin-sdk': `export * from '../dist/src/index.js'`,
	'its dependencies alone': `export {default} from 'ky'; export {default as retry} from 'p-retry'; export {createLRU} from 'lru.min'`,
	ky: `export {default} from 'ky'`,
	'ky + p-retry': `export {default} from 'ky'; export {default as retry} from 'p-retry'`,
	ofetch: `export * from 'ofetch'`,
	'axios + axios-retry': `export {default} from 'axios'; export {default as retry} from 'axios-retry'`,
};

const minified = {
	bundle: true,
	minify: true,
	write: false,
	format: 'esm',
	platform: 'browser',
	legalComments: 'none',
	logLevel: 'error',
};

const zippedBytes = async (options) => {
	const {outputFiles} = await build({...minified, ...options});
	return gzipSync(outputFiles[0].contents, {level: 9}).length;
};

/** The size in bytes of each client, bundled with its dependencies, minified and compressed with gzip. */
export const sizes = async () => {
	const results = new Map();
	for (const [name, contents] of Object.entries(subjects)) {
		const stdin = {contents, resolveDir: import.meta.dirname};
		results.set(name, await zippedBytes({stdin}));
	}
	return results;
};

const root = new URL('..', import.meta.url).pathname;

/** The parts of the package by the paths of their files, with the dependencies that only they use. */
const parts = {
	'transport and pipeline, with ky': /^src\/pipeline\/[^/]+$/,
	'the cache, with lru.min': /^src\/(pipeline|options)\/cache/,
	'the quota': /^src\/(pipeline|options)\/quota/,
	'retries, with p-retry': /^src\/(pipeline\/retry\/|options\/budget)/,
	'request building': /^src\/request\//,
	'response reading': /^src\/response\//,
	results: /^src\/result\//,
	'errors and redaction': /^src\/errors\//,
	'the table of codes': /^src\/status/,
	'everything except the cache and the quota': /^src\/(pipeline|options)\/(cache|quota)/,
};

const exportsOf = async (file) => {
	const options = {entryPoints: [file], bundle: false, write: false, outdir: 'out'};
	const {metafile} = await build({...options, metafile: true, format: 'esm', absWorkingDir: root});
	return Object.values(metafile.outputs)[0].exports;
};

/** Replaces the exports of some files with empty functions, so that the rest can be bundled without them. */
const without = (paths) => ({
	name: 'without',
	setup: ({onLoad}) => {
		onLoad({filter: /\.ts$/}, async ({path}) => {
			const file = relative(root, path);
			if (!paths.test(file)) return undefined;
			const names = await exportsOf(file);
			const contents = names.map((name) => `export const ${name} = function () {};`).join('\n');
			return {contents: contents || 'export {};', loader: 'js'};
		});
	},
});

/** The bytes that each part adds to the minified, gzipped package, then the size without cache and quota. */
export const partSizes = async () => {
	const source = {entryPoints: ['src/index.ts'], absWorkingDir: root};
	const whole = await zippedBytes(source);
	const results = new Map();
	for (const [name, paths] of Object.entries(parts)) {
		const rest = await zippedBytes({...source, plugins: [without(paths)]});
		results.set(name, name.startsWith('everything except') ? rest : whole - rest);
	}
	return results;
};
