import {relative} from 'node:path';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

/** What each subject imports. */
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

/** The size in bytes after bundling with every dependency, minifying and gzip, by client. */
export const sizes = async () => {
	const results = new Map();
	for (const [name, contents] of Object.entries(subjects)) {
		const stdin = {contents, resolveDir: import.meta.dirname};
		results.set(name, await zippedBytes({stdin}));
	}
	return results;
};

const root = new URL('..', import.meta.url).pathname;

/** What the package is made of, by the paths of its files, with the dependencies that only they use. */
const parts = {
	'transport and pipeline, with ky': /^src\/pipeline\/[^/]+$/,
	'the cache, with lru.min': /^src\/(pipeline|options)\/cache/,
	'the quota': /^src\/(pipeline|options)\/quota/,
	'retries, with p-retry': /^src\/(pipeline\/retry\/|options\/budget)/,
	'building of requests': /^src\/request\//,
	'reading of answers': /^src\/response\//,
	results: /^src\/result\//,
	'errors and redaction': /^src\/errors\//,
	'the table of codes': /^src\/status/,
	'all but the cache and the quota': /^src\/(pipeline|options)\/(cache|quota)/,
};

const exportsOf = async (file) => {
	const options = {entryPoints: [file], bundle: false, write: false, outdir: 'out'};
	const {metafile} = await build({...options, metafile: true, format: 'esm', absWorkingDir: root});
	return Object.values(metafile.outputs)[0].exports;
};

/** Leaves out the code of some files and keeps their names, so that the rest can be bundled. */
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

/** By how many bytes the package is smaller without each part, after minifying and gzip; the last one is what is left. */
export const partSizes = async () => {
	const source = {entryPoints: ['src/index.ts'], absWorkingDir: root};
	const whole = await zippedBytes(source);
	const results = new Map();
	for (const [name, paths] of Object.entries(parts)) {
		const rest = await zippedBytes({...source, plugins: [without(paths)]});
		results.set(name, name.startsWith('all but') ? rest : whole - rest);
	}
	return results;
};
