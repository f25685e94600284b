/* Bundles the built package with every dependency for `size-limit`. The limits are in package.json. */
import {build} from 'esbuild';

const {metafile} = await build({
	entryPoints: ['dist/src/index.js'],
	outfile: 'node_modules/.cache/awin-sdk.min.js',
	bundle: true,
	minify: true,
	format: 'esm',
	platform: 'browser',
	target: 'es2023',
	legalComments: 'none',
	metafile: true,
});

/** Returns the package of a file in the bundle. */
const packageOf = (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? 'awin-sdk';

const shares = new Map();
const [{inputs}] = Object.values(metafile.outputs);
for (const [path, {bytesInOutput}] of Object.entries(inputs)) {
	const name = packageOf(path);
	shares.set(name, (shares.get(name) ?? 0) + bytesInOutput);
}
for (const [name, bytes] of [...shares].sort(([, a], [, b]) => b - a)) {
	console.log(`${(bytes / 1000).toFixed(1).padStart(6)} kB minified  ${name}`);
}
