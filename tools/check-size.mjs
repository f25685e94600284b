/* Bundles the built package with every dependency for `size-limit`. The limits are in package.json. */
import {build} from 'esbuild';

/** Returns the package of a file in the bundle. */
const packageOf = (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? 'awin-sdk';

const bundle = async (entry, outfile) => {
	const {metafile} = await build({
		entryPoints: [`dist/src/${entry}.js`],
		outfile: `node_modules/.cache/${outfile}`,
		bundle: true,
		minify: true,
		format: 'esm',
		platform: 'browser',
		target: 'es2023',
		legalComments: 'none',
		metafile: true,
	});
	const shares = new Map();
	const [{inputs}] = Object.values(metafile.outputs);
	for (const [path, {bytesInOutput}] of Object.entries(inputs)) {
		const name = packageOf(path);
		shares.set(name, (shares.get(name) ?? 0) + bytesInOutput);
	}
	console.log(outfile);
	for (const [name, bytes] of [...shares].sort(([, a], [, b]) => b - a)) {
		console.log(`${(bytes / 1000).toFixed(1).padStart(6)} kB minified  ${name}`);
	}
};

await bundle('core', 'awin-sdk-core.min.js');
await bundle('index', 'awin-sdk.min.js');
