/* Packs the package, installs the tarball in an empty project, and type-checks and runs a consumer there. */
import {execFileSync, spawnSync} from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	globSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const run = (command, args, cwd) =>
	execFileSync(command, args, {cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']});

/** The files of the tarball besides those that the build writes. */
const otherFiles = new Set([
	'package.json',
	'README.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'llms.txt',
	'LICENSE',
	...globSync('docs/**/*.md', {cwd: root}),
]);

/** Returns the source path of a built file, or `undefined` for any other file. */
const sourceOf = (path) => /^dist\/(.+)\.(?:js|d\.ts)$/.exec(path)?.[1];

/** Whether a file contains code that the entry points share. */
const isShared = (path) => /^dist\/src\/shared-\w+\.js$/.test(path);

const checkContents = (files) => {
	const unexpected = files.filter((path) => {
		if (isShared(path)) return false;
		const source = sourceOf(path);
		return source === undefined
			? !otherFiles.has(path)
			: !/^(src|mocks)\//.test(source) || !existsSync(join(root, `${source}.ts`));
	});
	const missing = [...otherFiles].filter((path) => !files.includes(path));
	if (unexpected.length > 0) {
		throw new Error(`The tarball has unexpected files: ${unexpected.slice(0, 20).join(', ')}`);
	}
	if (missing.length > 0) throw new Error(`The tarball lacks ${missing.join(', ')}`);
};

const strict = {
	target: 'ES2022',
	strict: true,
	exactOptionalPropertyTypes: true,
	noUncheckedIndexedAccess: true,
	noPropertyAccessFromIndexSignature: true,
	noUnusedLocals: true,
	verbatimModuleSyntax: true,
	skipLibCheck: false,
	noEmit: true,
};

const nodenext = {module: 'nodenext'};
const bundler = {module: 'esnext', moduleResolution: 'bundler'};
const withDom = {lib: ['ES2022', 'DOM', 'DOM.Iterable']};
const withoutDom = {lib: ['ES2022']};

/* In addition to the version that builds the package. Main entry only, because the types of msw are slow. */
const olderTypeScript = '5.9.3';

const main = ['consumer.ts'];
const all = [...main, 'mocks.ts'];

/* The types of msw need the types of the DOM and of Node, so only projects with both check the mocks. */
const projects = [
	{name: 'nodenext, types of Node', files: main, ...nodenext, ...withoutDom, types: ['node']},
	{name: 'bundler, types of Node', files: main, ...bundler, ...withoutDom, types: ['node']},
	{name: 'nodenext, types of the DOM', files: main, ...nodenext, ...withDom, types: []},
	{name: 'bundler, types of the DOM', files: main, ...bundler, ...withDom, types: []},
	{name: 'nodenext, types of both', files: all, ...nodenext, ...withDom, types: ['node']},
	{name: 'bundler, types of both', files: all, ...bundler, ...withDom, types: ['node']},
];

const step = (name, work) => {
	const startedAt = Date.now();
	const result = work();
	console.log(`${name}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
	return result;
};

const folder = mkdtempSync(join(tmpdir(), 'awin-sdk-consumer-'));
try {
	const [packed] = step('pack', () =>
		JSON.parse(run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], root)),
	);
	checkContents(packed.files.map(({path}) => path));
	console.log(
		`${packed.files.length} files, ${packed.size} bytes packed, ${packed.unpackedSize} bytes unpacked`,
	);

	const write = (name, value) => writeFileSync(join(folder, name), JSON.stringify(value));
	write('package.json', {name: 'consumer', private: true, type: 'module'});
	const versions = ['typescript', 'msw', '@types/node'].map(
		(name) => `${name}@${manifest.devDependencies[name]}`,
	);
	versions.push(`older-typescript@npm:typescript@${olderTypeScript}`);
	step('install', () =>
		run(
			'npm',
			['install', '--silent', '--no-audit', '--no-fund', packed.filename, ...versions],
			folder,
		),
	);
	for (const file of [...all, 'rows.ts', 'mock-types.ts']) {
		copyFileSync(join(root, 'tools/consumer', file), join(folder, file));
	}

	const check = (compiler, {name, files, ...options}) => {
		write('tsconfig.json', {compilerOptions: {...strict, ...options}, files});
		const tsc = join(folder, 'node_modules', compiler, 'bin/tsc');
		step(`${compiler}, ${name}`, () => run(process.execPath, [tsc, '-p', folder], folder));
	};
	for (const project of projects) check('typescript', project);
	for (const project of projects.filter(({files}) => files === main)) {
		check('older-typescript', project);
	}

	/* MSW is optional: row types need none of it, and the mocks say in one error that it is missing. */
	const msw = join(folder, 'node_modules/msw');
	renameSync(msw, `${msw}.away`);
	check('typescript', {
		name: 'without msw',
		files: ['rows.ts'],
		...nodenext,
		...withDom,
		types: [],
	});
	step('mocks without msw', () => {
		const options = {...strict, ...nodenext, ...withDom, types: []};
		write('tsconfig.json', {compilerOptions: options, files: ['mock-types.ts']});
		const tsc = join(folder, 'node_modules/typescript/bin/tsc');
		const {stdout} = spawnSync(process.execPath, [tsc, '-p', folder], {encoding: 'utf8'});
		const errors = stdout.split('\n').filter((line) => / error TS\d+:/.test(line));
		if (errors.length !== 1 || !errors[0].includes("Cannot find module 'msw'")) {
			throw new Error(
				`One error about msw was expected, but there are ${errors.length}: ${stdout}`,
			);
		}
	});
	step('node rows.ts', () => run(process.execPath, ['rows.ts'], folder));
	renameSync(`${msw}.away`, msw);

	for (const file of all) {
		step(`node ${file}`, () => run(process.execPath, [file], folder));
	}
	/* Node.js supports `require` of an ES module. */
	step('require', () =>
		run(process.execPath, ['-e', "require('awin-sdk').createAwinClient({token: 'token'})"], folder),
	);
} catch (error) {
	console.error(error.message, error.stdout ?? '');
	process.exitCode = 1;
} finally {
	rmSync(folder, {recursive: true, force: true});
}
