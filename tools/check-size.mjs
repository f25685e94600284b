/* Bundles the built package with every dependency, and fails where it has grown past the limit. */
import {readFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

/** What the README promises, in bytes after minifying and gzip. */
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const limitBytes = Number(/less than (\d+) kB minified and gzipped/.exec(readme)?.[1]) * 1000;

const bundle = async (options) => {
	const {outputFiles, metafile} = await build({
		bundle: true,
		minify: true,
		format: 'esm',
		platform: 'browser',
		target: 'es2023',
		legalComments: 'none',
		metafile: true,
		write: false,
		...options,
	});
	return {code: outputFiles[0].contents, inputs: Object.values(metafile.outputs)[0].inputs};
};

const gzipped = (bytes) => gzipSync(bytes, {level: 9}).length;

/** The package that a file of the bundle belongs to. */
const packageOf = (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? 'awin-sdk';

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

const entry = 'dist/src/index.js';
const {code, inputs} = await bundle({entryPoints: [entry], outfile: 'index.js'});

const shares = new Map();
for (const [path, {bytesInOutput}] of Object.entries(inputs)) {
	const name = packageOf(path);
	shares.set(name, (shares.get(name) ?? 0) + bytesInOutput);
}
for (const [name, bytes] of [...shares].sort(([, a], [, b]) => b - a)) {
	console.log(`${kilobytes(bytes)} minified  ${name}`);
}

const size = gzipped(code);
console.log(
	`${kilobytes(code.length)} minified, ${kilobytes(size).trim()} gzipped: \`awin-sdk\` with every dependency`,
);
if (!(size < limitBytes)) {
	console.error(`The README promises less than ${limitBytes} bytes.`);
	process.exit(1);
}
