/*
 * Writes the code of the package: one file for each entry and one for what they share, with the packages that
 * it depends on left outside. A hundred small files take a third longer to import (docs/performance.md).
 */
import {build} from 'esbuild';

await build({
	entryPoints: ['src/index.ts', 'src/redis.ts', 'mocks/index.ts'],
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
});
