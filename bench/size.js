import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

/** What each subject imports. */
const subjects = {
	'awin-sdk': `export * from '../dist/src/index.js'`,
	'its dependencies alone': `export {default} from 'ky'; export {default as retry} from 'p-retry'; export {LRUCache} from 'lru-cache'; export {default as Policy} from 'http-cache-semantics'`,
	ky: `export {default} from 'ky'`,
	'ky + p-retry': `export {default} from 'ky'; export {default as retry} from 'p-retry'`,
	ofetch: `export * from 'ofetch'`,
	'axios + axios-retry': `export {default} from 'axios'; export {default as retry} from 'axios-retry'`,
};

/** The size in bytes after bundling with every dependency, minifying and gzip, by client. */
export const sizes = async () => {
	const results = new Map();
	for (const [name, contents] of Object.entries(subjects)) {
		const {outputFiles} = await build({
			stdin: {contents, resolveDir: import.meta.dirname},
			bundle: true,
			minify: true,
			write: false,
			format: 'esm',
			platform: 'browser',
			logLevel: 'error',
		});
		results.set(name, gzipSync(outputFiles[0].contents, {level: 9}).length);
	}
	return results;
};
