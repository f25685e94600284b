/*
 * Bundles the package into one file per entry point and a file with the shared code. Dependencies stay
 * external. A hundred small files would take a third longer to import (docs/performance.md).
 */
import {readFileSync} from 'node:fs';
import {build} from 'esbuild';

/* What a declaration of an endpoint says for docs/endpoints.md (`About` in src/api/endpoint.ts). */
const about = /^\t+(?:summary|source|certainty):\s+'(?:[^'\\]|\\.)*',\n/gm;

/** Leaves the texts for docs/endpoints.md out of the declarations of endpoints. */
const withoutAbout = {
	name: 'without-about',
	setup({onLoad}) {
		onLoad({filter: /[/\\]src[/\\]api[/\\].*\.ts$/}, ({path}) => {
			const source = readFileSync(path, 'utf8');
			const declarations = source.match(/\bendpoint</g) ?? [];
			const found = source.match(about) ?? [];
			if (found.length !== 3 * declarations.length) {
				throw new Error(`${path}: ${found.length} texts of ${declarations.length} endpoints`);
			}
			return {contents: source.replaceAll(about, ''), loader: 'ts'};
		});
	},
};

await build({
	entryPoints: [
		'src/index.ts',
		'src/core.ts',
		'src/redis.ts',
		'src/opentelemetry.ts',
		'mocks/index.ts',
	],
	outbase: '.',
	outdir: 'dist',
	chunkNames: 'src/shared-[hash]',
	bundle: true,
	splitting: true,
	packages: 'external',
	format: 'esm',
	platform: 'neutral',
	target: 'es2023',
	logLevel: 'warning',
	plugins: [withoutAbout],
});
