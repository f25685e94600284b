import {readdirSync, readFileSync} from 'node:fs';
import {join, posix, relative} from 'node:path';
import {describe, expect, it} from 'vitest';
import {statuses} from '../src/status.ts';

const root = join(import.meta.dirname, '..');

const filesIn = (folder: string): string[] =>
	readdirSync(join(root, folder), {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
		.sort();

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/* Without comments, because their examples import from the package. */
const codeOf = (file: string): string =>
	read(file)
		.replaceAll(/\/\*[\s\S]*?\*\//g, '')
		.replaceAll(/^\s*\/\/.*$/gm, '');

const statement =
	/^(?:import|export)\b(?<clause>[^;]*?)\bfrom\s*'(?<from>[^']+)'|import\('(?<lazy>[^']+)'\)/gm;

type Import = {readonly from: string; readonly typeOnly: boolean};

/** Returns the imports of a file: files by their path from the root, packages by their name. */
const importsOf = (file: string): Import[] =>
	Array.from(codeOf(file).matchAll(statement), ({groups = {}}) => {
		const from = groups['from'] ?? groups['lazy'] ?? '';
		return {
			from: from.startsWith('.') ? posix.join(posix.dirname(file), from) : from,
			typeOnly: /^\s*type\b/.test(groups['clause'] ?? ''),
		};
	});

const src = filesIn('src');
const mocks = filesIn('mocks');

/* A file may import its own stage and the stages before it. */
const stages = [
	['src/status.ts', 'src/version.ts', 'src/errors/'],
	['src/request/'],
	['src/response/'],
	['src/pipeline/'],
	['src/result/'],
	['src/options/'],
	['src/signatures.ts', 'src/verbs.ts', 'src/fetch/', 'src/client.ts'],
	['src/api/'],
	['src/index.ts', 'src/core.ts', 'src/redis.ts', 'src/opentelemetry.ts', 'src/opentelemetry/'],
];

const stageOf = (file: string): number =>
	stages.findIndex((places) => places.some((place) => file.startsWith(place)));

const offending = (files: string[], isAllowed: (file: string, imported: Import) => boolean) =>
	files.flatMap((file) =>
		importsOf(file)
			.filter((imported) => !isAllowed(file, imported))
			.map(({from}) => `${file} imports ${from}`),
	);

const importersOf = (name: string): string[] =>
	[...src, ...mocks].filter((file) =>
		importsOf(file).some(({from}) => from === name || from.startsWith(`${name}/`)),
	);

describe('the source', () => {
	it('is read completely by this test', () => {
		expect(src.length).toBeGreaterThan(40);
		expect(importsOf('src/index.ts').length).toBeGreaterThan(10);
		expect(importsOf('src/client.ts')).toContainEqual({
			from: 'src/signatures.ts',
			typeOnly: true,
		});
	});

	it('has a stage for every file', () => {
		expect(src.filter((file) => stageOf(file) === -1)).toEqual([]);
	});

	it('imports in one direction', () => {
		const isBefore = (file: string, {from}: Import) =>
			!from.startsWith('src/') || stageOf(from) <= stageOf(file);
		expect(offending(src, isBefore)).toEqual([]);
	});

	it.each([
		['rules/', 'src/pipeline/cache/', ['rules/', 'store/types.ts']],
		['store/', 'src/pipeline/cache/', ['store/']],
		['scheduler/', 'src/pipeline/quota/', ['scheduler/', 'types.ts']],
	])('lets %s of %s import only %j of that folder', (name, parent, allowed) => {
		const files = src.filter((file) => file.startsWith(parent + name));
		const places = allowed.map((place) => parent + place);
		const isAllowed = (_: string, {from}: Import) =>
			!from.startsWith(parent) || places.some((place) => from.startsWith(place));
		expect(files.length).toBeGreaterThan(0);
		expect(offending(files, isAllowed)).toEqual([]);
	});

	it('has a status table without imports, and errors that import only the table', () => {
		expect(importsOf('src/status.ts')).toEqual([]);
		const isVocabulary = (_: string, {from}: Import) =>
			!from.startsWith('src/') || stageOf(from) === 0;
		expect(offending(filesIn('src/errors'), isVocabulary)).toEqual([]);
	});

	it('imports neither mocks nor tests', () => {
		const isOwn = (_: string, {from}: Import) => !/^(mocks|test|examples|tools|bench)\//.test(from);
		expect(offending(src, isOwn)).toEqual([]);
	});

	it('imports nothing from Node.js, so that it runs on every platform', () => {
		const isPortable = (_: string, {from}: Import) => !from.startsWith('node:');
		expect(offending([...src, ...mocks], isPortable)).toEqual([]);
	});

	it.each([
		['ky', ['src/pipeline/ky-transport.ts']],
		['p-retry', ['src/pipeline/retry/retry.ts']],
		['papaparse', ['src/api/feeds/parse-csv.ts']],
	])('imports %s in one file only', (name, homes) => {
		expect(importersOf(name)).toEqual(homes);
	});

	it('imports OpenTelemetry only for the entry of its own', () => {
		const importers = importersOf('@opentelemetry/api');
		expect(importers.length).toBeGreaterThan(0);
		expect(importers.filter((file) => !file.startsWith('src/opentelemetry/'))).toEqual([]);
	});

	it('tells observers in one place only', () => {
		const home = 'src/pipeline/observe/emitter.ts';
		const tellers = src.filter((file) => /invokeCallback\('observe'/.test(codeOf(file)));
		expect(tellers).toEqual([home]);
	});

	it('imports msw in one file of the mocks, so that its absence is one error', () => {
		expect(importersOf('msw')).toEqual(['mocks/msw.ts']);
	});

	it('contains no status of the table outside the table and the map of error classes', () => {
		const homes = new Set(['src/status.ts', 'src/errors/status-errors.ts']);
		/* Excludes the limits of a status class, as in `status >= 500`. */
		const code = new RegExp(`(?<![\\w.'-]|[<>]=? )(?:${statuses.join('|')})(?![\\w.])`);
		const found = src
			.filter((file) => !homes.has(file))
			.flatMap((file) =>
				codeOf(file)
					.split('\n')
					.filter((line) => /status|case |[!=]==|Success</i.test(line) && code.test(line))
					.map((line) => `${file}: ${line.trim()}`),
			);
		expect(found).toEqual([]);
	});

	it('has entry points that contain only named exports', () => {
		const entries = [
			...src.filter((file) => /^src\/(index|core|redis|opentelemetry)\.ts$/.test(file)),
			'mocks/index.ts',
		];
		expect(entries).toHaveLength(5);
		for (const entry of entries) {
			const rest = codeOf(entry)
				.replaceAll(/export (?:type )?\{[^}]*\} from '[^']+';/g, '')
				.trim();
			expect({entry, rest}).toEqual({entry, rest: ''});
		}
	});

	it('has no file over 200 lines', () => {
		const long = [...src, ...mocks].filter((file) => read(file).trimEnd().split('\n').length > 200);
		/* The table of codes, and the list of what the package exports. */
		const isList = (file: string) => ['src/status.ts', 'src/index.ts'].includes(file);
		expect(long.filter((file) => !isList(file))).toEqual([]);
	});
});

describe('the mocks', () => {
	it('import only the status table and types from the source', () => {
		const isAllowed = (_: string, {from, typeOnly}: Import) =>
			!from.startsWith('src/') || from === 'src/status.ts' || typeOnly;
		expect(offending(mocks, isAllowed)).toEqual([]);
	});

	it('import no tests and no examples', () => {
		const isOwn = (_: string, {from}: Import) => !/^(test|examples|tools|bench)\//.test(from);
		expect(offending(mocks, isOwn)).toEqual([]);
	});
});
