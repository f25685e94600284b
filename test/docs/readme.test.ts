import {existsSync, globSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {statusErrors} from '../../src/errors/status-errors.ts';
import * as otherErrors from '../../src/errors/other-errors.ts';
import {isErrorStatus, statusTable, statuses} from '../../src/status.ts';
import {describe, expect, test} from 'vitest';
import {root} from './blocks.ts';
import {section, tables, textOf} from './markdown.ts';

const yes = (value: boolean) => (value ? 'yes' : 'no');

describe('the table of codes', () => {
	const [codes = [], unanswered = []] = tables(section('README.md', 'Result kinds'));

	test('has each row of the source: code, meaning, kind, outcome, class and retries', () => {
		const expected = statuses.flatMap((status) => {
			const row = statusTable[status];
			const code = `${status}${row.documented ? '' : '\\*'}`;
			const kinds = 'kindWithoutBody' in row ? [row.kind, row.kindWithoutBody] : [row.kind];
			const has = isErrorStatus(status) ? statusErrors[status].name : 'data';
			return kinds.map((kind) => [code, row.meaning, kind, yes(row.ok), has, yes(row.retried)]);
		});
		const firstCode = /`(\w+)`/;
		const written = codes.map(([code, meaning, kind, ok, has = '', retried]) => [
			code,
			meaning,
			kind?.replaceAll('`', ''),
			ok,
			firstCode.exec(has)?.[1],
			retried,
		]);
		expect(written).toEqual(expected);
	});

	test('has each error class of a call without a response', () => {
		const named = unanswered.map(([, , error = '']) => error.replaceAll('`', ''));
		const classes = Object.keys(otherErrors).filter((name) => name !== 'UndocumentedStatusError');
		expect(new Set(named)).toEqual(new Set(classes));
	});
});

/** The options of a type in a source file, with the `@default` of each. */
const optionsIn = (path: string, type: string): Map<string, string> => {
	const [, body = ''] =
		new RegExp(`export type ${type} = \\{\\n([\\s\\S]*?)\\n\\};`).exec(textOf(path)) ?? [];
	const members = body.matchAll(/\/\*\*([\s\S]*?)\*\/\s*readonly (\w+)/g);
	return new Map(
		[...members].map(([, comment = '', name = '']) => {
			const [, value = ''] = /@default ([^\n]*?)\s*(\n|$)/.exec(comment) ?? [];
			return [name, value];
		}),
	);
};

/** A default as it stands in a table, without marks. */
const plain = (value: string | undefined): string =>
	(value ?? '').replaceAll(/[`']/g, '').replaceAll(/(?<=\d)[_ ](?=\d)/g, '');

describe('the tables of options', () => {
	const [client = []] = tables(section('docs/options.md', 'Client'));
	const [call = []] = tables(section('docs/options.md', 'Call'));
	const inBoth = new Set(['retry', 'attemptTimeoutMs', 'deadlineMs', 'totalTimeoutMs', 'cache']);

	test.each([
		[
			'a client',
			client,
			optionsIn('src/options/options.ts', 'AwinClientOptions'),
			new Set<string>(),
		],
		['a call', call, optionsIn('src/request/call-options.ts', 'CallOptions'), inBoth],
	])('name the options of %s in order, with their defaults', (_, rows, options, left) => {
		const expected = [...options].filter(([name]) => !left.has(name));
		expect(rows.map(([name, value]) => [plain(name), plain(value)])).toEqual(
			expected.map(([name, value]) => [name, plain(value)]),
		);
	});

	test('have the numbers of the retries', () => {
		const text = plain(client.find(([name]) => name === '`retry`')?.[2]);
		for (const type of ['RetryOptions', 'RetryBudgetOptions']) {
			const options = optionsIn('src/request/policy.ts', type);
			expect(options.size).toBeGreaterThan(0);
			for (const [name, value] of options) {
				expect(text).toContain(`${name} ${plain(value)}`.trim());
			}
		}
	});
});

type Manifest = {
	readonly license?: string;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
	readonly 'size-limit'?: readonly {readonly name: string; readonly limit: string}[];
};

const manifest = (path: string): Manifest => JSON.parse(textOf(path));

test('the table of dependencies has each of them with its licence', () => {
	const [rows = []] = tables(section('README.md', 'Dependencies'));
	const names = Object.keys(manifest('package.json').dependencies ?? {});
	const licences = names.map((name) => [
		name,
		manifest(`node_modules/${name}/package.json`).license,
	]);
	const named = rows.map(([name = '', , , licence]) => [/`(.+)`/.exec(name)?.[1], licence]);
	expect(Object.fromEntries(named)).toEqual(Object.fromEntries(licences));
});

test('the sizes are those that the package is held to', () => {
	const limits = manifest('package.json')['size-limit'] ?? [];
	expect(limits).toHaveLength(2);
	for (const {name, limit} of limits) {
		const [entry = ''] = name.split(' ');
		expect(section('README.md', 'Dependencies')).toContain(`\`${entry}\` is less than ${limit}`);
	}
});

test('the runtimes are those that the package is checked on', () => {
	const text = section('README.md', 'Runtimes');
	for (const path of ['tools/runtimes/package.json', 'tools/node-runtime/package.json']) {
		const {dependencies, optionalDependencies} = manifest(path);
		for (const version of Object.values({...dependencies, ...optionalDependencies})) {
			expect(text).toContain(version);
		}
	}
});

/** The anchors of the headings of a page. */
const anchorsOf = (path: string): ReadonlySet<string> =>
	new Set(
		[...textOf(path).matchAll(/^#+ (.*)$/gm)].map(
			([, title = '']) =>
				`#${title
					.toLowerCase()
					.replaceAll(/[^\w -]/g, '')
					.replaceAll(' ', '-')}`,
		),
	);

test.each(globSync(['*.md', 'docs/**/*.md', 'src/*.md'], {cwd: root}))(
	'every link in %s leads somewhere',
	(path) => {
		const links = [...textOf(path).matchAll(/\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g)];
		const broken = links.filter(([, file = '', anchor]) => {
			const target = file === '' ? path : join(dirname(path), file);
			if (!existsSync(join(root, target))) return true;
			return anchor !== undefined && !anchorsOf(target).has(anchor);
		});
		expect(broken.map(([link]) => link)).toEqual([]);
	},
);

test('the README is short enough to be read', () => {
	expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThan(300);
});
