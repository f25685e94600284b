/*
 * Bundles the package into one file per entry point and a file with the shared code. Dependencies stay
 * external. A hundred small files would take a third longer to import (docs/performance.md).
 */
import {build} from 'esbuild';

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
});
